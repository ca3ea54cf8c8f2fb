"""What other ways than a plan would cost."""

from __future__ import annotations

from api.deps import Anybody, Parts, Planner
from api.errors import not_found
from api.routes.below import below_v1
from api.schemas.comparisons import Comparisons, Way
from api.store import audit, comparisons, plans
from api.store.comparisons import State
from api.store.keys import Caller
from api.store.store import Scope

router = below_v1("plans")


@router.get("/plans/{plan}/comparisons")
def read_comparisons(plan: str, parts: Parts, asking: Anybody) -> Comparisons:
    """What no contractors, contractors alone and a spreadsheet's rule would cost; see `compare` of a plan."""
    with parts.store.reading(asking.tenant) as scope:
        return _seen(scope, asking, plan)


@router.post("/plans/{plan}:compare", status_code=202)
def compare_plan(plan: str, parts: Parts, asking: Planner) -> Comparisons:
    """Has the other ways worked out, once the plan is there."""
    with parts.store.scope(asking.tenant) as scope:
        if plans.plan(scope, plan) is None:
            raise not_found()
        if comparisons.ask(scope, plan):
            audit.record(scope, asking.key, "plan.compare", plan)
        return _seen(scope, asking, plan)


def _seen(scope: Scope, asking: Caller, plan: str) -> Comparisons:
    if plans.plan(scope, plan) is None:
        raise not_found()
    row = comparisons.asked(scope, plan)
    ways = [Way(**vars(each)) for each in comparisons.of(scope, plan, pay=asking.pay)]
    if row is None:
        return Comparisons(plan=plan, state=State.NONE.value, ways=ways)
    return Comparisons(plan=plan, state=row.state, error=row.error, ways=ways)
