"""What a productive hour of an offer would cost by its terms alone."""

from __future__ import annotations

from collections import defaultdict

from scheduler.explain.vendors.shapes import Line
from scheduler.model.index import Index, Terms
from scheduler.problem import Overhead

Lines = list[Line]


def quoted(index: Index, each: Terms, period: int) -> float:
    """The quoted rate of a period as money per paid hour, in the forecast's currency."""
    offer = each.offer
    if offer.unit == "heads":
        hours = index.clock.hours(offer.hours_per_week, offer.country)[period]
        return float(each.price[period] / hours) if hours else 0.0
    per_unit = 3600 / (offer.aht_seconds or 3600) if offer.per == "contact" else 1.0
    rate = min(offer.rates.values(), default=0.0) or float(index.clock.values(offer.rate)[period])
    return rate * per_unit * each.exchange


def by_terms(index: Index, each: Terms) -> tuple[Lines, dict[str, float]]:
    """Lines per productive hour, and supervision hours per productive hour by skill.

    For one head who stays the minimum term from the first day it can start, or one hour bought then, in the
    best skill; no lines when such a head delivers nothing.
    """
    return _head(index, each) if each.offer.unit == "heads" else _hour(index, each)


def _start(index: Index, each: Terms) -> int:
    first = index.first_start(each)
    return min(index.timeline.earliest_start(each.offer.lead) if first is None else first, index.periods - 1)


def _head(index: Index, each: Terms) -> tuple[Lines, dict[str, float]]:
    offer, start, term = each.offer, _start(index, each), max(1, each.bound_term)
    periods = [min(start + age, index.clock.size - 1) for age in range(term)]
    paid = index.clock.hours(offer.hours_per_week, offer.country)
    there = 1 - index.clock.values(offer.shrinkage)
    kept, best = 1 - offer.rework_share, max(offer.skills.values())
    hours = [float(paid[t]) for t in periods]
    present = [float(paid[t] * there[t]) for t in periods]
    ramped = [float(each.net_hours[t]) * each.productive_at(age) for age, t in enumerate(periods)]
    rates = [float(each.price[t]) * each.price_at(age) for age, t in enumerate(periods)]
    productive = offer.basis == "productive" and offer.per == "hour"
    delivered = sum(ramped) * kept * best
    if delivered <= 0:
        return [], {}
    steps = [
        ("billed hour", sum(present if productive else hours)),
        ("shrinkage", sum(present)),
        ("time not ours", sum(present) * offer.dedication),
        ("ramp", sum(ramped)),
        ("rework", sum(ramped) * kept),
        ("efficiency", delivered),
    ]
    extra = {"onboarding": offer.onboarding * each.exchange, "exit": offer.exit * each.exchange}
    for part in offer.overheads:
        extra[part.name] = _overhead(part, each, sum(rates), delivered, term * index.clock.spans(part.per))
    weeks = term * index.clock.spans("week")
    watched = {skill: hours * weeks / delivered for skill, hours in offer.supervision.items()}
    return [*_chain(sum(rates), steps), *_per_hour(extra, delivered)], watched


def _overhead(part: Overhead, each: Terms, rate: float, delivered: float, spans: float) -> float:
    """One overhead of one head over its term."""
    times = {"rate": rate, "productive_hour": delivered, "start": 1.0, "head": spans}[part.basis]
    return part.amount * times * (1.0 if part.basis == "rate" else each.exchange)


def _hour(index: Index, each: Terms) -> tuple[Lines, dict[str, float]]:
    offer, t = each.offer, _start(index, each)
    present = 1.0 if offer.unit == "output" else float(1 - index.clock.values(offer.shrinkage)[t])
    productive = offer.unit == "hours" and offer.basis == "productive"
    rate = quoted(index, each, t) * (present if productive else 1.0)
    kept, best = 1 - offer.rework_share, max(offer.skills.values())
    net = float(each.net_hours[t])
    delivered = net * kept * best
    if delivered <= 0:
        return [], {}
    steps = [
        ("billed hour", present if productive else 1.0),
        ("shrinkage", present),
        ("time not ours", net),
        ("rework", net * kept),
        ("efficiency", delivered),
    ]
    extra = {p.name: _overhead(p, each, rate, delivered, 0.0) for p in offer.overheads}
    watched = {s: hours / offer.hours_per_week / delivered for s, hours in offer.supervision.items()}
    return [*_chain(rate, steps), *_per_hour(extra, delivered)], watched


def _chain(money: float, steps: list[tuple[str, float]]) -> Lines:
    lines, before = [], 0.0
    for name, hours in steps:
        lines.append(Line(name=name, per_hour=money / hours - before))
        before = money / hours
    return lines


def _per_hour(extra: dict[str, float], delivered: float) -> Lines:
    found: dict[str, float] = defaultdict(float)
    for name, amount in extra.items():
        found[name] += amount / delivered
    return [Line(name=name, per_hour=amount) for name, amount in found.items()]
