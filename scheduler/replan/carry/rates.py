"""What a contract was signed at: the rate of its offer over time, its bands shared out over everybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from math import inf

from scheduler.problem import Offer
from scheduler.problem.base import Dated, Money, Timed
from scheduler.problem.timeline import value_on
from scheduler.replan.cut import Cut


def blended(offer: Offer, day: date, count: float) -> float:
    """What one of `count` heads (or hours) costs on average; `count` above 0."""
    rate = value_on(offer.rate, day)
    if not offer.bands:
        return rate
    steps = [(0.0, rate), *((band.above, band.rate) for band in offer.bands), (inf, 0.0)]
    paid = sum(max(0.0, min(count, top) - low) * price for (low, price), (top, _) in pairwise(steps))
    return paid / count


def signed_rate(
    cut: Cut, offer: str, began: date, end: date | None, offers: dict[str, Offer]
) -> Timed[float] | None:
    """The rate it was signed at where the rate card says another now for its days; None: the offer's."""
    was = next(each.offer for each in cut.index.heads if each.offer.key == offer)
    now, t = offers[offer], max(cut.period, cut.timeline.at_or_after(began))
    first = cut.timeline.first_day(t)
    days = [first, *_steps((was.rate, now.rate), first, end)]
    same = all(value_on(was.rate, each) == value_on(now.rate, each) for each in days)
    if same and was.bands == now.bands:
        return None
    if was.bands:
        cut.assume(f"{offer}: contracts from before keep the average rate of its bands")
    count = _in_all(cut, offer, min(t, cut.timeline.periods - 1)) if was.bands else 1.0
    found = [(each, blended(was, each, count)) for each in (first, *_steps((was.rate,), first, end))]
    if len(found) == 1:
        return found[0][1]
    return tuple(Dated[Money](since=each if each > first else None, value=rate) for each, rate in found)


def _in_all(cut: Cut, offer: str, t: int) -> float:
    """Heads of an offer that its bands count in a period; at least one."""
    book, lots = cut.plan.offers[offer], (lot.running for lot in cut.index.lots)
    signed = [lot.key for lot in lots if lot.offer == offer and lot.rate is None]
    running = sum(cut.plan.running[key].active[t] for key in signed)
    return max(1.0, book.active[t] + book.converting_active[t] + running)


def _steps(rates: Iterable[Timed[float]], first: date, end: date | None) -> list[date]:
    """Days after `first` and before `end` from which one of these rates may be another, in order."""
    days = {each.since for rate in rates if isinstance(rate, tuple) for each in rate if each.since}
    return sorted(each for each in days if first < each < (end or date.max))
