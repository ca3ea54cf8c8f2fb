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


REF = "#/$defs/"


def schema() -> dict[str, Any]:
    """The schema by name: problem, forecast, workforce, rate_card, policy."""
    return {
        name: {"$schema": DIALECT, **short_names(model.model_json_schema())}
        for name, model in DOCUMENTS.items()
    }


def short_names(whole: dict[str, Any]) -> dict[str, Any]:
    """The schema with definitions called by their titles, where no two share one."""
    definitions = whole["$defs"]
    titles = [each.get("title") for each in definitions.values()]
    short = {
        name: each["title"] if titles.count(each.get("title")) == 1 and each.get("title") else name
        for name, each in definitions.items()
    }
    renamed = {short[name]: each for name, each in definitions.items()}
    result = _referring({**whole, "$defs": dict(sorted(renamed.items()))}, short)
    assert isinstance(result, dict)
    return result


def _referring(part: Any, short: dict[str, str]) -> Any:
    if isinstance(part, list):
        return [_referring(each, short) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: REF + short[value.removeprefix(REF)]
        if key == "$ref" and isinstance(value, str)
        else _referring(value, short)
        for key, value in part.items()
    }
