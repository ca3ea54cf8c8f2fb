"""Fees for contracts that end before their minimum term: what is decided of them before the cut."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.model.arrays import Floats
from scheduler.model.index import Lot, Terms
from scheduler.plan import Action
from scheduler.replan.carry.terms import forced_end
from scheduler.replan.cut import Cut
from scheduler.rules import Cost

Fee = tuple[Cost, int, float]


def fees(cut: Cut, offer: str) -> Iterator[Fee]:
    """The kind, the period and the amount; the period after the last stands for all time after the plan."""
    terms = next(each for each in cut.index.heads if each.offer.key == offer)
    share = terms.offer.early_exit_fee
    if share is None:
        return
    for action in cut.plan.actions:
        if (action.kind, action.owner) == ("contract", offer) and cut.has_begun(action):
            yield from _of_action(cut, terms, action, share * action.heads)
    for lot in cut.index.lots:
        for action in cut.plan.actions if lot.running.offer == offer else ():
            if (action.kind, action.owner) == ("end_running", lot.running.key):
                yield from _of_end(cut, lot, action, share * action.heads)


def _of_action(cut: Cut, terms: Terms, action: Action, share: float) -> Iterator[Fee]:
    began = cut.timeline.at_or_after(action.start)
    gone, term = _gone(cut, terms, action, began), began + terms.bound_term
    if gone is not None and gone < term:
        aged = terms.price.copy()
        for t in range(cut.timeline.periods, term):
            aged[t] *= terms.price_at(t - began)
        yield from _left(cut, share * terms.price, gone, term)
        yield from _after(cut, share * aged, gone, term)


def _of_end(cut: Cut, lot: Lot, action: Action, share: float) -> Iterator[Fee]:
    end = cut.timeline.at_or_after(action.start)
    if end < lot.latest and (action.start < cut.start or cut.is_decided(action.decide_by)):
        gone = max(end, lot.start)
        yield from _left(cut, share * lot.own_price, gone, lot.earliest)
        yield from _after(cut, share * lot.price, gone, lot.earliest)


def _gone(cut: Cut, terms: Terms, action: Action, began: int) -> int | None:
    """The period from which it is certain that nobody is there; None: there is no such period."""
    end = action.end
    if end is None or not (end < cut.start or cut.is_decided(action.end_decide_by)):
        end = forced_end(cut, terms, began)
    return None if end is None else cut.timeline.at_or_after(end)


def _left(cut: Cut, price: Floats, gone: int, term: int) -> Iterator[Fee]:
    for t in range(max(cut.period, gone), min(term, cut.timeline.periods)):
        yield Cost.EARLY_EXIT, t, float(price[t])


def _after(cut: Cut, price: Floats, gone: int, term: int) -> Iterator[Fee]:
    horizon = cut.timeline.periods
    yield Cost.COMMITMENT_TAIL, horizon, float(price[max(horizon, gone) : max(horizon, term)].sum())
