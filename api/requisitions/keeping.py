"""The plan that another keeps to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row

from api.replans.given import Given
from api.requisitions.filled import fills_of
from api.store import derived, plans
from api.store.store import Scope
from scheduler import Plan, Result


def baseline_of(scope: Scope, row: Row[Any]) -> Plan | None:
    """What a stored plan was to keep to; of a replanned one, what of the earlier plan was still to decide."""
    given = derived.given(scope, row.id)
    if given is not None:
        return Given.model_validate_json(given).baseline
    return kept(scope, row.baseline, row.inputs) if row.baseline else None


def kept(scope: Scope, baseline: str, inputs: Mapping[str, Any]) -> Plan | None:
    """The plan of an adopted one, less those who were found since; `inputs`: of the plan that keeps to it."""
    row, text = plans.plan(scope, baseline), plans.result_of(scope, baseline)
    if row is None or text is None:
        return None
    plan = Result.model_validate_json(text).plan
    return None if plan is None else without_found(plan, row.inputs, inputs)


def without_found(baseline: Plan, then: Mapping[str, Any], now: Mapping[str, Any]) -> Plan:
    """An adopted plan less those who were found since it was asked for: they are no decision any more.

    `then`, `now`: the inputs of the adopted plan, and of the one that keeps to it.
    """
    earlier = {fill.requisition: fill.heads for fill in fills_of(then)}
    left: dict[tuple[str, str, date], float] = {}
    for fill in fills_of(now):
        place = (fill.kind, fill.role, fill.wanted)
        left[place] = left.get(place, 0.0) + fill.heads - earlier.get(fill.requisition, 0.0)
    actions = []
    for action in baseline.actions:
        place = ("contract" if action.kind == "conversion" else action.kind, action.owner, action.start)
        found = min(action.heads, max(0.0, left.get(place, 0.0)))
        left[place] = left.get(place, 0.0) - found
        if action.heads > found:
            actions.append(action.model_copy(update={"heads": action.heads - found}))
    return baseline.model_copy(update={"actions": tuple(actions)})
