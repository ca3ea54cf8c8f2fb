"""A stored plan as the library explains it."""

from __future__ import annotations

from api.requisitions.keeping import baseline_of
from api.store import plans
from api.store.store import Store
from scheduler.explain.asking import Explained
from scheduler.problem import Problem
from scheduler.result import Result


def about(store: Store, tenant: str, plan: str) -> Explained | None:
    """What there is to explain; None when the plan ended without a result."""
    with store.reading(tenant) as scope:
        row = plans.plan(scope, plan)
        text, result = plans.problem_of(scope, plan), plans.result_of(scope, plan)
        if row is None or text is None or result is None:
            return None
        baseline = baseline_of(scope, row)
    return Explained(Problem.model_validate_json(text), Result.model_validate_json(result), baseline)
