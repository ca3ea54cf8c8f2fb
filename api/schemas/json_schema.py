"""The JSON Schema of every document, by its name."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from api.schemas.plans import PlanRequest
from scheduler.plan import Plan
from scheduler.problem import Forecast, Policy, Problem, RateCard, Workforce
from scheduler.result import Result

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: dict[str, type[BaseModel]] = {
    "problem": Problem,
    "forecast": Forecast,
    "workforce": Workforce,
    "rate_card": RateCard,
    "policy": Policy,
    "plan": Plan,
    "result": Result,
    "plan_request": PlanRequest,
}


def schema_of(name: str) -> dict[str, Any] | None:
    """The schema of a document (`rate_card` or `rate-card`); None when there is none of that name."""
    model = DOCUMENTS.get(name.lower().replace("-", "_"))
    return None if model is None else {"$schema": DIALECT, **model.model_json_schema(by_alias=True)}
