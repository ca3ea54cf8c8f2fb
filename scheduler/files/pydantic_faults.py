"""Faults of pydantic, one for each place, in words and with a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scheduler.errors import Fault
from scheduler.files.kinds import nearest, shown
from scheduler.files.places import Places
from scheduler.problem import Problem
from scheduler.validate.pointer import pointer

Steps = tuple[str | int, ...]
QUOTED = re.compile("'([^']*)'")
SHARE_MEANS = {"early_exit_fee": "a share of what is left of the minimum term"}
OF_ANOTHER_KIND = {
    "string_type",
    "float_type",
    "int_type",
    "bool_type",
    "dict_type",
    "list_type",
    "tuple_type",
    "model_type",
    "model_attributes_type",
    "literal_error",
}
"""What the branch of a union says of a value that is meant for another branch."""
RANGES = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}
WANTED = {
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "an object of names with numbers",
    "tuple_type": "a list",
    "list_type": "a list",
    "date_type": "a date such as 2027-01-04",
    "date_from_datetime_parsing": "a date such as 2027-01-04",
    "date_parsing": "a date such as 2027-01-04",
    "date_from_datetime_inexact": "a date without a time of day",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "string_too_short": "some text",
    "finite_number": "a finite number",
    "too_short": "at least one entry",
    "too_long": "fewer entries",
}


def faults_of(
    error: ValidationError,
    data: Any,
    places: Places,
    damaged: Iterable[str] = (),
    *,
    model: type[BaseModel] = Problem,
    within: Steps = (),
) -> Iterator[Fault]:
    """One fault for each place; what follows from cells already reported is left out.

    `data` was to be a `model`, which stands at the steps `within` of whatever the places are of.
    """
    reported = set(damaged)
    for detail in _meant(error.errors(include_url=False), data):
        steps = real_steps(detail["loc"], data, missing=detail["type"] == "missing")
        whole = (*within, *steps)
        where = "#/format" if whole == ("format",) else pointer(whole) if whole else "#"
        if any(known in reported for known in _above(where)):
            continue
        reported.add(where)
        yield fault_of(detail, steps, places[where], places.label(where), model)


def _above(where: str) -> Iterator[str]:
    """A pointer and all that it is within."""
    while where:
        yield where
        where = where.rpartition("/")[0]


def _meant(details: list[ErrorDetails], data: Any) -> Iterator[ErrorDetails]:
    """Without what a union's branches say of a value that another branch was meant for.

    An object is told what is wrong in it, and not that it is no text; a number is told that it is neither.
    """
    told = [(detail, _of_another_kind(detail, data)) for detail in details]
    meant = {
        detail["loc"][:length] for detail, another in told for length in range(len(detail["loc"]) - another)
    }
    wanted: dict[Steps, list[str]] = {}
    for detail, another in told:
        if another and detail["type"] in WANTED:
            wanted.setdefault(detail["loc"][:-1], []).append(WANTED[detail["type"]])
    for detail, another in told:
        if not another:
            yield detail
        elif (union := detail["loc"][:-1]) not in meant:
            yield {**detail, "ctx": {"wanted": " or ".join(wanted.get(union, []))}}


def _of_another_kind(detail: ErrorDetails, data: Any) -> bool:
    """Whether a branch of a union says that the value is nothing for it."""
    loc = detail["loc"]
    return detail["type"] in OF_ANOTHER_KIND and real_steps(loc, data) == real_steps(loc[:-1], data)


def real_steps(loc: Steps, data: Any, *, missing: bool = False) -> Steps:
    """The path in the data: pydantic's names for the branches of a union are no part of it.

    `missing`: the last step is the name of what is not there.
    """
    steps: list[str | int] = []
    here = data
    for position, step in enumerate(loc):
        if (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        ):
            here = here[step]  # type: ignore[index]
        elif not missing or position < len(loc) - 1:
            continue
        steps.append(step)
    return tuple(steps)


def fault_of(
    detail: ErrorDetails, steps: Steps, place: str, label: str, model: type[BaseModel] = Problem
) -> Fault:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = label.removesuffix("#")
    if steps and isinstance(steps[-1], int):
        name = f"{steps[-2]} number {steps[-1] + 1}"
    if kind == "missing":
        return Fault("missing", place, f"'{name}' is missing", "fill it in")
    if kind == "extra_forbidden":
        known = field_names(steps[:-1], model)
        fix = "delete it" + (
            f", or write one of: {', '.join(known)}" if len(known) < 12 else ", or correct the name"
        )
        return Fault("unknown_field", place, f"unknown field '{shown(name)}'{nearest(name, known)}", fix)
    if kind == "value_error":  # our own validators say what to do
        return Fault("wrong_type", place, f"'{name}' does not fit together", str(context["error"]))
    found = f"'{name}' is {_value(value)}"
    if kind in RANGES:
        key, words = RANGES[kind]
        return Fault("out_of_range", place, found, _range_fix(words, context[key], value, steps, place))
    if kind == "string_pattern_mismatch":
        return Fault("bad_text", place, found, _pattern_fix(context["pattern"]))
    if kind in ("literal_error", "enum"):
        near = nearest(str(value), QUOTED.findall(context["expected"]))
        return Fault("unknown_word", place, found + near, f"write {context['expected']}")
    if steps and steps[-1] == "needed_after":
        return Fault("wrong_type", place, found, "write a number of heads, today or unknown")
    return Fault("wrong_type", place, found, _type_fix(detail))


def _type_fix(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "string_too_long":
        return f"write at most {context['max_length']} characters"
    wanted = context.get("wanted") or WANTED.get(kind)
    return f"write {wanted}" if wanted else detail["msg"].replace("Input should be", "write", 1)


def _value(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        if not value:
            return "empty"
        return f"{'an object' if isinstance(value, dict) else 'a list'} of {len(value)}"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return shown(value) if isinstance(value, int | float) else f"'{shown(value)}'"


def _range_fix(words: str, bound: Any, value: Any, steps: Steps, place: str) -> str:
    field = next((step for step in reversed(steps) if isinstance(step, str) and step != "value"), "")
    above = words in ("at most", "less than") and isinstance(value, int | float) and value > 1
    if above and (bound == 1 or field.endswith("_share")):
        return _share_fix(words, bound, value, SHARE_MEANS.get(field, "a share"), in_json="#/" in place)
    return (
        f"write a number of {words} {bound:g}" if isinstance(bound, int | float) else f"write {words} {bound}"
    )


def _share_fix(words: str, bound: Any, value: float, meaning: str, *, in_json: bool) -> str:
    """`it is a share: write 22 % or 0.22`; JSON has no percentages. Nothing near 100 is taken for one."""
    if value > 100 or (words == "less than" and value == 100):
        return f"write {meaning}, {words} " + (f"{bound:g}" if in_json else f"{bound * 100:g} % or {bound:g}")
    plain = f"{value / 100:g}"
    return f"it is {meaning}, {words} {bound:g}: write " + (plain if in_json else f"{value:g} % or {plain}")


def _pattern_fix(pattern: str) -> str:
    if "dwmy" in pattern:
        return "write a whole number of days, weeks, months or years: 30d, 10w, 3m, 1y"
    if "A-Z]{3}" in pattern:
        return "write three capital letters, such as EUR"
    if "A-Z]{2}" in pattern:
        return "write a country or region such as DE or DE-BY"
    if pattern.startswith("^[A-Za-z0-9]["):
        marks = " ".join(pattern.partition("][A-Za-z0-9")[2].partition("]")[0])
        return f"write letters A-Z or a-z, digits and {marks} alone, a letter or digit first"
    return "write some text that is not blank"


def field_names(steps: Steps, model: type[BaseModel] = Problem) -> list[str]:
    """The names that are known at this place of a model."""
    kinds: list[Any] = [model]
    for step in steps:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    names: list[str] = []
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            names += [info.alias or name for name, info in kind.model_fields.items()]
    return names


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    if isinstance(step, int):
        yield kind
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, info in kind.model_fields.items():
            if step in (name, info.alias):
                yield from _models(info.annotation)


def _models(kind: Any) -> Iterator[Any]:
    """The models in a type: through optional, annotated, tuple and dict."""
    origin = get_origin(kind)
    if isinstance(kind, type) and origin is None:
        yield kind
    elif origin in (Annotated, Union, UnionType, tuple, dict) or isinstance(kind, TypeVar):
        for inner in get_args(kind):
            yield from _models(inner)
