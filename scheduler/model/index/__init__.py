"""From the problem's dates and durations to arrays by period."""

from scheduler.model.index.clock import Clock
from scheduler.model.index.index import Index, Pair
from scheduler.model.index.known import Known, hired, joined
from scheduler.model.index.people import People
from scheduler.model.index.terms import Lot, Terms
from scheduler.model.index.work import Work

__all__ = ["Clock", "Index", "Known", "Lot", "Pair", "People", "Terms", "Work", "hired", "joined"]
