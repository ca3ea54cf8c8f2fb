"""Small valid problems of every shape, for laws that hold for all of them.

`problems()` covers every field of the four documents. Keep `odd_names` off where names are printed or
parsed by people, `small` on where every problem is solved.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from scheduler.problem import (
    Ahead,
    Arrival,
    Budget,
    Calendar,
    Forecast,
    HeadsOn,
    Hire,
    Move,
    Overtime,
    Policy,
    Pool,
    Problem,
    RateCard,
    RecentStarters,
    Release,
    ShareLimit,
    ShortTime,
    Span,
    VendorShareLimit,
    Workforce,
    Workstream,
)
from tests.strategy_offers import contracts, offers, vendors
from tests.strategy_parts import (
    ODD_NAMES,
    PLAIN_NAMES,
    by_age,
    days_after,
    durations,
    efficiencies,
    heads,
    heads_per,
    hours_per,
    maybe,
    money,
    overheads,
    prices,
    shares,
    taken_heads,
    timed,
)


@st.composite
def calendars(draw: DrawFn, most: int = 5) -> Calendar:
    start = draw(
        st.sampled_from([date(2027, 1, 4), date(2028, 2, 28), date(2026, 12, 28), date(2027, 10, 1)])
    )
    return Calendar(
        start=start,
        unit=draw(st.sampled_from(["week", "week", "month", "quarter"])),
        periods=draw(st.integers(1, most)),
        time_zone=draw(st.sampled_from(["UTC", "Europe/Berlin"])),
        as_of=draw(st.sampled_from([None, start, start - timedelta(days=9)])),
        country=draw(st.sampled_from([None, "DE", "DE-BY"])),
        fte_hours_per_week=draw(st.sampled_from([40.0, 37.5])),
        working_days=draw(st.sampled_from([None, None, 20.0])),
    )


@st.composite
def workstreams(
    draw: DrawFn, key: str, skills: list[str], names: list[str], calendar: Calendar
) -> Workstream:
    """Work of one skill; backlogs only where it may wait. `names`: data class, site, suppliers."""
    periods = calendar.periods
    series = st.integers(0, 300).map(float) | st.tuples(
        *[st.floats(0, 300).map(lambda x: round(x, 3))] * periods
    )
    measure = draw(st.sampled_from(["hours", "fte", "volume"]))
    fte = st.integers(0, 5).map(float)
    given: dict[str, Any] = {measure: draw(series if measure != "fte" else fte)}
    if measure == "volume":
        given |= {"aht_seconds": draw(st.integers(60, 600).map(float)), "occupancy": draw(st.floats(0.5, 1))}
    if draw(st.booleans()):
        some = st.integers(0, 20).map(float)
        opening = draw(some | st.lists(some, max_size=3).map(tuple))
        given |= {"max_delay": "1m", "delay_cost": draw(maybe(prices)), "opening_backlog": opening}
        given |= {"closing_backlog": draw(maybe(heads)), "max_backlog": draw(maybe(st.just(500.0)))}
    if draw(st.booleans()):
        closing = st.sampled_from([Ahead(), Ahead(min=0.0, max=10.0), Ahead(min=1.0, max=None)])
        given |= {"max_early": "3m", "early_cost": draw(maybe(prices)), "opening_ahead": draw(heads)}
        given |= {"closing_ahead": draw(maybe(closing)), "max_ahead": draw(maybe(st.just(300.0)))}
    must_meet = draw(st.integers(0, 9)) == 0
    start = calendar.start
    return Workstream(
        key=key,
        skill=draw(st.sampled_from(skills)),
        shortage_cost=draw(maybe(timed(money, start))),
        must_meet=must_meet,
        max_shortage_share=None if must_meet else draw(maybe(shares)),
        data_class=draw(st.sampled_from([None, None, names[0]])),
        max_contractor_share=draw(maybe(timed(shares, start))),
        sites=draw(st.sampled_from([None, (names[1],), (names[1], names[1] + "x"), ()])),
        suppliers=draw(st.sampled_from([None, None, (names[2],), (names[2], names[3])])),
        surge=draw(maybe(st.just(Span(since=start, until=start + timedelta(days=30))))),
        **given,
    )


@st.composite
def pools(draw: DrawFn, key: str, skills: list[str], names: list[str], calendar: Calendar) -> Pool:
    start = calendar.start
    headcount = draw(st.integers(0, 12).map(float))
    starters = draw(maybe(recent_starters(headcount / 2, start)))
    leaving = draw(maybe(st.builds(HeadsOn, date=days_after(start), heads=st.just(headcount / 4))))
    arriving = st.builds(
        Arrival,
        date=days_after(start, -20),
        heads=heads,
        experienced=st.booleans(),
        bound_until=maybe(days_after(start, -20)),
    )

    def over_time(values: SearchStrategy[Any]) -> Any:
        return draw(timed(values, start))

    return Pool(
        key=key,
        skills=draw(st.dictionaries(st.sampled_from(skills), efficiencies, min_size=1)),
        headcount=headcount,
        arriving=tuple(draw(st.lists(arriving, max_size=2))),
        leaving=(leaving,) if leaving else (),
        recent_starters=(starters,) if starters else (),
        salary=over_time(money),
        per=draw(st.sampled_from(["hour", "day", "week", "month", "year"])),
        pay_by_age=draw(maybe(by_age())),
        on_cost_share=over_time(st.sampled_from([0.0, 0.24, 1.5])),
        overheads=draw(overheads),
        hours_per_week=over_time(st.sampled_from([40.0, 37.5, 20.0])),
        country=draw(st.sampled_from([None, "GB"])),
        shrinkage=over_time(shares),
        absence=over_time(shares),
        attrition=over_time(shares),
        attrition_by_age=draw(maybe(by_age(0.9).filter(lambda table: max(table.values) < 1))),
        site=draw(st.sampled_from([None, names[1], names[1] + "x"])),
        clearance=draw(st.sampled_from([None, (), (names[0],), (names[0], "x")])),
        min_headcount=draw(maybe(timed(st.sampled_from([0.0, 1.0]), start))),
        max_headcount=draw(maybe(timed(st.sampled_from([20.0, 30.0]), start))),
        needed_after=draw(st.sampled_from(["today", "unknown", 0.0, 7.5])),
        hires_needed_after=draw(maybe(heads)),
        hire=draw(maybe(hires(names))),
        release=draw(maybe(releases())),
        overtime=draw(maybe(overtimes(start))),
        short_time=draw(maybe(short_times())),
        idle_cost=draw(money),
        max_idle=draw(maybe(hours_per)),
    )


@st.composite
def recent_starters(draw: DrawFn, heads: float, start: date) -> RecentStarters:
    learning = draw(maybe(days_after(start)))
    return RecentStarters(
        started=draw(days_after(start, -60, -1)),
        heads=heads,
        experienced=draw(st.booleans()),
        bound_until=draw(maybe(days_after(start, -20))),
        learning_until=learning,
        survival=draw(shares) if learning else 1.0,
    )


def hires(names: list[str]) -> SearchStrategy[Hire]:
    parts = st.sampled_from(["recruiting", "training", "seat", *names[:3]])
    return st.builds(
        Hire,
        costs=st.dictionaries(parts, money, max_size=3),
        lead=durations,
        max=maybe(heads_per),
        max_total=maybe(heads),
        ramp=maybe(by_age()),
        min_tenure=durations,
        mentor_hours=st.sampled_from([0.0, 2.5]),
    )


@st.composite
def releases(draw: DrawFn) -> Release:
    most, share = draw(maybe(heads_per)), draw(maybe(shares))
    return Release(
        cost=draw(money),
        notice=draw(durations),
        max=most,
        max_share=share,
        share_taken=draw(taken_heads) if share is not None and most is None else (),
        share_of=draw(maybe(heads)) if share is not None else None,
        max_of_present=draw(heads),
    )


@st.composite
def overtimes(draw: DrawFn, start: date) -> Overtime:
    price = draw(st.sampled_from([{"premium": 1.5}, {"rate": 30.25}, {"rate": 0.0}]))
    return Overtime(max_share=draw(timed(shares, start)), **price)


def short_times() -> SearchStrategy[ShortTime]:
    return st.builds(ShortTime, max_heads=heads, hours_share=shares, pay_share=shares, cost=maybe(prices))


def share_limits(
    kind: Callable[..., Any], skills: list[str], start: date, **more: Any
) -> SearchStrategy[Any]:
    limit = st.builds(
        kind,
        share=shares,
        skill=st.sampled_from([None, *skills]),
        over=st.sampled_from(["period", "horizon"]),
        since=maybe(st.just(start)),
        to=maybe(days_after(start, 40, 50)),
        **more,
    )
    return st.lists(limit, max_size=2).map(tuple)


@st.composite
def policies(draw: DrawFn, skills: list[str], vendor_keys: list[str], start: date) -> Policy:
    budget = st.builds(Budget, amount=money, since=st.just(start), to=days_after(start, 50))
    many = timed(st.sampled_from([50.0, 60.0]), start)
    return Policy(
        max_headcount=draw(maybe(many)),
        max_total_heads=draw(maybe(many)),
        max_hires=draw(maybe(heads)),
        min_inhouse_share=draw(share_limits(ShareLimit, skills, start)),
        max_contractor_share=draw(share_limits(ShareLimit, skills, start)),
        max_vendor_share=draw(
            share_limits(VendorShareLimit, skills, start, vendor=st.sampled_from([None, *vendor_keys]))
        ),
        max_vendors=draw(maybe(st.integers(0, 3))),
        max_idle=draw(maybe(hours_per)),
        budget=draw(st.lists(budget, max_size=2).map(tuple)),
        change_cost=draw(money),
        exchange_rates={"USD": draw(st.sampled_from([0.92, 1 / 3]))}
        | draw(st.sampled_from([{}, {"GBP": 1.17}])),
        strict=draw(st.booleans()),
        whole_heads=draw(st.booleans()),
    )


@st.composite
def problems(draw: DrawFn, *, odd_names: bool = True, periods: int = 5) -> Problem:
    """A small valid problem: up to 2 workstreams, pools and vendors, 3 offers, a move, a contract."""
    pick = st.sampled_from(ODD_NAMES if odd_names else PLAIN_NAMES)
    names = draw(st.lists(pick, min_size=14, max_size=14, unique=True))
    skills = names[:2]
    calendar = draw(calendars(periods))
    start = calendar.start
    pool_keys, vendor_keys, offer_keys = names[2:4], names[4:6], names[6:9]
    shared = [names[9], names[10], pool_keys[0], vendor_keys[0], pool_keys[0]]
    site_pool = {"site": names[10], "skills": dict.fromkeys(skills, 1.0)}  # both skills and the site exist
    team = [draw(pools(key, skills, shared, calendar)) for key in pool_keys]
    team[0] = team[0].model_copy(update=site_pool)
    team[1] = team[1].model_copy(update={"site": names[10] + "x"})
    firms = [draw(vendors(key, shared, calendar)) for key in vendor_keys]
    card = [
        draw(offers(key, draw(st.sampled_from(vendor_keys)), skills, shared, calendar))
        for key in draw(st.sampled_from([offer_keys, offer_keys[:1], []]))
    ]
    sold = [offer.key for offer in card if offer.unit == "heads"]
    work = [
        draw(workstreams(key, skills, shared, calendar)) for key in names[11 : 11 + draw(st.integers(1, 2))]
    ]
    move = st.builds(
        Move,
        key=st.just(names[13]),
        source=st.just(pool_keys[0]),
        to=st.just(pool_keys[1]),
        cost=money,
        duration=durations,
        max=maybe(heads_per),
        max_share_of_target=maybe(shares),
        survival=st.sampled_from([1.0, 0.9]),
    )
    running = [draw(contracts(names[13], draw(st.sampled_from(sold)), start))] if sold else []
    return Problem(
        forecast=Forecast(currency="EUR", calendar=calendar, workstreams=tuple(work)),
        workforce=Workforce(pools=tuple(team), moves=tuple(draw(st.lists(move, max_size=1)))),
        rate_card=RateCard(vendors=tuple(firms), offers=tuple(card), running=tuple(running)),
        policy=draw(policies(skills, vendor_keys, start)),
    )
