"""Faults of the parameters of a request, in the words in which those of bodies are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from pydantic_core import ErrorDetails

from scheduler.errors import Fault
from scheduler.files.pydantic_faults import RANGES, fault_of

CODE = "bad_parameter"
NUMBER = "a whole number"
TIME = "date, time and zone, such as 2027-01-04T09:00:00Z"  # as `Moment` says it
WANTED = {
    "int_parsing": NUMBER,
    "int_parsing_size": f"{NUMBER} of fewer digits",
    "float_parsing": "a number",
    "datetime_parsing": TIME,
    "datetime_from_date_parsing": TIME,
    "timezone_aware": TIME,
}
"""What is wanted where all that comes is text; the rest is known from bodies."""
WRITTEN = {r"^\d{1,3}%$": "write a percentage such as 20%"}
"""What text of a pattern is to be like; keys are known from bodies."""


def parameter_faults(details: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """One fault for each, at its place: `query/limit`."""
    for each in details:
        loc, context = tuple(each["loc"]), dict(each.get("ctx") or {})
        if each["type"] in WANTED:
            context["wanted"] = WANTED[each["type"]]
        if each["type"] in RANGES:
            key = RANGES[each["type"]][0]
            context[key] = _in_full(context[key])
        place = "/".join(str(step) for step in loc)
        fault = fault_of(cast(ErrorDetails, {**each, "ctx": context}), loc[1:], place, str(loc[-1]))
        yield replace(fault, code=CODE, fix=WRITTEN.get(context.get("pattern", ""), fault.fix))


def _in_full(bound: Any) -> Any:
    """A bound as it is told, as text where it would else lose digits."""
    if not isinstance(bound, int | float):
        return bound
    full = f"{bound:.15g}"
    return bound if f"{bound:g}" == full else full
