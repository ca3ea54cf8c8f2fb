"""Which terms of an offer leave a contract no room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.explain.reasons.asked import TRACE, Asked, heads_of_offer
from scheduler.explain.reasons.bind import bind, first_day
from scheduler.explain.reasons.shapes import Binds
from scheduler.model.index import Index, Lot, Terms
from scheduler.rules import Rule
from scheduler.words import counted, day, duration, sum_of


def contract(asked: Asked, index: Index) -> Iterator[Binds]:
    """Start, length and size of a contract, and what its vendor is promised."""
    each = next(each for each in index.heads if each.offer.key == asked.owner)
    yield from _start(asked, index, each)
    yield from _length(asked, index, each)
    yield from _size(asked, each)
    yield from _committed(asked)


def hours(asked: Asked, index: Index) -> Iterator[Binds]:
    """The lead of hours bought, and what their vendor is promised."""
    each = next(each for each in index.calls if each.offer.key == asked.owner)
    bought = np.sum([*map(np.array, asked.plan.offers[asked.owner].bought_hours.values())], axis=0)
    first = int(np.flatnonzero(bought > TRACE)[0])
    if each.offer.lead[0] != "0" and first == index.timeline.earliest_start(each.offer.lead):
        sooner = (
            f"lead of {duration(each.offer.lead)}, nothing sooner than {day(index.timeline.first_day(first))}"
        )
        yield bind(asked, Rule.CONTRACT_LEAD, sooner)
    yield from _committed(asked)


def end_running(asked: Asked, index: Index) -> Iterator[Binds]:
    """The dates within which a running contract may end."""
    row = index.lot_keys.index(asked.owner)
    lot: Lot = index.lots[row]
    offer, t = index.heads[index.lot_offer[row]].offer, asked.periods.start
    if t == lot.latest:
        yield bind(asked, Rule.RUNNING_CONTRACT, "its term runs out")
    elif lot.start < t == lot.free:
        yield bind(asked, Rule.RUNNING_CONTRACT, f"not before {day(first_day(asked))}")
    if t != lot.latest and offer.notice[0] != "0" and t == index.timeline.earliest_start(offer.notice):
        yield bind(asked, Rule.CONTRACT_NOTICE, f"notice of {duration(offer.notice)}")


def _start(asked: Asked, index: Index, each: Terms) -> Iterator[Binds]:
    offer, first = each.offer, asked.periods.start
    if offer.lead[0] != "0" and first == index.timeline.earliest_start(offer.lead):
        sooner = f"lead of {duration(offer.lead)}, nobody sooner than {day(first_day(asked))}"
        yield bind(asked, Rule.CONTRACT_LEAD, sooner)
    opens, until = offer.start_from, offer.start_until
    if opens is not None and first == index.timeline.at_or_after(opens):
        yield bind(asked, Rule.CONTRACT_WINDOW, f"starts from {day(opens)} on")
    if until is not None and index.timeline.first_day(first + 1) > until:
        yield bind(asked, Rule.CONTRACT_WINDOW, f"the last start is {day(until)}")


def _length(asked: Asked, index: Index, each: Terms) -> Iterator[Binds]:
    first, end, offer = asked.periods.start, asked.periods.stop, each.offer
    open_end = asked.action is None or asked.action.end is None
    converting = asked.kind == "conversion"
    stay = each.convert_after if converting else each.stay
    if (end - first <= stay) if not open_end else (first + stay > index.periods):
        terms = _why_stay(index, each, converting)
        rule = Rule.CONVERSION if converting else Rule.MIN_TERM
        past = ", past the end of the plan" if open_end else ""
        yield bind(asked, rule, f"{terms}{past}")
    if not open_end and offer.max_term and each.longest is not None and end - first >= each.longest:
        yield bind(asked, Rule.MAX_TERM, f"at most {duration(offer.max_term)}")
    if not open_end and offer.last_end is not None and end == index.timeline.at_or_after(offer.last_end):
        yield bind(asked, Rule.CONTRACT_WINDOW, f"nobody there on or after {day(offer.last_end)}")


def _why_stay(index: Index, each: Terms, converting: bool) -> str:
    """Which term makes heads stay as long as they must."""
    offer, ramp = each.offer, len(each.productivity)
    if converting:
        assert offer.conversion is not None
        agreed = offer.conversion.after
        return (
            f"taken over after {duration(agreed)}"
            if each.convert_after == each.agreed
            else "not before the ramp is over"
        )
    if offer.early_exit_fee is None and each.stay == each.bound_term:
        return f"minimum term of {duration(offer.min_term)}"
    if each.stay == index.timeline.length(offer.notice):
        return f"notice of {duration(offer.notice)}"
    return "not before the ramp is over" if each.stay == ramp else "one period at least"


def _size(asked: Asked, each: Terms) -> Iterator[Binds]:
    offer, heads = each.offer, heads_of_offer(asked.problem, asked.plan, asked.owner)
    if offer.batch > 1:
        yield bind(asked, Rule.CONTRACT_LIMITS, f"only in batches of {offer.batch}")
    least = heads[asked.periods.start : asked.periods.stop].min()
    if offer.min_heads > 1 and least < offer.min_heads + 1 - TRACE:
        yield bind(asked, Rule.CONTRACT_LIMITS, f"at least {counted(offer.min_heads, 'head')} or none")
    vendor = each.vendor
    offers = [o.key for o in asked.problem.rate_card.offers if o.vendor == vendor.key and o.unit == "heads"]
    if vendor.min_heads_if_used > 1:
        total = np.sum([heads_of_offer(asked.problem, asked.plan, key) for key in offers], axis=0)
        if total[asked.periods.start : asked.periods.stop].min() < vendor.min_heads_if_used + 1 - TRACE:
            what = f"at least {counted(vendor.min_heads_if_used, 'head')} or none"
            yield bind(asked, Rule.VENDOR_LIMITS, what, owner=vendor.key)


def _committed(asked: Asked) -> Iterator[Binds]:
    """A commitment that is not used up: what is bought of the vendor is paid already."""
    assert asked.vendor is not None
    left = asked.plan.vendors[asked.vendor].shortfall
    if left > TRACE:
        what = f"{sum_of(left)} of its commitment is not used"
        yield bind(asked, Rule.VENDOR_COMMITMENT, what, owner=asked.vendor)
