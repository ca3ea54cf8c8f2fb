"""The forecast from the cut on: the rest of its numbers, and the work that waits or is done ahead."""

from __future__ import annotations

from typing import Any

from scheduler.model.index import Index, Work
from scheduler.problem import Ahead, Forecast, Problem, Workstream
from scheduler.problem.base import Series
from scheduler.problem.timeline import previous_working_day
from scheduler.replan.cut import Cut
from scheduler.replan.happened import Happened
from scheduler.words import counted, day

SERIES = ("hours", "fte", "volume", "aht_seconds")
DIGITS = 9
TRACE = 1e-9


def carried_forecast(cut: Cut, problem: Problem, happened: Happened) -> Forecast:
    """The forecast from the cut on; one that begins there already keeps its numbers."""
    forecast, calendar = problem.forecast, problem.forecast.calendar
    gone = cut.timeline.at_or_after(cut.start) if calendar.start != cut.start else 0
    as_of = previous_working_day(cut.as_of)  # what was to be decided on a Friday is still open on Saturday
    dates = {"start": cut.start, "periods": calendar.periods - gone, "as_of": as_of}
    known = {each.workstream.key for each in cut.index.work}
    same = (problem.workforce, problem.rate_card) == (cut.before.workforce, cut.before.rate_card)
    prices = _assumed_prices(cut.index if same else Index(problem), forecast)
    streams = []
    for stream in forecast.workstreams:
        rest = _rest(stream, gone) | prices.get(stream.key, {})
        if stream.key in known:
            rest |= _state(cut, stream, happened)
        streams.append(stream.model_copy(update=rest))
    return forecast.model_copy(
        update={"calendar": calendar.model_copy(update=dates), "workstreams": tuple(streams)}
    )


def _assumed_prices(index: Index, forecast: Forecast) -> dict[str, dict[str, Any]]:
    """What a short hour was taken to cost where nothing was said: a cut must not change it."""
    there = {each.workstream.key: float(each.shortage_cost[0]) for each in index.work}
    silent = (stream.key for stream in forecast.workstreams if stream.shortage_cost is None)
    return {key: {"shortage_cost": there[key]} for key in silent if key in there}


def _rest(stream: Workstream, gone: int) -> dict[str, Series]:
    series = ((name, getattr(stream, name)) for name in SERIES)
    return {name: value[gone:] for name, value in series if isinstance(value, tuple)}


def _state(cut: Cut, stream: Workstream, happened: Happened) -> dict[str, Any]:
    work = next(each for each in cut.index.work if each.workstream.key == stream.key)
    was, ledger = work.workstream, cut.plan.workstreams[stream.key]
    found: dict[str, Any] = {}
    if work.delay:
        waiting = happened.waiting(stream.key)
        by_age = _by_age(cut, work, waiting)
        found["opening_backlog"] = by_age if len(by_age) > 1 else by_age[0]
        if stream.closing_backlog is None:
            found["closing_backlog"] = work.closing_backlog
    if work.early:
        found["opening_ahead"] = ledger.ahead[cut.period - 1] if cut.period else was.opening_ahead
        ahead = stream.closing_ahead or Ahead()
        if ahead.max is None:
            found["closing_ahead"] = ahead.model_copy(update={"max": max(ahead.min, was.opening_ahead)})
    return found


def _by_age(cut: Cut, work: Work, waiting: float) -> tuple[float, ...]:
    """The hours that wait by the periods since they came: the oldest are done first, as planned."""
    if not cut.period:
        return _as_many(list(work.workstream.opening_by_age), waiting)
    ledger = cut.plan.workstreams[work.workstream.key]
    came = [*reversed(work.workstream.opening_by_age)]
    came += [ledger.demand[t] - ledger.short[t] for t in range(cut.period)]
    left, by_age = ledger.waiting[cut.period - 1], list[float]()
    for hours in reversed(came):
        by_age.append(min(left, hours))
        left -= by_age[-1]
        if left <= TRACE:
            break
    if waiting > sum(by_age) + TRACE and work.delay > 1:
        more = counted(waiting - sum(by_age), "hour")
        cut.assume(
            f"{work.workstream.key}: {more} more than planned wait at {day(cut.start)}: they came last"
        )
    return _as_many(by_age, waiting)


def _as_many(by_age: list[float], waiting: float) -> tuple[float, ...]:
    """So many hours in all: more have just come, fewer are missing among the oldest."""
    more = max(0.0, waiting - sum(by_age))
    left, found = waiting, list[float]()
    for hours in (by_age[0] + more, *by_age[1:]):
        if found and left <= TRACE:
            break
        found.append(round(min(left, hours), DIGITS))
        left -= hours
    return tuple(found)
