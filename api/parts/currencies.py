"""What the money of plans is in."""

from __future__ import annotations

import json
from collections.abc import Sequence

from api.store import plans
from api.store.store import Store
from scheduler.problem import Forecast

REMEMBERED = 1000  # plans whose currency is known: it stays as it is, so a problem is read once
_known: dict[tuple[str, str], str] = {}  # by tenant and plan


def currencies(store: Store, tenant: str, wanted: Sequence[str]) -> dict[str, str]:
    """The currency of each of a tenant's plans, by the plan's id."""
    new = [plan for plan in wanted if (tenant, plan) not in _known]
    found = {plan: _known[tenant, plan] for plan in wanted if plan not in new}
    if new:
        with store.reading(tenant) as scope:
            found |= {plan: _of(plans.problem_of(scope, plan)) for plan in new}
        if len(_known) + len(new) > REMEMBERED:
            _known.clear()
        _known.update({(tenant, plan): found[plan] for plan in new})
    return found


def _of(problem: str | None) -> str:
    found: str | None = json.loads(problem or "{}").get("forecast", {}).get("currency")
    return found or Forecast.model_fields["currency"].default
