"""Everything a reader needs of a result, worked out once for terminal, workbook and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.explain.alternative import Alternative
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.report.capacity import (
    Coverage,
    SkillSupply,
    coverage,
    named_vendors,
    supply_by_skill,
    together,
)
from scheduler.report.costs import KindCost, MonthTable, costs_by_kind, costs_by_month
from scheduler.report.decisions import Decision, next_decisions
from scheduler.report.headline import headline
from scheduler.report.palette import Palette
from scheduler.report.suppliers import TrueCost, contractor_costs, own_costs
from scheduler.report.unused import Unused, nobody_hired, not_used
from scheduler.report.view import PlanView
from scheduler.report.why import Why, why
from scheduler.result import Result

if TYPE_CHECKING:
    from scheduler.explain.alternatives import AlternativePlan
    from scheduler.explain.explanation import Explanation


@dataclass(frozen=True)
class Summary:
    """A checked plan in words and tables. `view` gives the plan itself, `why` what explains it.

    `others`: plans of another character; `earlier`: the plan this one is compared with. Both tell pay.
    """

    problem: Problem
    result: Result
    view: PlanView
    alternatives: tuple[Alternative, ...] = ()
    why: Why | None = None
    others: tuple[AlternativePlan, ...] = ()
    earlier: Plan | None = None

    @property
    def plan(self) -> Plan:
        return self.view.plan

    @cached_property
    def headline(self) -> str:
        return headline(self.problem, self.result)

    @cached_property
    def decisions(self) -> list[Decision]:
        return next_decisions(self.view)

    @cached_property
    def unused(self) -> list[Unused]:
        return not_used(self.view, self.contractors) + nobody_hired(self.view)

    @cached_property
    def kinds(self) -> list[KindCost]:
        return costs_by_kind(self.plan)

    @cached_property
    def months(self) -> MonthTable:
        return costs_by_month(self.plan)

    @cached_property
    def supplies(self) -> list[SkillSupply]:
        return supply_by_skill(self.view)

    @cached_property
    def every(self) -> SkillSupply:
        """All skills together."""
        return together(self.supplies)

    @cached_property
    def palette(self) -> Palette:
        """A colour and a pattern for each class of supply, the same in every picture."""
        return Palette(named_vendors(self.view))

    @cached_property
    def coverage(self) -> Coverage:
        return coverage(self.supplies)

    @cached_property
    def contractors(self) -> list[TrueCost]:
        return contractor_costs(self.view)

    @cached_property
    def own(self) -> list[TrueCost]:
        return own_costs(self.view)


def summarise(
    problem: Problem,
    result: Result,
    alternatives: Sequence[Alternative] = (),
    explanation: Explanation | None = None,
    others: Sequence[AlternativePlan] = (),
    earlier: Plan | None = None,
) -> Summary:
    """The summary of a result with a plan; raises ValueError without one.

    An `earlier` plan must be of the same currency and unit of time: files raise ValueError otherwise.
    """
    if result.plan is None:
        raise ValueError("there is no plan to sum up; use headline() for the outcome in words")
    told = None if explanation is None else why(explanation)
    view = PlanView(problem, result.plan)
    return Summary(problem, result, view, tuple(alternatives), told, tuple(others), earlier)
