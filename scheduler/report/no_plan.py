"""When there is no plan: what stands in the way, and what would make one possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.problem import Problem
from scheduler.report.headline import headline
from scheduler.report.intervals import ends
from scheduler.report.why import BUDGET_SAID, Why, why
from scheduler.result import Conflict, Outcome, Result
from scheduler.rules import Rule

if TYPE_CHECKING:
    from scheduler.explain.explanation import Explanation
    from scheduler.explain.remedies import Remedy

CONFLICTS = "What stands in the way"
REMEDIES = "What would make a plan possible"
NONE_ASKED = "Nobody has asked for remedies."
NOT_PROVEN = "More time, or a larger gap: that there is no plan is not proven."
PROVEN = {True: "nothing of it can be left out", False: "less may do"}


@dataclass(frozen=True)
class NoPlan:
    """A result without a plan, and the remedies found for it."""

    problem: Problem
    result: Result
    why: Why | None = None
    pay: bool = True

    @property
    def headline(self) -> str:
        return headline(self.problem, self.result)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Rules in the way; by how much a budget is too small is a sum of pay."""
        found = self.result.conflicts
        return found if self.pay else tuple(map(_without_pay, found))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Some name pay."""
        return self.result.warnings if self.pay else ()

    @property
    def currency(self) -> str:
        return self.problem.forecast.currency

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """Those that make a plan possible."""
        found = () if self.why is None else self.why.explanation.remedies
        return tuple(each for each in found if each.edits)

    @property
    def note(self) -> str:
        """Why there are no remedies, where there are none."""
        if self.remedies:
            return ""
        if self.result.outcome is not Outcome.INFEASIBLE:
            return NOT_PROVEN
        failed = () if self.why is None else self.why.explanation.remedies
        return "; ".join(dict.fromkeys(each.text for each in failed)) or NONE_ASKED


def no_plan(
    problem: Problem, result: Result, explanation: Explanation | None = None, *, pay: bool = True
) -> NoPlan:
    """What there is to tell; raises ValueError where there is a plan."""
    if result.plan is not None:
        raise ValueError("there is a plan; use summarise()")
    return NoPlan(problem, result, None if explanation is None else why(explanation, pay), pay)


def _without_pay(conflict: Conflict) -> Conflict:
    if conflict.rule != Rule.BUDGET:
        return conflict
    return conflict.model_copy(update={"amount": 0.0, "text": f"{BUDGET_SAID}: stands in the way."})


def costs_then(remedy: Remedy) -> tuple[int | None, int | None]:
    """The least and the most that the cheapest plan costs with the remedy, whole money."""
    return ends(remedy.cost)
