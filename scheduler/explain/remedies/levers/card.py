"""What can give on the rate card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from scheduler.explain.remedies.levers.fields import Fields, in_offer, in_vendor
from scheduler.explain.remedies.levers.lever import Lever, Place
from scheduler.explain.remedies.levers.own import more_words
from scheduler.explain.remedies.levers.steps import (
    among,
    days_after,
    days_before,
    less,
    longer,
    more,
    shorter,
    whole_less,
)
from scheduler.explain.remedies.levers.words import apart, count, on_day
from scheduler.problem import Offer, Running
from scheduler.problem.timeline import LAST_DAY, add_duration
from scheduler.words import exact


def contract_lead(f: Fields) -> Iterator[Lever]:
    """A vendor starts sooner."""
    offer = f.offer()
    yield from _shorter(f, offer, "lead", f"let {f.name(offer)} start {{}} sooner")


def min_term(f: Fields) -> Iterator[Lever]:
    """Contract heads need not stay as long: the term, or the notice that makes them stay."""
    offer = f.offer()
    yield from _shorter(f, offer, "min_term", f"minimum term {{}} shorter at {f.name(offer)}")
    yield from _shorter(f, offer, "notice", f"notice {{}} shorter at {f.name(offer)}")


def max_term(f: Fields) -> Iterator[Lever]:
    """Contract heads may stay longer."""
    offer = f.offer()
    if offer.max_term is not None:
        text = f"maximum term {{}} longer at {f.name(offer)}"
        words = lambda before, after: text.format(apart(before, after))  # noqa: E731
        place = in_offer(offer.key, "max_term")
        yield from f.lever(place, offer.max_term, longer(offer.max_term, f.timeline), words)


def contract_notice(f: Fields) -> Iterator[Lever]:
    """A running contract can be ended sooner."""
    offer = f.offer(_running(f).offer)
    yield from _shorter(f, offer, "notice", f"notice {{}} shorter at {f.name(offer)}")


def running_contract(f: Fields) -> Iterator[Lever]:
    """A running contract may end sooner, or run on."""
    running = _running(f)
    offer = f.offer(running.offer)
    first = running.earliest_end or add_duration(running.started, offer.min_term)
    for field, binds in (("earliest_end", first), ("bound_until", running.bound_until)):
        if binds is not None:
            yield from _ends_sooner(f, running, field, binds)
    last = running.latest_end
    if last is None and offer.max_term is not None:
        last = add_duration(running.started, offer.max_term)
    if last is not None and last < LAST_DAY:
        place = Place("rate_card", "running", running.key, "latest_end")
        on = lambda _, after: f"let contract {running.key} run until {on_day(after)}"  # noqa: E731
        yield from f.lever(place, None, among(days_after(last, 0, f.timeline)), on)


def _ends_sooner(f: Fields, running: Running, field: str, binds: date) -> Iterator[Lever]:
    place = Place("rate_card", "running", running.key, field)
    sooner = days_before(binds, running.started + timedelta(days=1), f.timeline)
    words = lambda _, after: f"let contract {running.key} end on {on_day(after)}"  # noqa: E731
    yield from f.lever(place, None, among(sooner), words)


def conversion(f: Fields) -> Iterator[Lever]:
    """Contract heads join a pool sooner, or more of them."""
    offer = f.offer()
    if offer.conversion:
        text = f"let heads of {f.name(offer)} join {offer.conversion.to_pool} {{}} sooner"
        yield from _shorter(f, offer, "conversion/after", text)
        what = f"more head|of {f.name(offer)} may join {offer.conversion.to_pool}"
        place = in_offer(offer.key, "conversion/max")
        yield from f.lever(place, None, more(offer.conversion.max), more_words(what))


def contract_window(f: Fields) -> Iterator[Lever]:
    """An offer opens sooner, may be started later, or lasts longer."""
    offer, timeline = f.offer(), f.timeline
    name = f.name(offer)
    if offer.start_from is not None:
        days = days_before(offer.start_from, timeline.first_day(0), timeline)
        yield from _date(f, offer, "start_from", days, f"let {name} start from {{}} on")
    if offer.start_until is not None:
        days = days_after(offer.start_until, 0, timeline)
        yield from _date(f, offer, "start_until", days, f"let {name} start until {{}}")
    if offer.last_end is not None:
        stay = timeline.length(offer.min_term) + timeline.length(offer.notice) + timeline.periods
        days = days_after(offer.last_end, stay, timeline)
        yield from _date(f, offer, "last_end", days, f"let {name} stay until {{}}")


def contract_limits(f: Fields) -> Iterator[Lever]:
    """An offer supplies more, fewer at a time, or in smaller batches."""
    offer = f.offer()
    name = f.name(offer)
    yield from f.over_time(in_offer(offer.key, "max_heads"), more, more_words(f"more head|at {name}"))
    yield from _least(f, in_offer(offer.key, "min_heads"), offer.min_heads, name)
    if offer.max_starts:
        text = f"more start|a {offer.max_starts.per} at {name}"
        yield from f.over_time(in_offer(offer.key, "max_starts/heads"), more, more_words(text))
    if offer.batch > 1:
        sizes: list[Any] = [n for n in range(offer.batch - 1, 0, -1) if offer.batch % n == 0]
        words = lambda _, after: f"let {name} supply in batches of {after}"  # noqa: E731
        yield from f.lever(in_offer(offer.key, "batch"), offer.batch, among(sizes), words)
    if offer.max_hours:
        text = f"more hour|a {offer.max_hours.per} from {name}"
        yield from f.over_time(in_offer(offer.key, "max_hours/hours"), more, more_words(text))


def vendor_limits(f: Fields) -> Iterator[Lever]:
    """A vendor supplies more, or fewer at a time."""
    vendor = next(each for each in f.problem.rate_card.vendors if each.key == f.owner)
    yield from f.over_time(in_vendor(vendor.key, "max_heads"), more, more_words(f"more head|at {vendor.key}"))
    yield from _least(f, in_vendor(vendor.key, "min_heads_if_used"), vendor.min_heads_if_used, vendor.key)
    if vendor.max_starts:
        text = f"more start|a {vendor.max_starts.per} at {vendor.key}"
        yield from f.over_time(in_vendor(vendor.key, "max_starts/heads"), more, more_words(text))


def supervision(f: Fields) -> Iterator[Lever]:
    """Contract heads need less of own people's time."""
    for offer in f.problem.rate_card.offers:
        hours = offer.supervision.get(f.owner, 0.0)
        if hours:
            words = _supervised(f.name(offer), f.owner)
            yield from f.lever(in_offer(offer.key, f"supervision/{f.owner}"), None, less(hours), words)


def _supervised(name: str, skill: str) -> Any:
    return lambda _, after: f"supervise {skill} heads of {name} {count(after, 'hour')} a week"


def _least(f: Fields, place: Place, value: int, name: str) -> Iterator[Lever]:
    words = lambda _, after: f"let {name} supply as few as {exact(float(after))}"  # noqa: E731
    yield from f.lever(place, value, whole_less(value), words)


def _shorter(f: Fields, offer: Offer, field: str, text: str) -> Iterator[Lever]:
    place = in_offer(offer.key, field)
    value = f.read(place)
    words = lambda before, after: text.format(apart(before, after))  # noqa: E731
    yield from f.lever(place, value, shorter(value, f.timeline), words)


def _date(f: Fields, offer: Offer, field: str, days: list[Any], text: str) -> Iterator[Lever]:
    yield from f.lever(
        in_offer(offer.key, field), None, among(days), lambda _, after: text.format(on_day(after))
    )


def _running(f: Fields) -> Running:
    return next(each for each in f.problem.rate_card.running if each.key == f.owner)
