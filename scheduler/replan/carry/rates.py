"""The rate of an offer on a day, its bands shared out over everybody."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import inf

from scheduler.problem import Offer
from scheduler.problem.timeline import value_on


def blended(offer: Offer, day: date, count: float) -> float:
    """What one of `count` heads (or hours) costs on average; `count` above 0."""
    rate = value_on(offer.rate, day)
    if not offer.bands:
        return rate
    steps = [(0.0, rate), *((band.above, band.rate) for band in offer.bands), (inf, 0.0)]
    paid = sum(max(0.0, min(count, top) - low) * price for (low, price), (top, _) in pairwise(steps))
    return paid / count
