"""What replanning comes to, in one sentence."""

from __future__ import annotations

from scheduler.explain.difference import Difference
from scheduler.problem import Problem
from scheduler.result import Outcome, Result


def told(problem: Problem, kept: Result, result: Result, difference: Difference | None) -> str:
    """A sentence that only says what the two plans, or the lack of one, show."""
    start, currency = problem.forecast.calendar.start, problem.forecast.currency
    if result.plan is None or result.cost is None:
        found = (
            "no plan was found in time" if result.outcome is not Outcome.INFEASIBLE else "there is no plan"
        )
        return f"From {start} on {found} that keeps to what is decided."
    cost = f"{result.cost:,.0f} {currency} from {start} on"
    if difference is None or kept.cost is None:
        return f"The earlier plan cannot be kept any more; the new one costs {cost}."
    if result.plan is kept.plan:
        return f"Nothing is to be decided otherwise: keeping the plan costs {cost}."
    count = len(difference.added) + len(difference.removed) + len(difference.changed)
    saved = kept.cost - result.cost
    what = "Only hours are used otherwise" if not count else f"{count} decisions are otherwise"
    what = "One decision is otherwise" if count == 1 else what
    return f"{what}, which saves {saved:,.0f}: the new plan costs {cost}."
