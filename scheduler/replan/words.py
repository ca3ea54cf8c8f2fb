"""What replanning comes to, in one sentence."""

from __future__ import annotations

from scheduler.explain.difference import Difference
from scheduler.problem import Problem
from scheduler.result import Outcome, Result
from scheduler.words import counted, day, sum_of


def told(problem: Problem, kept: Result, result: Result, difference: Difference | None) -> str:
    """A sentence that only says what the two plans, or the lack of one, show."""
    start, currency = day(problem.forecast.calendar.start), problem.forecast.currency
    if result.plan is None or result.cost is None:
        found = (
            "no plan was found in time" if result.outcome is not Outcome.INFEASIBLE else "there is no plan"
        )
        return f"From {start} on {found} that keeps to what is decided."
    cost = f"{sum_of(round(result.cost))} {currency} from {start} on"
    if difference is None or kept.cost is None:
        return f"The earlier plan cannot be kept any more; the new one costs {cost}."
    if result.plan == kept.plan:
        return f"Nothing is to be decided otherwise: keeping the plan costs {cost}."
    count = len(difference.added) + len(difference.removed) + len(difference.changed)
    saved = kept.cost - result.cost
    verb = "is" if count == 1 else "are"
    what = f"{counted(count, 'decision')} {verb} otherwise" if count else "Only hours are used otherwise"
    return f"{what}, which saves {sum_of(round(saved))} {currency}: the new plan costs {cost}."
