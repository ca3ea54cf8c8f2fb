"""What a plan of another character has otherwise besides: the price that is not money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scheduler.explain.alternatives import figures
from scheduler.explain.alternatives.character import (
    FEWEST_VENDORS,
    LEAST_AFTER,
    LEAST_OVERTIME,
    MOST_IN_HOUSE,
)
from scheduler.explain.alternatives.words import BOUND_AFTER
from scheduler.model.case import Case
from scheduler.plan import Plan
from scheduler.words import counted, sum_of, way

MOST = 4
WORTH = 0.01  # of what there is: less is not told
Figure = Callable[[Case, Plan], float]


@dataclass(frozen=True)
class Matter:
    """A figure told as more or fewer of it; `character`: the one whose own figure this is."""

    figure: Figure
    noun: str
    rest: str = ""
    character: str = ""


def _heads_of(*kinds: str) -> Figure:
    return lambda _, plan: float(sum(each.heads for each in plan.actions if each.kind in kinds))


def _waiting(_: Case, plan: Plan) -> float:
    return float(sum(sum(ledger.waiting) for ledger in plan.workstreams.values()))


def _idle(_: Case, plan: Plan) -> float:
    return float(sum(sum(ledger.idle_hours) for ledger in plan.pools.values()))


MATTERS = (
    Matter(figures.vendors_in_use, "vendor", "", FEWEST_VENDORS),
    Matter(_heads_of("hire"), "hire"),
    Matter(_heads_of("release"), "release"),
    Matter(_heads_of("move"), "head", "moved"),
    Matter(_heads_of("contract", "conversion"), "head", "contracted"),
    Matter(figures.contractor_hours, "hour", "by contractors", MOST_IN_HOUSE),
    Matter(figures.overtime_hours, "hour", "of overtime", LEAST_OVERTIME),
    Matter(_waiting, "hour", "of waiting work"),
    Matter(_idle, "idle hour"),
)


def trades(case: Case, before: Plan, after: Plan, character: str) -> tuple[str, ...]:
    """At most four things besides the character's own, in the order of the table above."""
    told = [
        text for each in MATTERS if each.character != character and (text := _told(each, case, before, after))
    ]
    old, new = (figures.committed_after(case, plan) for plan in (before, after))
    if character != LEAST_AFTER and abs(new - old) > max(1.0, WORTH * abs(old)):
        told.append(f"{sum_of(abs(new - old))} {way(new - old, 'less')} {BOUND_AFTER}")
    return tuple(told[:MOST])


def _told(matter: Matter, case: Case, before: Plan, after: Plan) -> str:
    """12 more hires; nothing where there is hardly a difference."""
    old, new = (matter.figure(case, plan) for plan in (before, after))
    by = new - old
    if abs(by) <= max(0.05, WORTH * abs(old)):
        return ""
    return counted(abs(by), f"{way(by)} {matter.noun}", matter.rest)
