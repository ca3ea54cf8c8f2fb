"""Faults of workstreams."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.errors import Fault
from scheduler.validate.context import Context, cut
from scheduler.validate.pointer import at

MEASURES = ("hours", "fte", "volume")


def no_workstreams(context: Context) -> Iterator[Fault]:
    if not context.problem.forecast.workstreams:
        fix = "add at least one workstream with its demand"
        yield Fault("no_workstreams", at("forecast", "workstreams"), "there is no work to plan", fix)


def one_measure(context: Context) -> Iterator[Fault]:
    """Exactly one of hours, fte and volume; handling time with volume and only with it."""
    for i, work in context.work:
        place = at("forecast", "workstreams", i)
        given = [name for name in MEASURES if getattr(work, name) is not None]
        if len(given) != 1:
            found = f"'{cut(work.key)}' has {' and '.join(given) or 'no demand'}"
            yield Fault(
                "one_measure", place, found, "give exactly one of hours, fte, or volume with aht_seconds"
            )
        elif (work.volume is None) != (work.aht_seconds is None):
            what = "volume without aht_seconds" if work.volume is not None else "aht_seconds without volume"
            found = f"'{cut(work.key)}' has {what}"
            yield Fault("one_measure", place, found, "give volume and aht_seconds together")


def series_length(context: Context) -> Iterator[Fault]:
    periods = context.problem.forecast.calendar.periods
    for i, work in context.work:
        for name in (*MEASURES, "aht_seconds"):
            series = getattr(work, name)
            if isinstance(series, tuple) and len(series) != periods:
                place = at("forecast", "workstreams", i, name)
                found = f"{len(series)} numbers for {periods} periods"
                yield Fault(
                    "series_length", place, found, "give one number a period, or a single one for all"
                )


def waiting(context: Context) -> Iterator[Fault]:
    """Backlogs need work that may wait, hours ahead work that may be done early."""
    for i, work in context.work:
        closing = work.closing_ahead
        wait = (work.opening, work.closing_backlog or 0)
        early = (work.opening_ahead, closing.min if closing else 0, (closing.max or 0) if closing else 0)
        for hours, field, names in (
            (wait, "max_delay", ("opening_backlog", "closing_backlog")),
            (early, "max_early", ("opening_ahead", "closing_ahead", "closing_ahead")),
        ):
            if context.length(getattr(work, field)) > 0:
                continue
            for amount, name in zip(hours, names):
                if amount > 0:
                    found = f"{amount:g} hours of {name} where {field} is 0"
                    place = at("forecast", "workstreams", i, name)
                    yield Fault("no_waiting", place, found, f"give {field}, or take {name} away")
                    break


def closing_limits(context: Context) -> Iterator[Fault]:
    for i, work in context.work:
        closing = work.closing_ahead
        if closing is None:
            continue
        place = at("forecast", "workstreams", i, "closing_ahead", "min")
        for limit, name in ((closing.max, "closing_ahead.max"), (work.max_ahead, "max_ahead")):
            if limit is not None and closing.min > limit:
                found = f"at least {closing.min:g} hours ahead at the end, but {name} is {limit:g}"
                yield Fault("contradiction", place, found, f"lower it, or raise {name}")


def must_meet_and_short(context: Context) -> Iterator[Fault]:
    for i, work in context.work:
        if work.must_meet and work.max_shortage_share:
            found = f"must be met, and {work.max_shortage_share:.0%} may be short"
            place = at("forecast", "workstreams", i, "max_shortage_share")
            yield Fault("contradiction", place, found, "keep one of must_meet and max_shortage_share")


FORECAST = (no_workstreams, one_measure, series_length, waiting, closing_limits, must_meet_and_short)
