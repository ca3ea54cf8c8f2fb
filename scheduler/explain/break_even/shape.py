"""What a break-even sentence is made of."""

from __future__ import annotations

from typing import Literal

from scheduler.explain.interval import Interval
from scheduler.problem.base import Key, Model

Kind = Literal["surge", "rate", "lead", "own_hour"]


class Point(Model):
    """What was solved at one point: `saving` is what the choice in question saves there, in money.

    None where it could not be told: the time was over, or one side has no plan.
    """

    at: float
    saving: Interval | None


class BreakEven(Model):
    """Where a choice begins or ceases to pay, as a range that costs and bounds carry, and a sentence.

    kind: surge (periods the surge lasts; at `high` more hires pay, at `low` they do not), rate (money per
    `unit`; at `low` or less the offers pay, at `high` or more they do not), lead (weeks; likewise), own_hour
    (money per `unit`; between `low` and `high`, or at both where they are one, an hour of the offers costs
    what an own hour does, all counted). `low`, `high`: None where nothing is proven on that side. `now`:
    where the input stands. `points`: what was solved, in order; for own_hour the saving is that of an hour,
    and exact.
    """

    kind: Kind
    subject: Key
    offers: tuple[Key, ...] = ()
    unit: str
    now: float
    low: float | None = None
    high: float | None = None
    points: tuple[Point, ...] = ()
    text: str
