"""The JSON Schema of every document, by its name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: dict[str, str] = {
    "problem": "scheduler.problem.Problem",
    "forecast": "scheduler.problem.Forecast",
    "workforce": "scheduler.problem.Workforce",
    "rate_card": "scheduler.problem.RateCard",
    "policy": "scheduler.problem.Policy",
    "plan": "scheduler.plan.Plan",
    "result": "scheduler.result.Result",
    "plan_request": "api.schemas.plans.PlanRequest",
    "explanation": "scheduler.explain.explanation.Explanation",
    "alternative": "scheduler.explain.alternatives.AlternativePlan",
    "difference": "scheduler.explain.difference.Difference",
    "replanned": "scheduler.replan.Replanned",
    "scorecard": "scheduler.replan.scores.scorecard.Scorecard",
    "actuals": "scheduler.problem.actuals.Actuals",
}
"""Where each is; loaded when it is asked for, as some bring the whole search with them."""


def schema_of(name: str) -> dict[str, Any] | None:
    """The schema of a document (`rate_card` or `rate-card`); None when there is none of that name."""
    place = DOCUMENTS.get(name.lower().replace("-", "_"))
    if place is None:
        return None
    module, _, model = place.rpartition(".")
    found: type[BaseModel] = getattr(import_module(module), model)
    return {"$schema": DIALECT, **found.model_json_schema(by_alias=True)}
