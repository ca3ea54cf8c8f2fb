"""What carrying a plan on came to, as one reader may see it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row

from api.deps import Service
from api.errors import ApiError
from api.parts.difference import compared
from api.parts.finished import ended
from api.parts.pay import as_seen
from api.replans.given import Given
from api.schemas.replans import Barrier, Replanned
from api.store import derived, plans
from api.store.keys import Caller
from scheduler.problem import Problem
from scheduler.result import Result


def replanned(parts: Service, asking: Caller, plan: str) -> Replanned:
    """404 and 409 as for any part of a plan; 409 also for a plan that carries no other on."""
    row, seen = ended(parts, asking, plan)
    with parts.store.reading(asking.tenant) as scope:
        given, kept = derived.given(scope, plan), derived.kept(scope, plan)
        problem = plans.problem_of(scope, plan)
    if row.relation != derived.Relation.REPLAN or given is None or kept is None or problem is None:
        raise ApiError(409, "not_replanned", "This plan carries no other on.")
    asked, earlier = Given.model_validate_json(given), Result.model_validate_json(kept)
    before = as_seen(Problem.model_validate_json(problem), earlier, asking.pay, _small(row))
    both = before.result.plan is not None and seen.result.plan is not None
    return Replanned(
        plan=plan,
        of=row.of,
        as_of=asked.as_of,
        pay_shown=asking.pay,
        changed=row.told["changed"],
        text=row.told["text"] if asking.pay else None,
        pinned=list(asked.pinned),
        blocking=[Barrier.model_validate_json(json.dumps(each)) for each in row.told["blocking"]],
        assumptions=list(asked.assumed) if asking.pay else [],
        difference=compared((row.of, plan), before, seen) if both else None,
    )


def _small(row: Row[Any]) -> bool:
    return bool(row.inputs.get("workforce", {}).get("few", False))
