"""Faults of the calendar and of dates, durations and values over time anywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from scheduler.errors import Fault
from scheduler.problem import ByAge
from scheduler.problem.timeline import PER_YEAR, public_holidays
from scheduler.validate.context import Context, cut
from scheduler.validate.pointer import at, pointer

DURATIONS = {
    "max_delay",
    "max_early",
    "lead",
    "min_tenure",
    "notice",
    "duration",
    "min_term",
    "max_term",
    "after",
}
DAYS = {"d": 1, "w": 7, "m": 30.5, "y": 365.25}
FIRST_YEAR, LAST_YEAR, LONGEST_YEARS, LONGEST_TABLE = 1900, 9700, 100, 40


def as_of_after_start(context: Context) -> Iterator[Fault]:
    calendar = context.problem.forecast.calendar
    if calendar.as_of is not None and calendar.as_of > calendar.start:
        yield Fault(
            "as_of_after_start",
            at("forecast", "calendar", "as_of"),
            f"planning on {calendar.as_of} for a calendar that starts on {calendar.start}",
            "let the calendar start on or after as_of",
        )


def unknown_time_zone(context: Context) -> Iterator[Fault]:
    zone = context.problem.forecast.calendar.time_zone
    if zone == "UTC":
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if available_timezones() or zone.count("/") != 1:
            place = at("forecast", "calendar", "time_zone")
            yield Fault(
                "unknown_time_zone", place, f"no time zone '{cut(zone)}'", "write one such as Europe/Berlin"
            )


def calendar_too_far(context: Context) -> Iterator[Fault]:
    """Tenures and terms are followed past the last period, by dates that must exist."""
    calendar = context.problem.forecast.calendar
    years = calendar.periods / PER_YEAR[calendar.unit]
    if calendar.start.year < FIRST_YEAR or calendar.start.year + years > LAST_YEAR:
        yield Fault(
            "calendar_out_of_range",
            at("forecast", "calendar", "start"),
            f"{calendar.periods} periods of a {calendar.unit} from {calendar.start}",
            f"plan between {FIRST_YEAR} and {LAST_YEAR}",
        )


def as_of_too_early(context: Context) -> Iterator[Fault]:
    as_of = context.problem.forecast.calendar.as_of
    if as_of is not None and as_of.year < FIRST_YEAR:
        place = at("forecast", "calendar", "as_of")
        yield Fault("date_out_of_range", place, f"as_of is {as_of}", f"write a date from {FIRST_YEAR} on")


def unknown_country(context: Context) -> Iterator[Fault]:
    year = context.start.year
    for path, name, value in context.fields:
        if name != "country":
            continue
        try:
            public_holidays(value, year)
        except KeyError:
            fix = "write a country or region with known public holidays, such as DE or DE-BY, or leave it out"
            yield Fault("unknown_country", pointer(path), f"no public holidays known for '{cut(value)}'", fix)


def duration_too_long(context: Context) -> Iterator[Fault]:
    for path, name, value in context.fields:
        if name in DURATIONS and int(value[:-1]) * DAYS[value[-1]] > LONGEST_YEARS * 366:
            fix = f"write at most {LONGEST_YEARS} years; leave a limit out for no limit"
            yield Fault("duration_too_long", pointer(path), f"{name} is {value}", fix)


def table_too_long(context: Context) -> Iterator[Fault]:
    for path, name, value in context.fields:
        if isinstance(value, ByAge) and len(value.values) > LONGEST_TABLE * PER_YEAR[value.step]:
            found = f"{name} has {len(value.values)} steps by {value.step}"
            yield Fault("table_too_long", pointer(path), found, f"write at most {LONGEST_TABLE} years")


def date_too_far(context: Context) -> Iterator[Fault]:
    """Contracts that run are followed from their start to their earliest end."""
    reach = timedelta(days=LONGEST_YEARS * 366)
    for path, name, value in context.fields:
        if name in ("started", "earliest_end") and not -reach <= value - context.start <= reach:
            fix = f"write a date within {LONGEST_YEARS} years of the calendar's start"
            yield Fault("date_out_of_range", pointer(path), f"{name} is {value}", fix)


def dated_values(context: Context) -> Iterator[Fault]:
    """Values over time: never empty, in order, and one that holds from the calendar's start."""
    for path, name, value in context.fields:
        if not isinstance(value, tuple) or not _may_be_dated(path, name):
            continue
        if not value:
            yield Fault(
                "empty_list", pointer(path), f"{name} is an empty list", "give a value, or leave it out"
            )
            continue
        days = [entry.since or date.min for entry in value]
        for number, (before, after) in enumerate(pairwise(days), 1):
            if after <= before:
                fix = "let every value begin after the one before it"
                found = f"the value from {after} comes after the one from {before}"
                yield Fault("not_ascending", pointer((*path, number, "from")), found, fix)
        if days[0] > context.start:
            fix = f"add a value that holds on {context.start}, or one without a date before it"
            found = f"the first value of {name} holds from {days[0]}, after the start"
            yield Fault("no_first_value", pointer((*path, 0, "from")), found, fix)


TIMED = {
    "shortage_cost",
    "max_contractor_share",
    "salary",
    "on_cost_share",
    "hours_per_week",
    "shrinkage",
    "absence",
    "attrition",
    "min_headcount",
    "max_headcount",
    "max_share",
    "rate",
    "max_heads",
    "max_total_heads",
}


def _may_be_dated(path: tuple[str | int, ...], name: str) -> bool:
    return name in TIMED and path != ("policy", "max_contractor_share")


def unprintable_text(context: Context) -> Iterator[Fault]:
    """Control characters cannot be read, and not every file can hold them. Tabs and line breaks are kept."""
    for path, name, value in context.fields:
        for text in _texts(value):
            if not text.isprintable() and any(
                unicodedata.category(letter) in ("Cc", "Cn") and letter not in "\t\r\n" for letter in text
            ):
                found = f"{name} has a character that cannot be printed: {text[:40]!r}"
                yield Fault("unprintable", pointer(path), found, "write the text again without it")
                break


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return [inner for inner in value if isinstance(inner, str)] if isinstance(value, (dict, tuple)) else ()


def reversed_spans(context: Context) -> Iterator[Fault]:
    """Everything with `from` and `to`: surge, commitments, budgets, share limits."""
    seen: dict[tuple[str | int, ...], date] = {}
    for path, name, value in context.fields:
        if name == "since":
            seen[path[:-1]] = value
        elif name == "until" and path[:-1] in seen and value <= seen[path[:-1]]:
            found = f"it goes from {seen[path[:-1]]} to {value}"
            fix = "let 'to' be after 'from': it is the first day that no longer counts"
            yield Fault("reversed", pointer(path), found, fix)


CALENDAR = (as_of_after_start, as_of_too_early, unknown_time_zone, calendar_too_far)
DATES = (
    unknown_country,
    duration_too_long,
    table_too_long,
    date_too_far,
    dated_values,
    unprintable_text,
    reversed_spans,
)
