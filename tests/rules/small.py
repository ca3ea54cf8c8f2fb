"""Small problems in round numbers: weeks of 40 hours from Monday 5 January 2026, an hour short costs 100."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from scheduler.plan import (
    CostLine,
    MoveLedger,
    OfferLedger,
    Plan,
    PoolLedger,
    RunningLedger,
    VendorLedger,
    WorkstreamLedger,
)
from scheduler.problem import (
    Calendar,
    Forecast,
    Move,
    Offer,
    Policy,
    Pool,
    Problem,
    RateCard,
    Running,
    Vendor,
    Workforce,
    Workstream,
)

START = date(2026, 1, 5)


def week(number: int) -> date:
    """First day of a week of the plan."""
    return START + timedelta(weeks=number)


def stream(hours: Sequence[float], key: str = "calls", **given: Any) -> Workstream:
    """Work of the skill `talk`."""
    usual = {"skill": "talk", "hours": tuple(hours), "shortage_cost": 100.0}
    return Workstream.model_validate({"key": key} | usual | given)


def pool(headcount: float = 0.0, key: str = "team", **given: Any) -> Pool:
    """People who talk, for 1,000 a week; nobody asks what comes after the plan."""
    usual = {"skills": {"talk": 1.0}, "salary": 1000.0, "per": "week", "needed_after": "unknown"}
    return Pool.model_validate({"key": key, "headcount": headcount} | usual | given)


def offer(key: str = "agents", **given: Any) -> Offer:
    """Contract heads who talk, for 1,000 a week."""
    usual = {"vendor": "agency", "skills": {"talk": 1.0}, "rate": 1000.0, "per": "week"}
    return Offer.model_validate({"key": key} | usual | given)


def running(heads: float = 1.0, **given: Any) -> Running:
    """A contract of the offer `agents` that began 20 weeks before the plan."""
    usual = {"key": "old", "offer": "agents", "heads": heads, "started": week(-20)}
    return Running.model_validate(usual | given)


def problem(
    *streams: Workstream,
    pools: Sequence[Pool] = (),
    moves: Sequence[Move] = (),
    vendors: Sequence[Vendor] | None = None,
    offers: Sequence[Offer] = (),
    lots: Sequence[Running] = (),
    policy: Policy | None = None,
    unit: str = "week",
) -> Problem:
    """A problem with as many periods as the first workstream has hours; vendors as the offers name them."""
    hours = streams[0].hours
    assert isinstance(hours, tuple)
    if vendors is None:
        vendors = [Vendor(key=key) for key in dict.fromkeys(each.vendor for each in offers)]
    calendar = Calendar.model_validate({"start": START, "periods": len(hours), "unit": unit})
    return Problem(
        forecast=Forecast(calendar=calendar, workstreams=streams),
        workforce=Workforce(pools=tuple(pools), moves=tuple(moves)),
        rate_card=RateCard(vendors=tuple(vendors), offers=tuple(offers), running=tuple(lots)),
        policy=policy or Policy(),
    )


def nothing(given: Problem) -> Plan:
    """The plan in which nothing is decided, as far as a baseline is read: the ledgers of decisions."""
    periods = given.forecast.calendar.periods
    zero = (0.0,) * periods
    pools = {
        each.key: PoolLedger(
            **{name: zero for name in PoolLedger.model_fields if name != "supervision"}, supervision={}
        )
        for each in given.workforce.pools
    }
    offers = {
        each.key: OfferLedger(
            **{name: zero for name in OfferLedger.model_fields if name != "bought_hours"}, bought_hours={}
        )
        for each in given.rate_card.offers
    }
    return Plan(
        currency=given.forecast.currency,
        first_days=tuple(week(t) for t in range(periods + 1)),
        actions=(),
        pools=pools,
        moves={each.key: MoveLedger(heads=zero) for each in given.workforce.moves},
        offers=offers,
        running={
            each.key: RunningLedger(ends=zero, active=(each.heads,) * periods)
            for each in given.rate_card.running
        },
        vendors={each.key: VendorLedger(used=False, shortfall=0.0) for each in given.rate_card.vendors},
        workstreams={
            each.key: WorkstreamLedger(demand=zero, delivered=zero, short=zero, waiting=zero, ahead=zero)
            for each in given.forecast.workstreams
        },
        allocations=(),
        costs=(),
        cost=0.0,
        cash=0.0,
        penalties=0.0,
    )


def amount_of(lines: Sequence[CostLine], kind: str) -> float:
    """Everything of one kind, the horizon and after."""
    return sum(sum(line.amounts) + line.after for line in lines if line.kind == kind)
