"""Replanning at every period of a plan in which nothing changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.replan import Replanned, replan
from tests.replan.desk import planned
from tests.rules.small import week


def unchanged(again: Replanned) -> None:
    """Asserts that nothing is to be decided otherwise, and that keeping the plan costs what it was to."""
    assert not again.changed, again.text
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.01)


def at_every_cut(one: Problem) -> Plan:
    """The best plan of a problem in weeks, unchanged on the first day of each and three days before."""
    plan = planned(one)
    for cut in range(1, one.forecast.calendar.periods):
        for early in (0, 3):
            unchanged(replan(one, plan, week(cut) - timedelta(days=early), gap=0.0))
    return plan
