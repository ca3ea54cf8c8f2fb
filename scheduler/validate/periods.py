"""How durations, dates and spans of a problem are counted in periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, partial
from typing import Any

from scheduler.problem import ByAge, Dated, Problem
from scheduler.problem.timeline import Timeline, add_duration, spans_per
from scheduler.validate.calendar import DURATIONS
from scheduler.validate.context import Context
from scheduler.validate.pointer import pointer
from scheduler.words import counted, day

STARTS = {"lead", "notice"}
EVENTS = {
    "on",
    "started",
    "earliest_end",
    "bound_until",
    "latest_end",
    "start_from",
    "start_until",
    "last_end",
    "frozen_until",
}


@dataclass(frozen=True)
class Conversion:
    """One value as given and as the model counts it. `rounded`: a duration that was rounded up."""

    place: str
    given: str
    counted: str
    rounded: bool = False


def explain_conversion(problem: Problem) -> list[Conversion]:
    """Every duration, date, span and table by age of a problem without faults, in periods."""
    return conversions(Context(problem))


def conversions(context: Context) -> list[Conversion]:
    """The same, of a problem that is looked at already; values that occur again are explained once."""
    rows = [_calendar(context.timeline)]
    once = cache(lambda name, value: tuple(_explain(context, name, value)))
    for path, name, value in context.fields:
        known = isinstance(value, str | date | ByAge)
        for inner, given, found, rounded in (once if known else partial(_explain, context))(name, value):
            rows.append(Conversion(pointer((*path, *inner)), given, found, rounded))
    return rows


def rounded_durations(context: Context) -> list[Conversion]:
    """Of those the durations that are no whole number of periods."""
    once = cache(partial(_duration, context.timeline))
    lengths = [found for found in context.fields if found[1] in DURATIONS and found[2][0] != "0"]
    lines = [(path, once(name, value)) for path, name, value in lengths]
    return [Conversion(pointer(path), *line[1:]) for path, line in lines if line[-1]]


Line = tuple[tuple[str | int, ...], str, str, bool]


def _calendar(timeline: Timeline) -> Conversion:
    last = timeline.first_day(timeline.periods - 1)
    found = f"periods 1 to {timeline.periods}, the last from {day(last)}, all before {day(timeline.end)}"
    given = f"{timeline.periods} × {timeline.calendar.unit} from {timeline.calendar.start}"
    return Conversion("forecast#/calendar", given, found)


def _explain(context: Context, name: str, value: Any) -> Iterator[Line]:
    timeline = context.timeline
    if name in DURATIONS and value[0] != "0":
        yield _duration(timeline, name, value)
    elif name in EVENTS and isinstance(value, date):
        yield (), f"{name} {value}", _period(timeline, timeline.at_or_after(value)), False
    elif name == "per" and isinstance(value, str):
        yield from _per(timeline, value)
    elif isinstance(value, ByAge) and name == "attrition_by_age":
        yield (), f"{len(value.values)} steps by {value.step}", "then the team's own attrition", False
    elif isinstance(value, ByAge):
        shares = ", ".join(f"{float(share):.1%}" for share in context.by_age(value))
        given = f"{len(value.values)} steps by {value.step}"
        yield (), given, f"by period: {shares}, then 100.0%", False
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            if isinstance(entry, Dated) and entry.since is not None:
                found = _period(timeline, timeline.at_or_after(entry.since))
                yield (number, "from"), f"from {entry.since}", found, False


def _duration(timeline: Timeline, name: str, value: str) -> Line:
    count = timeline.length(value)
    text = counted(count, timeline.calendar.unit)
    if name in STARTS:
        text += f"; first possible in {_period(timeline, timeline.earliest_start(value))}"
    exact = add_duration(timeline.calendar.start, value) == timeline.first_day(count)
    return (), f"{name} {value}", text, not exact and _rounded(timeline, value, count)


def _rounded(timeline: Timeline, value: str, count: int) -> bool:
    """Whether the duration is less than the periods it counts as."""
    letter, number = value[-1], int(value[:-1])
    if letter == "d":
        year = Fraction(number, 364 if timeline.calendar.unit == "week" else 365)
    else:
        year = Fraction(number, {"w": 52, "m": 12, "y": 1}[letter])
    return year * spans_per(timeline.calendar.unit, "year") < count


def _per(timeline: Timeline, span: str) -> Iterator[Line]:
    unit = timeline.calendar.unit
    if span in ("week", "month", "quarter", "year") and span != unit:
        yield (), f"per {span}", f"{float(spans_per(span, unit)):g} {span}s in a {unit}", False


def _period(timeline: Timeline, period: int) -> str:
    if period >= timeline.periods:
        return f"after the last period ({day(timeline.end)})"
    return f"period {period + 1}, from {day(timeline.first_day(period))}"
