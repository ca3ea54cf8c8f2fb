"""What an hour costs by the rate card: the quoted rate, and the true cost of a productive hour.

The true cost adds what a quote hides: paid hours that are not productive (shrinkage, people shared
with others, ramp, rework), onboarding and exit, overheads, and own people's hours of supervision.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scheduler.problem import Offer, Overhead, Pool
from scheduler.problem.timeline import Timeline, spans_per, value_on
from scheduler.report.view import PlanView


def exchange_rate(view: PlanView, offer: Offer) -> float:
    """The forecast's currency for one unit of the offer's."""
    vendor = view.vendors[offer.vendor]
    if vendor.currency is None or vendor.currency == view.problem.forecast.currency:
        return 1.0
    return view.problem.policy.exchange_rates[vendor.currency]


def loaded_pay(view: PlanView, pool: Pool, period: int) -> float:
    """Pay of one head in a period with what the employer pays on top."""
    first = view.first_day(period)
    pay = view.money(value_on(pool.salary, first), pool.per, period, value_on(pool.hours_per_week, first))
    return float(pay) * (1 + value_on(pool.on_cost_share, first))


def own_hours(view: PlanView, pool: Pool, period: int) -> float:
    """Productive hours of one own head in a period."""
    first = view.first_day(period)
    hours = view.hours(period, value_on(pool.hours_per_week, first), pool.country)
    return float(hours) * (1 - value_on(pool.shrinkage, first)) * (1 - value_on(pool.absence, first))


def own_hour_value(view: PlanView, skill: str) -> float:
    """Loaded pay of an own productive hour of a skill, averaged over today's heads; 0 without a pool."""
    total = weight = 0.0
    for pool in view.pools_with.get(skill, []):
        hours = own_hours(view, pool, 0) * pool.skills[skill]
        if hours > 0:
            heads = max(pool.headcount, 1e-9)
            total += heads * loaded_pay(view, pool, 0) / hours
            weight += heads
    return total / weight if weight else 0.0


def head_price(view: PlanView, offer: Offer, period: int) -> float:
    """What one contract head costs in a period at the quoted rate, in the forecast's currency."""
    first = view.first_day(period)
    per = "hour" if offer.per == "contact" else offer.per
    price = view.money(value_on(offer.rate, first), per, period, offer.hours_per_week, offer.country)
    productive = offer.basis == "productive" and offer.per == "hour"
    share = 1 - value_on(offer.shrinkage, first) if productive else 1.0
    return float(price) * share * exchange_rate(view, offer)


def paid_hours(view: PlanView, offer: Offer, period: int) -> float:
    """Hours of one contract head in a period, productive or not."""
    return float(view.hours(period, offer.hours_per_week, offer.country))


def quoted_rate(view: PlanView, offer: Offer, period: int) -> float:
    """The quoted rate as money per hour, in the forecast's currency."""
    if offer.unit == "heads":
        hours = paid_hours(view, offer, period)
        return head_price(view, offer, period) / hours if hours else 0.0
    rate = min(offer.rates.values(), default=0.0) or value_on(offer.rate, view.first_day(period))
    if offer.per == "contact":
        rate *= 3600 / (offer.aht_seconds or 3600)
    return float(rate) * exchange_rate(view, offer)


def supervision_cost(view: PlanView, offer: Offer) -> float:
    """Own people's time for one contract head and week, at their loaded pay."""
    return sum(hours * own_hour_value(view, skill) for skill, hours in offer.supervision.items())


def true_rate(view: PlanView, offer: Offer, start: int | None = None) -> float:
    """Cost of a productive hour for one head who stays for the minimum term, in the offer's best skill.

    Infinite when such a head delivers nothing.
    """
    best = max(offer.skills.values()) * (1 - offer.rework_share)
    period = opening(view, offer) if start is None else start
    if offer.unit != "heads":
        return _bought_rate(view, offer, min(period, view.periods - 1), best)
    cost, hours, watched = one_off_cost(view, offer), 0.0, supervision_cost(view, offer)
    for age, (ramp, share) in enumerate(_ages(view.timeline, offer)):
        t = period + age
        rate = head_price(view, offer, t) * share
        worked = paid_hours(view, offer, t) * _useful(view, offer, t) * ramp * best
        cost += rate + _per_period(view, offer, rate, worked, watched)
        hours += worked
    return cost / hours if hours else float("inf")


def opening(view: PlanView, offer: Offer) -> int:
    """The first period that lead and window leave open; may lie past the horizon or the window's end."""
    period = view.timeline.earliest_start(offer.lead)
    return max(period, view.timeline.at_or_after(offer.start_from)) if offer.start_from else period


def one_off_cost(view: PlanView, offer: Offer) -> float:
    """Onboarding, exit and overheads per start of one head, in the forecast's currency."""
    starts = sum(o.amount for o in offer.overheads if o.basis == "start")
    return (offer.onboarding + offer.exit + starts) * exchange_rate(view, offer)


def term(view: PlanView, offer: Offer) -> int:
    """The minimum term in periods, at least one."""
    return max(1, view.timeline.length(offer.min_term))


def _ages(timeline: Timeline, offer: Offer) -> Iterator[tuple[float, float]]:
    ramp = [float(v) for v in timeline.by_age(offer.ramp)] if offer.ramp else []
    share = [float(v) for v in timeline.by_age(offer.rate_by_age)] if offer.rate_by_age else []
    for age in range(max(1, timeline.length(offer.min_term))):
        yield (ramp[age] if age < len(ramp) else 1.0, share[age] if age < len(share) else 1.0)


def _useful(view: PlanView, offer: Offer, period: int) -> float:
    return (1 - value_on(offer.shrinkage, view.first_day(period))) * offer.dedication


def _per_period(view: PlanView, offer: Offer, rate: float, worked: float, watched: float) -> float:
    unit = view.timeline.calendar.unit
    foreign = exchange_rate(view, offer)
    return watched * float(spans_per("week", unit)) + sum(
        overhead_cost(o, rate, worked, Fraction(1), unit) * (1 if o.basis == "rate" else foreign)
        for o in offer.overheads
    )


def overhead_cost(overhead: Overhead, rate: float, worked: float, heads: Fraction, unit: str) -> float:
    """One overhead of a period: `rate` paid, `worked` productive hours, `heads` there (starts apart)."""
    if overhead.basis == "rate":
        return overhead.amount * rate
    if overhead.basis == "productive_hour":
        return overhead.amount * worked
    if overhead.basis == "start":
        return 0.0
    return overhead.amount * float(spans_per(overhead.per, unit) * heads)


def _bought_rate(view: PlanView, offer: Offer, period: int, best: float) -> float:
    quoted = quoted_rate(view, offer, period)
    useful = _useful(view, offer, period) if offer.unit == "hours" else 1.0
    paid = quoted
    if offer.unit == "hours" and offer.basis == "productive":
        paid *= 1 - value_on(offer.shrinkage, view.first_day(period))
    watched = supervision_cost(view, offer) / offer.hours_per_week
    foreign = exchange_rate(view, offer)
    extra = sum(
        o.amount * (paid if o.basis == "rate" else foreign * useful * best)
        for o in offer.overheads
        if o.basis in ("rate", "productive_hour")
    )
    return (paid + watched + extra) / (useful * best)
