"""Reasons: for what an action is there, and what the plan would be without it."""

from scheduler.explain.reasons.answer import answer, questions
from scheduler.explain.reasons.shapes import Reason
from scheduler.explain.room import Room

__all__ = ["ROOM", "Reason"]

ROOM = Room(name="reasons", shape=Reason, questions=questions, answer=answer)
