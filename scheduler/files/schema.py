"""JSON Schema of the problem and of each document."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from scheduler.problem import Forecast, Policy, Problem, RateCard, Workforce

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: dict[str, type[BaseModel]] = {
    "problem": Problem,
    "forecast": Forecast,
    "workforce": Workforce,
    "rate_card": RateCard,
    "policy": Policy,
}


def schema() -> dict[str, Any]:
    """The schema by name: problem, forecast, workforce, rate_card, policy."""
    return {name: {"$schema": DIALECT, **model.model_json_schema()} for name, model in DOCUMENTS.items()}
