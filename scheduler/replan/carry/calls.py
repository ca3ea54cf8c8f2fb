"""Hours on call that were ordered before the cut: offers of their own, each for the period it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from scheduler.model.index import Terms
from scheduler.problem import Forecast, HoursPer, Offer, RateCard
from scheduler.replan.carry.rates import blended
from scheduler.replan.cut import Cut
from scheduler.words import counted, day

LEAST = 1e-6


class Order(NamedTuple):
    """Hours of one skill for one period, ordered from an offer on call before the cut."""

    offer: str
    skill: str
    day: date
    end: date
    hours: float
    in_all: float  # of all skills in that period: what its bands count

    @property
    def key(self) -> str:
        return f"{self.offer}, {self.skill} ordered for {day(self.day)}"


def orders(cut: Cut) -> tuple[Order, ...]:
    """What had to be ordered before the cut for periods from it on."""
    return tuple(order for terms in cut.index.calls for order in _of_offer(cut, terms))


def with_orders(cut: Cut, card: RateCard) -> RateCard:
    """The rate card with what is ordered: it may be used as far as it was ordered, at its old rate.

    `card`: with the vendors of all that is ordered.
    """
    was = {each.offer.key: each.offer for each in cut.index.calls}
    found = orders(cut)
    for order in found:
        cut.assume(f"{order.key}: up to {counted(order.hours, 'hour')} may be used")
    new = (_as_offer(was[order.offer], order, cut) for order in found)
    return card.model_copy(update={"offers": (*card.offers, *new)})


def with_suppliers(forecast: Forecast, made: Iterable[Order]) -> Forecast:
    """Work that names an offer among its suppliers may be done by what was ordered from it."""
    keys: dict[str, list[str]] = {}
    for order in made:
        keys.setdefault(order.offer, []).append(order.key)
    streams = []
    for stream in forecast.workstreams:
        more = [key for name in stream.suppliers or () for key in keys.get(name, [])]
        update = {"suppliers": (*(stream.suppliers or ()), *more)} if more else {}
        streams.append(stream.model_copy(update=update))
    return forecast.model_copy(update={"workstreams": tuple(streams)})


def _of_offer(cut: Cut, terms: Terms) -> Iterator[Order]:
    bought, timeline = cut.plan.offers[terms.offer.key].bought_hours, cut.timeline
    for t in range(cut.period, timeline.periods):
        if not cut.is_decided(timeline.decide_by(t, terms.offer.lead)):
            continue
        days, total = (
            (timeline.first_day(t), timeline.first_day(t + 1)),
            sum(row[t] for row in bought.values()),
        )
        for skill, hours in bought.items():
            if hours[t] > LEAST:
                yield Order(terms.offer.key, skill, *days, hours[t], total)


def _as_offer(offer: Offer, order: Order, cut: Cut) -> Offer:
    rate = offer.rates.get(order.skill)
    update = {
        "key": order.key,
        "rate": blended(offer, order.day, order.in_all),
        "skills": {order.skill: offer.skills[order.skill]},
        "rates": {} if rate is None else {order.skill: rate},
        "lead": "0d",
        "start_from": order.day,
        "last_end": order.end,
        "max_hours": HoursPer(hours=order.hours, per=cut.timeline.calendar.unit),
        "bands": (),
        "ordered": True,
    }
    return offer.model_copy(update=update)
