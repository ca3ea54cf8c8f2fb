"""Cost lines of contractors. Each function is named as its kind in FORMULATION.md."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scheduler.check.case import Case
from scheduler.check.clock import at_age, exact
from scheduler.check.contractor import Contractor
from scheduler.check.lines import Line, Term, Terms, once, simple
from scheduler.plan import ByPeriod
from scheduler.problem.base import Overhead
from scheduler.problem.rate_card import Band
from scheduler.problem.timeline import value_on
from scheduler.rules import Cost


def contract(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        if contractor.in_heads:
            yield Line(key, "", [_heads(contractor, t) for t in case.periods])
            for lot in contractor.lots:
                amounts = [simple(contractor.lot_price(lot, t), lot.ledger.active[t]) for t in case.periods]
                yield Line(key, lot.running.key, amounts)
            continue
        for skill in contractor.offer.skills:
            yield Line(key, skill, [_hours(contractor, skill, t) for t in case.periods])
        if contractor.offer.bands:
            yield Line(key, "", [_hours_above(contractor, t) for t in case.periods])


def _heads(contractor: Contractor, t: int) -> Terms:
    """Heads by age, and what bands add or take off for heads above them."""
    book, price = contractor.ledger, contractor.price(t)
    terms: Terms = []
    for starts, active in (
        (book.starts, book.active),
        (book.converting_starts, book.converting_active),
    ):
        for age, heads in _ages(starts, active[t], len(contractor.rate_shares), t):
            terms += simple(price * at_age(contractor.rate_shares, age), heads)
    there, below = book.active[t] + book.converting_active[t], price
    for band in _bands(contractor):
        rate = contractor.price_of(band.rate, t)
        terms += simple(rate - below, max(0.0, there - band.above))
        below = rate
    return terms


def _bands(contractor: Contractor) -> list[Band]:
    return sorted(contractor.offer.bands, key=lambda band: band.above)


def _ages(starts: ByPeriod, active: float, longest: int, t: int) -> Iterator[tuple[int, float]]:
    """First in, first out: who is there are the last to have started. Past `longest` all are alike."""
    left = active
    for age in range(min(longest, t + 1)):
        young = min(left, starts[t - age])
        yield age, young
        left -= young
    yield longest, left


def _hours(contractor: Contractor, skill: str, t: int) -> Terms:
    bought = contractor.ledger.bought_hours.get(skill)
    return simple(contractor.hour_price(skill, t), bought[t] if bought else 0.0)


def _hours_above(contractor: Contractor, t: int) -> Terms:
    """What bands add or take off for hours above them, all skills together."""
    terms: Terms = []
    below = contractor.hour_price_of(value_on(contractor.offer.rate, contractor.clock.day(t)), t)
    for band in _bands(contractor):
        rate = contractor.hour_price_of(band.rate, t)
        terms += simple(rate - below, max(0.0, contractor.bought(t) - band.above))
        below = rate
    return terms


def onboarding(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        cost = exact(contractor.offer.onboarding) * contractor.exchange
        yield Line(key, "", [simple(cost, contractor.arrivals(t)) for t in case.periods])


def exit(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        cost = exact(contractor.offer.exit) * contractor.exchange
        yield Line(key, "", [simple(cost, _ends(contractor, t)) for t in case.periods])


def _ends(contractor: Contractor, t: int) -> float:
    return contractor.ledger.ends[t] + sum(lot.ledger.ends[t] for lot in contractor.lots)


def contract_overhead(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        for overhead in contractor.offer.overheads:
            yield Line(key, overhead.name, [_overhead(case, contractor, overhead, t) for t in case.periods])


def _overhead(case: Case, contractor: Contractor, overhead: Overhead, t: int) -> Terms:
    amount = exact(overhead.amount)
    if overhead.basis == "rate":
        lines = [ln for ln in case.plan.costs if ln.kind == Cost.CONTRACT and ln.owner == contractor.key]
        return [Term(amount, line.amounts[t]) for line in lines]
    if overhead.basis == "head":
        price = case.clock.price(overhead.amount, overhead.per, t, contractor.offer.hours_per_week)
        return simple(price * contractor.exchange, contractor.heads(t))
    if overhead.basis == "productive_hour":
        return simple(amount * contractor.exchange, case.delivered_by(contractor.key, t))
    return simple(amount * contractor.exchange, contractor.arrivals(t))


def early_exit(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        if contractor.offer.early_exit_fee is not None:
            fee = exact(contractor.offer.early_exit_fee)
            yield Line(key, "", [_early_exit(contractor, fee, t) for t in case.periods])


def _early_exit(contractor: Contractor, fee: Fraction, t: int) -> Terms:
    book = contractor.ledger
    due = sum(book.starts[max(0, t - contractor.least + 1) : t + 1]) if contractor.least else 0.0
    terms = simple(fee * contractor.price(t), max(0.0, due - book.active[t]))
    for lot in contractor.lots:
        if lot.begin <= t < lot.earliest:
            terms += simple(fee * contractor.lot_price(lot, t), lot.running.heads - lot.ledger.active[t])
    return terms


def commitment_shortfall(case: Case) -> Iterator[Line]:
    for key, vendor in case.vendors.items():
        if vendor.commitment:
            after = case.clock.timeline.at_or_after(vendor.commitment.until)
            due = min(max(0, after - 1), case.last)
            yield once(case, key, due, Term(case.exchange(vendor), case.plan.vendors[key].shortfall))


def vendor_fixed(case: Case) -> Iterator[Line]:
    timeline = case.clock.timeline
    for key, vendor in case.vendors.items():
        first, running = [case.last], False
        for contractor in case.of_vendor(key):
            offer, running = contractor.offer, running or bool(contractor.lots)
            ready = timeline.earliest_start(offer.lead)
            start = max(ready, timeline.at_or_after(offer.start_from) if offer.start_from else 0)
            if offer.start_until is None or case.clock.day(start) <= offer.start_until:
                first.append(start)
        cost = Fraction(0) if running else exact(vendor.fixed_cost) * case.exchange(vendor)
        yield once(case, key, min(first), Term(cost, float(case.plan.vendors[key].used)))


def conversion_fee(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        terms = contractor.offer.conversion
        if terms:
            fee = exact(terms.fee) * contractor.exchange
            yield Line(key, "", [simple(fee, contractor.ledger.converted[t]) for t in case.periods])
