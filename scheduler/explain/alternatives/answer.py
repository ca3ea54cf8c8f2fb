"""What is said of one character: a plan and what it costs, or that there is none."""

from __future__ import annotations

from pydantic import Field

from scheduler.explain.interval import Interval
from scheduler.plan import Plan
from scheduler.problem.base import Model


class AlternativePlan(Model):
    """Another plan of one character, within `slack` (a share) of the explained plan's cost.

    Every plan meant here leaves no workstream more hours undone than the explained one. `before`, `after`:
    the character's figure in the explained plan and in this one, in `unit`; `least`: no plan within the
    slack has less (None: not known), `settled`: that is what was reached. `cost` of this plan; `dearer`
    than the explained plan; `at_least` to at most: what having no more of the figure costs more than the
    cheapest way, from both bounds. `trades`: what else is otherwise. Without `plan`, `text` says why.
    """

    character: str
    unit: str
    slack: float
    before: float
    after: float | None = None
    least: float | None = None
    settled: bool
    plan: Plan | None = None
    cost: float | None = None
    dearer: float | None = None
    dearer_than_cheapest: Interval | None = None
    trades: tuple[str, ...] = ()
    text: str = Field(description="one sentence")
