"""Fees for contracts that end before their minimum term: what endings decided before the cut still cost."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.model.arrays import Floats
from scheduler.plan import Action
from scheduler.replan.cut import Cut
from scheduler.rules import Cost

Fee = tuple[Cost, int, float]


def fees(cut: Cut, offer: str) -> Iterator[Fee]:
    """The kind, the period and the amount; the period after the last stands for all time after the plan."""
    terms = next(each for each in cut.index.heads if each.offer.key == offer)
    share, line = terms.offer.early_exit_fee, cut.timeline
    if share is None:
        return
    for action in cut.plan.actions:
        if action.kind == "contract" and action.owner == offer and _is_over(cut, action):
            assert action.end is not None
            began = line.at_or_after(action.start)
            price = share * action.heads * terms.price
            yield from _left(cut, price, line.at_or_after(action.end), began + terms.bound_term)
            aged = price.copy()
            for t in range(line.periods, began + terms.bound_term):
                aged[t] *= terms.price_at(t - began)
            yield from _after(cut, aged, began + terms.bound_term)
    for lot in cut.index.lots:
        gone = [a for a in cut.plan.actions if (a.kind, a.owner) == ("end_running", lot.running.key)]
        for action in gone if lot.running.offer == offer else ():
            end = line.at_or_after(action.start)
            if end < lot.latest and (action.start < cut.start or cut.is_decided(action.decide_by)):
                price = share * action.heads * lot.price
                yield from _left(cut, price, max(end, lot.start), lot.earliest)
                yield from _after(cut, price, lot.earliest)


def _is_over(cut: Cut, action: Action) -> bool:
    """Whether a contract has ended, or is certain to end when it is to."""
    if action.end is None or not cut.has_begun(action):
        return False
    return action.end < cut.start or cut.is_decided(action.end_decide_by)


def _left(cut: Cut, price: Floats, end: int, term: int) -> Iterator[Fee]:
    for t in range(max(cut.period, end), min(term, cut.timeline.periods)):
        yield Cost.EARLY_EXIT, t, float(price[t])


def _after(cut: Cut, price: Floats, term: int) -> Iterator[Fee]:
    horizon = cut.timeline.periods
    yield Cost.COMMITMENT_TAIL, horizon, float(price[horizon:term].sum())
