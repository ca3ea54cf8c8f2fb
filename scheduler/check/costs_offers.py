"""Cost lines of contractors. Each function is named as its kind in FORMULATION.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial

from scheduler.check.case import Case
from scheduler.check.clock import exact, windows
from scheduler.check.contractor import Contractor
from scheduler.check.lines import NOTHING, Line, Term, Terms, flat, once, priced, simple
from scheduler.plan import ByPeriod
from scheduler.problem.base import Overhead
from scheduler.problem.rate_card import Band
from scheduler.problem.timeline import value_on


def contract(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        if contractor.in_heads:
            yield Line(key, "", _unless_idle(case, contractor, partial(_heads, contractor)))
            for lot in contractor.lots:
                amounts = priced(partial(contractor.lot_price, lot), lot.ledger.active)
                yield Line(key, lot.running.key, amounts)
            continue
        for skill in contractor.offer.skills:
            bought = contractor.ledger.bought_hours.get(skill) or [0.0 for _ in case.periods]
            yield Line(key, skill, priced(partial(contractor.hour_price, skill), bought))
        if contractor.offer.bands:
            yield Line(key, "", _unless_idle(case, contractor, partial(_hours_above, contractor)))


def _unless_idle(case: Case, contractor: Contractor, terms: Callable[[int], Terms]) -> list[Terms]:
    return [NOTHING for _ in case.periods] if contractor.idle else [terms(t) for t in case.periods]


def _heads(contractor: Contractor, t: int) -> Terms:
    """Heads by age, and what bands add or take off for heads above them."""
    book, price = contractor.ledger, contractor.price(t)
    terms: list[Term] = []
    for starts, active in (
        (book.starts, book.active),
        (book.converting_starts, book.converting_active),
    ):
        if active[t]:
            for age, heads in _ages(starts, active[t], len(contractor.rate_shares), t):
                terms += simple(contractor.aged(price, age), heads)
    there, below = book.active[t] + book.converting_active[t], price
    there += sum(lot.ledger.active[t] for lot in contractor.lots if lot.running.rate is None)
    for band in _bands(contractor) if there else ():
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


def _hours_above(contractor: Contractor, t: int) -> Terms:
    """What bands add or take off for hours above them, all skills together."""
    terms: list[Term] = []
    below = contractor.hour_price_of(value_on(contractor.offer.rate, contractor.clock.day(t)), t)
    for band in _bands(contractor):
        rate = contractor.hour_price_of(band.rate, t)
        terms += simple(rate - below, max(0.0, contractor.bought(t) - band.above))
        below = rate
    return terms


def onboarding(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        cost = exact(contractor.offer.onboarding) * contractor.exchange
        yield Line(key, "", _unless_idle(case, contractor, partial(_onboarding, contractor, cost)))


def _onboarding(contractor: Contractor, cost: Fraction, t: int) -> Terms:
    return simple(cost, contractor.arrivals(t))


def exit(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        cost = exact(contractor.offer.exit) * contractor.exchange
        yield Line(key, "", _unless_idle(case, contractor, partial(_exit, contractor, cost)))


def _exit(contractor: Contractor, cost: Fraction, t: int) -> Terms:
    gone = sum(lot.ledger.ends[t] for lot in contractor.lots if not lot.running.joins)
    return simple(cost, contractor.ledger.ends[t] + gone)


def contract_overhead(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        for overhead in contractor.offer.overheads:
            yield Line(key, overhead.name, [_overhead(case, contractor, overhead, t) for t in case.periods])


def _overhead(case: Case, contractor: Contractor, overhead: Overhead, t: int) -> Terms:
    amount = exact(overhead.amount)
    if overhead.basis == "rate":
        return tuple(Term(amount, line.amounts[t]) for line in case.contract_lines.get(contractor.key, ()))
    if overhead.basis == "head":
        price = case.clock.price(overhead.amount, overhead.per, t, contractor.offer.hours_per_week)
        return simple(price * contractor.exchange, contractor.heads(t))
    if overhead.basis == "productive_hour":
        return simple(amount * contractor.exchange, case.delivered_by(contractor.key, t))
    return simple(amount * contractor.exchange, contractor.arrivals(t))


def early_exit(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        if contractor.offer.early_exit_fee is not None:
            fee, book = exact(contractor.offer.early_exit_fee), contractor.ledger
            gone = [due - there for due, there in zip(windows(book.starts, contractor.least), book.active)]
            yield Line(key, "", [_early_exit(contractor, fee, gone[t], t) for t in case.periods])


def _early_exit(contractor: Contractor, fee: Fraction, gone: float, t: int) -> Terms:
    terms = [*simple(fee * contractor.price(t), gone)] if gone > 0 else []
    for lot in contractor.lots:
        if lot.begin <= t < lot.earliest:
            terms += simple(fee * contractor.own_price(lot, t), lot.running.heads - lot.ledger.active[t])
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
        first, paid = [case.last], vendor.engaged
        for contractor in case.of_vendor(key):
            offer, paid = contractor.offer, paid or bool(contractor.lots)
            ready = timeline.earliest_start(offer.lead)
            start = max(ready, timeline.at_or_after(offer.start_from) if offer.start_from else 0)
            if offer.start_until is None or case.clock.day(start) <= offer.start_until:
                first.append(start)
        cost = Fraction(0) if paid else exact(vendor.fixed_cost) * case.exchange(vendor)
        yield once(case, key, min(first), Term(cost, float(case.plan.vendors[key].used)))


def conversion_fee(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        terms = contractor.offer.conversion
        if terms:
            fee = exact(terms.fee) * contractor.exchange
            yield Line(key, "", flat(fee, contractor.ledger.converted))
