"""Faults of pydantic, one for each place, in words and with a remedy."""

from __future__ import annotations

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
SHARE_MEANS = {"early_exit_fee": "a share of what is left of the minimum term"}
TAGS = {"one", "list", "[key]"}
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
    "date_type": "a date such as 2027-01-04",
    "date_from_datetime_parsing": "a date such as 2027-01-04",
    "date_parsing": "a date such as 2027-01-04",
    "date_from_datetime_inexact": "a date without a time of day",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "string_too_short": "some text",
    "string_too_long": "at most 200 characters",
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
    for detail in error.errors(include_url=False):
        steps = real_steps(detail["loc"], data)
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


def real_steps(loc: tuple[str | int, ...], data: Any) -> Steps:
    """The path in the data: pydantic's names for the branches of a union are no part of it."""
    steps: list[str | int] = []
    here = data
    for position, step in enumerate(loc):
        last = position == len(loc) - 1
        if (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        ):
            here = here[step]  # type: ignore[index]
        elif step in TAGS or not last or not isinstance(here, dict) or "[" in str(step):
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
    found = f"'{name}' is {_value(value)}"
    if kind in RANGES:
        key, words = RANGES[kind]
        return Fault("out_of_range", place, found, _range_fix(words, context[key], value, steps, place))
    if kind == "string_pattern_mismatch":
        return Fault("bad_text", place, found, _pattern_fix(context["pattern"]))
    if kind in ("literal_error",):
        return Fault(
            "unknown_word",
            place,
            found + nearest(str(value), _expected(context)),
            f"write {context['expected']}",
        )
    if steps and steps[-1] == "needed_after":
        return Fault("wrong_type", place, found, "write a number of heads, today or unknown")
    wanted = WANTED.get(kind, detail["msg"])
    return Fault("wrong_type", place, found, f"write {wanted}")


def _expected(context: dict[str, Any]) -> list[str]:
    return [word.strip(" '") for word in str(context["expected"]).replace(" or ", ",").split(",")]


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
