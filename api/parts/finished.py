"""A finished plan from the store, as its reader may see it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from api.deps import Service
from api.errors import ApiError, not_found
from api.parts.pay import Seen, as_seen
from api.store import plans
from api.store.keys import Caller
from api.store.plans import OPEN
from scheduler.problem import Problem
from scheduler.result import Result


def ended(parts: Service, asking: Caller, plan: str) -> tuple[Row[Any], Seen]:
    """A plan that has ended with a result, perhaps one that says there is no plan.

    404 for what is not there or somebody else's, 409 while it is open and when it failed or was cancelled.
    """
    with parts.store.reading(asking.tenant) as scope:
        row = plans.plan(scope, plan)
        if row is None:
            raise not_found()
        if row.state in OPEN:
            raise ApiError(
                409, "plan_open", "The plan has not ended; ask again later.", headers={"Retry-After": "1"}
            )
        problem, result = plans.problem_of(scope, plan), plans.result_of(scope, plan)
    if problem is None or result is None:
        raise ApiError(409, "no_plan", f"The plan {plans.ENDED_AS[row.state]}: there is no result.")
    read = Problem.model_validate_json(problem), Result.model_validate_json(result)
    return row, as_seen(*read, asking.pay, row.inputs.get("workforce", {}).get("few", False))


def whole(parts: Service, asking: Caller, plan: str) -> tuple[Row[Any], Problem, Result]:
    """A finished plan with everything in it, for what the service itself works out of it; as `finished`."""
    row = require_plan(parts, asking, plan)
    with parts.store.reading(asking.tenant) as scope:
        problem, result = plans.problem_of(scope, plan), plans.result_of(scope, plan)
    assert problem is not None
    assert result is not None
    return row, Problem.model_validate_json(problem), Result.model_validate_json(result)


def finished(parts: Service, asking: Caller, plan: str) -> tuple[Row[Any], Seen]:
    """A plan that has ended and has actions; 404 and 409 as above, 409 too when no plan was found."""
    row, seen = ended(parts, asking, plan)
    if seen.result.plan is None:
        raise ApiError(409, "no_plan", f"There is no plan in it ({row.outcome}); see /check.")
    return row, seen


def require_ended(parts: Service, asking: Caller, plan: str) -> Row[Any]:
    """The row of a plan that has ended with a result, its content unread; 404 and 409 as above."""
    with parts.store.reading(asking.tenant) as scope:
        row = plans.plan(scope, plan)
    if row is None or row.state in OPEN or row.outcome is None:
        return ended(parts, asking, plan)[0]
    return row


def require_plan(parts: Service, asking: Caller, plan: str) -> Row[Any]:
    """The row of a plan that has ended and has actions, its content unread; 404 and 409 as above."""
    with parts.store.reading(asking.tenant) as scope:
        row = plans.plan(scope, plan)
    if row is None:
        raise not_found()
    if row.state in OPEN or row.outcome not in ("optimal", "feasible"):
        ended_or_not = finished(parts, asking, plan)
        return ended_or_not[0]
    return row
