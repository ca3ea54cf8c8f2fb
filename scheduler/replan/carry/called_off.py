"""Contracts that are called off by their first day: nobody is there from the cut on, but it costs once."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.model.index import Lot
from scheduler.plan import Action
from scheduler.replan.cut import Cut
from scheduler.rules import Cost

Once = tuple[Cost, str, int, float]


def is_called_off(cut: Cut, lot: Lot, action: Action) -> bool:
    """Whether an end of a running contract is decided, still to come, and on its first day."""
    ends_it = (action.kind, action.owner) == ("end_running", lot.running.key)
    if not ends_it or action.start < cut.start or not cut.is_decided(action.decide_by):
        return False
    return cut.timeline.at_or_after(action.start) <= lot.start


def once(cut: Cut) -> Iterator[Once]:
    """The kind, the offer, the period and the amount of what its heads cost on that day."""
    for lot in cut.index.lots:
        heads = sum(action.heads for action in cut.plan.actions if is_called_off(cut, lot, action))
        for kind, price in _prices(cut, lot) if heads else ():
            yield kind, lot.running.offer, lot.start, price * heads


def _prices(cut: Cut, lot: Lot) -> Iterator[tuple[Cost, float]]:
    """Of one head: being brought on board, where it starts within the plan, and let go."""
    terms = next(each for each in cut.index.heads if each.offer.key == lot.running.offer)
    if lot.running.started >= cut.timeline.first_day(0):
        per_start = sum(part.amount for part in terms.offer.overheads if part.basis == "start")
        yield Cost.ONBOARDING, terms.offer.onboarding * terms.exchange
        yield Cost.CONTRACT_OVERHEAD, per_start * terms.exchange
    if not lot.running.joins:
        yield Cost.EXIT, terms.offer.exit * terms.exchange
