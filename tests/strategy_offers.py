"""Strategies for vendors, offers and running contracts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from scheduler.problem import (
    Band,
    ByAge,
    Calendar,
    Commitment,
    Conversion,
    Offer,
    Running,
    Vendor,
)
from tests.strategy_parts import (
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
    shares,
    timed,
)


@st.composite
def vendors(draw: DrawFn, key: str, names: list[str], calendar: Calendar) -> Vendor:
    start = calendar.start
    commitment = st.builds(
        Commitment, amount=money, spent=money, since=st.just(start), to=days_after(start, 90, 99)
    )
    return Vendor(
        key=key,
        fixed_cost=draw(money),
        engaged=draw(st.booleans()),
        max_heads=draw(maybe(timed(st.sampled_from([10.0, 12.5]), start))),
        min_heads_if_used=draw(st.integers(0, 3)),
        max_starts=draw(maybe(heads_per)),
        max_share=draw(maybe(shares)),
        commitment=draw(maybe(commitment)),
        clearance=draw(st.sampled_from([(), (names[0],), (names[0], "x")])),
        sites=draw(st.sampled_from([None, (), (names[1],), (names[1] + "x",)])),
        currency=draw(st.sampled_from([None, "EUR", "USD"])),
    )


def _sold_as_heads(draw: DrawFn, start: date, to_pool: str) -> dict[str, Any]:
    min_term = draw(st.sampled_from(["0d", "1w", "2m"]))
    table: dict[str, Any] = draw(
        st.sampled_from(
            [
                {},
                {"rate_by_age": ByAge(step="month", values=(0.5, 0.75, 1.0))},
                {"bands": (Band(above=2.0, rate=20.5), Band(above=3.5, rate=1 / 3))},
            ]
        )
    )
    conversion = Conversion(
        fee=draw(money), after="1m", to_pool=to_pool, max=draw(st.sampled_from([0.0, 1.0, 2.0, 2.5]))
    )
    return table | {
        "per": draw(st.sampled_from(["hour", "day", "week", "month", "year"])),
        "min_term": min_term,
        "max_term": draw(st.sampled_from([None, "1y", "400d"])),
        "notice": draw(durations),
        "early_exit_fee": draw(maybe(shares)) if min_term != "0d" else None,
        "ramp": draw(maybe(by_age())),
        "min_heads": draw(st.integers(0, 2)),
        "max_heads": draw(maybe(timed(st.sampled_from([8.0, 9.0]), start))),
        "max_starts": draw(maybe(heads_per)),
        "batch": draw(st.integers(1, 3)),
        "start_until": draw(maybe(st.just(start + timedelta(days=80)))),
        "onboarding": draw(money),
        "exit": draw(money),
        "conversion": draw(maybe(st.just(conversion))),
        "overheads": draw(overheads),
        "shrinkage": draw(timed(shares, start)),
        "dedication": draw(st.sampled_from([1.0, 0.8])),
    }


def _sold_on_call(draw: DrawFn, unit: str, skills: list[str], start: date) -> dict[str, Any]:
    given: dict[str, Any] = {"max_hours": draw(maybe(hours_per))}
    if draw(st.booleans()):
        given["rates"] = draw(st.dictionaries(st.sampled_from(skills), money, max_size=2))
    elif draw(st.booleans()):
        given["bands"] = (Band(above=10.0, rate=2.5),)
    if unit == "hours":
        return given | {
            "shrinkage": draw(timed(shares, start)),
            "dedication": draw(st.sampled_from([1.0, 0.5])),
        }
    return given | draw(st.sampled_from([{"per": "hour"}, {"per": "contact", "aht_seconds": 240.0}]))


@st.composite
def offers(
    draw: DrawFn, key: str, vendor: str, skills: list[str], names: list[str], calendar: Calendar
) -> Offer:
    """One offer; `names[4]` is the pool to convert to, and its skill may be supervised."""
    start = calendar.start
    unit = draw(st.sampled_from(["heads", "heads", "hours", "output"]))
    own = draw(st.dictionaries(st.sampled_from(skills), efficiencies, min_size=1))
    terms = (
        _sold_as_heads(draw, start, names[4])
        if unit == "heads"
        else _sold_on_call(draw, unit, list(own), start)
    )
    return Offer(
        key=key,
        vendor=vendor,
        unit=unit,
        skills=own,
        rate=draw(timed(money, start)),
        basis=draw(st.sampled_from(["paid", "productive"])),
        hours_per_week=draw(st.sampled_from([40.0, 35.0])),
        country=draw(st.sampled_from([None, "FR"])),
        lead=draw(durations),
        start_from=draw(maybe(st.just(start + timedelta(days=3)))),
        last_end=draw(maybe(st.just(start + timedelta(days=120)))),
        clearance=draw(st.sampled_from([None, (), (names[0],)])),
        supervision=draw(
            st.dictionaries(st.sampled_from(skills[:1]), st.sampled_from([0.0, 1.5]), max_size=1)
        ),
        rework_share=draw(st.sampled_from([0.0, 0.03])),
        **terms,
    )


@st.composite
def contracts(draw: DrawFn, key: str, offer: str, start: date) -> Running:
    started = draw(days_after(start, -200, 30))
    early = draw(maybe(st.integers(10, 90).map(lambda days: started + timedelta(days=days))))
    bound = draw(maybe(st.integers(1, 90).map(lambda days: started + timedelta(days=days))))
    late = draw(maybe(st.integers(100, 300).map(lambda days: started + timedelta(days=days))))
    rate = draw(maybe(timed(money, start)))
    return Running(
        key=key,
        offer=offer,
        heads=draw(heads),
        started=started,
        earliest_end=early,
        bound_until=bound,
        latest_end=late,
        rate=rate,
        joins=draw(st.booleans()),
        min_heads_hold=draw(st.booleans()),
    )
