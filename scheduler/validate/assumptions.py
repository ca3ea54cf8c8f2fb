"""What was not said and is assumed, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.errors import Notice
from scheduler.model.index import Index
from scheduler.model.index.index import dearest_hour
from scheduler.validate.context import Context, listed
from scheduler.validate.periods import rounded_durations
from scheduler.validate.pointer import at
from scheduler.words import day


def assumptions(context: Context, index: Index) -> Iterator[Notice]:
    """All assumptions; only for problems without faults."""
    for check in ASSUMPTIONS:
        yield from check(context, index)


def planning_day(context: Context, _: Index) -> Iterator[Notice]:
    calendar = context.problem.forecast.calendar
    if calendar.as_of is None:
        text = f"today is the start, {day(calendar.start)}: nothing is decided before it"
        yield Notice("as_of", at("forecast", "calendar"), text)


def short_hours(context: Context, index: Index) -> Iterator[Notice]:
    soft = [
        (i, work)
        for i, work in context.work
        if work.shortage_cost is None and not work.must_meet and not context.problem.policy.strict
    ]
    if soft:
        names = listed(work.key for _, work in soft)
        money = f"{dearest_hour(index):,.0f} {context.problem.forecast.currency}"
        text = f"a short hour of {names} costs {money}, ten times the dearest productive hour"
        yield Notice("shortage_cost", at("forecast", "workstreams", soft[0][0], "shortage_cost"), text)


def heads_afterwards(context: Context, _: Index) -> Iterator[Notice]:
    today = [(i, pool) for i, pool in context.pools if pool.needed_after == "today"]
    if today:
        teams = listed(f"{pool.key} {pool.headcount:g}" for _, pool in today)
        text = f"after the last period as many heads are needed as today: {teams}"
        yield Notice("needed_after", at("workforce", "pools", today[0][0], "needed_after"), text)


def turnover(context: Context, index: Index) -> Iterator[Notice]:
    """Heads that are too many or too few afterwards, where no terms of release or hiring are given."""
    currency = context.problem.forecast.currency
    for field, terms, what in (("release", "release", "above"), ("hire", "hiring", "below")):
        teams = [
            (i, f"{each.pool.key} {each.turnover:,.0f}")
            for i, each in enumerate(index.pools)
            if getattr(each.pool, field) is None and each.needed_after is not None
        ]
        if teams:
            text = (
                f"without terms of {terms}, a head {what} what is needed"
                f" afterwards costs three months' pay ({currency}): {listed(name for _, name in teams)}"
            )
            yield Notice("turnover", at("workforce", "pools", teams[0][0]), text)


def closing_backlog(context: Context, _: Index) -> Iterator[Notice]:
    waiting = [
        (i, work)
        for i, work in context.work
        if context.length(work.max_delay) > 0 and work.closing_backlog is None
    ]
    if waiting:
        hours = listed(f"{work.key} {work.opening:g}" for _, work in waiting)
        text = f"at the end no more hours wait than at the start: {hours}"
        yield Notice("closing_backlog", at("forecast", "workstreams", waiting[0][0], "closing_backlog"), text)


def cleared_teams(context: Context, _: Index) -> Iterator[Notice]:
    classes = {work.data_class for _, work in context.work if work.data_class}
    teams = [(i, pool) for i, pool in context.pools if pool.clearance is None]
    if classes and teams:
        text = f"{listed(pool.key for _, pool in teams)} may touch all data: {listed(sorted(classes))}"
        yield Notice("clearance", at("workforce", "pools", teams[0][0], "clearance"), text)


def working_days(context: Context, _: Index) -> Iterator[Notice]:
    calendar = context.problem.forecast.calendar
    if calendar.working_days is not None:
        return
    countries = {pool.country for _, pool in context.pools} | {offer.country for _, offer in context.offers}
    some = (
        "where a country is named" if countries - {None} or calendar.country else "none: no country is named"
    )
    text = f"working days are Mondays to Fridays, less public holidays ({some})"
    yield Notice("working_days", at("forecast", "calendar"), text)


def rounded(context: Context, _: Index) -> Iterator[Notice]:
    """Durations that are no whole number of periods."""
    rows = rounded_durations(context)
    if rows:
        text = (
            f"durations are rounded up to whole periods: {listed(f'{r.given} = {r.counted}' for r in rows)}"
        )
        yield Notice("rounded", rows[0].place, text)


def arrivals(context: Context, _: Index) -> Iterator[Notice]:
    ramping = [
        (i, pool)
        for i, pool in context.pools
        if pool.hire and pool.hire.ramp is not None and not all(each.experienced for each in pool.arriving)
    ]
    if ramping:
        text = f"who arrives in {listed(pool.key for _, pool in ramping)} ramps up like a new hire"
        yield Notice("arriving", at("workforce", "pools", ramping[0][0], "arriving"), text)


Check = Callable[[Context, Index], Iterator[Notice]]
ASSUMPTIONS: tuple[Check, ...] = (
    planning_day,
    short_hours,
    heads_afterwards,
    turnover,
    closing_backlog,
    cleared_teams,
    working_days,
    rounded,
    arrivals,
)
