"""Dates and durations of a problem as periods, for people who want to see the conversion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from scheduler.problem import Model, Problem
from scheduler.problem.timeline import Timeline

DURATION = re.compile(r"(0|[1-9]\d{0,4})[dwmy]")
LEADS = ("lead", "notice")


def period_lines(problem: Problem) -> list[str]:
    """First the calendar, then every duration and date with its length or its period (from 1)."""
    timeline = Timeline(problem.forecast.calendar)
    last = timeline.first_day(timeline.periods - 1)
    lines = [
        f"{timeline.periods} {timeline.calendar.unit}s: 1 begins {timeline.first_day(0)}, "
        f"{timeline.periods} begins {last}; planned on {timeline.as_of}"
    ]
    for name in ("forecast", "workforce", "rate_card", "policy"):
        lines += _walk(name, getattr(problem, name), timeline)
    return lines


def _walk(place: str, value: object, timeline: Timeline) -> Iterator[str]:
    if isinstance(value, Model):
        owner = getattr(value, "key", None)
        here = f"{place} {owner}" if owner else place
        for name in type(value).model_fields:
            yield from _field(here, name, getattr(value, name), timeline)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _walk(place, entry, timeline)


def _field(place: str, name: str, value: object, timeline: Timeline) -> Iterator[str]:
    if isinstance(value, str) and name != "key" and DURATION.fullmatch(value):
        yield f"{place} {name} {value}: {_length(name, value, timeline)}"
    elif isinstance(value, date) and name not in ("start", "as_of"):
        yield f"{place} {'from' if name == 'since' else name} {value}: {_period(value, timeline)}"
    elif isinstance(value, Model | tuple):
        nested = name in ("pools", "moves", "vendors", "offers", "running", "workstreams")
        yield from _walk(place if nested else f"{place} {name}", value, timeline)


def _length(name: str, duration: str, timeline: Timeline) -> str:
    if name in LEADS:
        return f"from {_period(timeline.first_day(timeline.earliest_start(duration)), timeline)} on"
    count, unit = timeline.length(duration), timeline.calendar.unit
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _period(day: date, timeline: Timeline) -> str:
    period = timeline.at_or_after(day)
    if period >= timeline.periods:
        return "after the horizon"
    return f"{timeline.calendar.unit} {period + 1} ({timeline.first_day(period)})"
