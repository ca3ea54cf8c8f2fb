"""Contracts where an earlier plan is cut: whatever is there or signed runs, by its own dates and rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from scheduler.model.index import Lot, Terms
from scheduler.plan import Action
from scheduler.problem import Offer, RateCard, Running
from scheduler.replan.carry.called_off import is_called_off
from scheduler.replan.carry.rates import signed_rate
from scheduler.replan.carry.terms import forced_end
from scheduler.replan.cut import Cut
from scheduler.words import day

TRACE = 1e-9


class Ending(NamedTuple):
    """Heads of a running contract whose end the earlier plan foresaw; None: it foresaw none."""

    lot: str
    heads: float
    end: date | None
    decide_by: date | None


class Dates(NamedTuple):
    """When a contract may end without a fee, before when not even for one, and when it is over."""

    earliest: date
    bound: date | None
    latest: date | None


class Signed(NamedTuple):
    """Running contracts at the cut, and the ends that are planned for them and not decided."""

    lots: tuple[Running, ...]
    endings: tuple[Ending, ...]


def signed(cut: Cut, card: RateCard) -> Signed:
    """Everything under contract at the cut or signed by then."""
    offers = {offer.key: offer for offer in card.offers}
    lots: list[Running] = []
    endings: list[Ending] = []
    for lot in cut.index.lots:
        for running, ending in _of_running(cut, lot, offers):
            lots.append(running)
            endings += ending
    known = {lot.running.key for lot in cut.index.lots}
    names = known | {lot.key for lot in card.running}
    for terms in cut.index.heads:
        for running, ending in _of_actions(cut, terms, offers, names):
            lots.append(running)
            endings += ending
    new = (lot for lot in card.running if lot.key not in known)
    return Signed((*lots, *new), tuple(endings))


def _of_running(cut: Cut, lot: Lot, offers: dict[str, Offer]) -> Iterator[tuple[Running, list[Ending]]]:
    """A contract that ran before: what is left of it, and apart what has notice to go."""
    key, started = lot.running.key, lot.start < cut.period
    heads = cut.plan.running[key].active[cut.period - 1] if started else lot.running.heads
    rate = lot.running.rate
    if rate is None:
        end = cut.timeline.first_day(lot.latest) if lot.latest < len(lot.price) else None
        rate = signed_rate(cut, lot.running.offer, lot.running.started, end, offers)
    held = lot.running.min_heads_hold or _kept_to_least_heads(cut, lot)
    rest = lot.running.model_copy(update={"rate": rate, "min_heads_hold": held, **_not_before(cut, lot)})
    undecided: list[Ending] = []
    for action in cut.plan.actions:
        if (action.kind, action.owner) != ("end_running", key) or action.start < cut.start:
            continue
        if is_called_off(cut, lot, action):
            heads -= action.heads
            continue
        if cut.timeline.at_or_after(action.start) == lot.latest:
            continue
        if cut.is_decided(action.decide_by):
            heads -= action.heads
            ends = {"earliest_end": action.start, "bound_until": action.start, "latest_end": action.start}
            name = f"{key} to {day(action.start)}"
            yield rest.model_copy(update={"key": name, "heads": action.heads, **ends}), []
        else:
            undecided.append(Ending(key, action.heads, action.start, action.decide_by))
    over = cut.timeline.first_day(lot.latest) < cut.start if lot.latest < len(lot.price) else False
    if heads > TRACE and not over:
        yield rest.model_copy(update={"heads": heads}), undecided


def _kept_to_least_heads(cut: Cut, lot: Lot) -> bool:
    """Whether the earlier plan ended some of what ran with it, and could not let the rest go on with fewer
    than the least heads: with those it ended, enough ran."""
    index = cut.index
    offer = index.heads[index.lot_offer[index.lots.index(lot)]]
    groups = [([index.heads.index(offer)], offer.offer.min_heads)]
    groups += [(index.heads_of(offer.vendor.key), offer.vendor.min_heads_if_used)]
    rules = [(offers, least) for offers, least in groups if least > 0]
    there = slice(cut.period, None)
    return bool(rules) and all(
        _has_ended(cut, offers) and not index.lots_alone(offers, least)[1][there][lot.heads[there] > 0].any()
        for offers, least in rules
    )


def _has_ended(cut: Cut, offers: list[int]) -> bool:
    """Whether a running contract of these offers was ended, or is to end by what is decided."""
    keys = {cut.index.lots[place].running.key for k in offers for place in cut.index.lots_of(k)}
    ends = (each for each in cut.plan.actions if each.kind == "end_running" and each.owner in keys)
    return any(each.start < cut.start or cut.is_decided(each.decide_by) for each in ends)


def _not_before(cut: Cut, lot: Lot) -> dict[str, date]:
    """The dates of a contract that starts within the period before the cut: it counts from the cut on."""
    if lot.start < cut.period or lot.running.started >= cut.start or not cut.period:
        return {}
    dates = {"started": cut.start, "earliest_end": cut.timeline.first_day(lot.earliest)}
    return dates | ({"latest_end": cut.timeline.first_day(lot.latest)} if lot.latest < len(lot.price) else {})


def _of_actions(
    cut: Cut, terms: Terms, offers: dict[str, Offer], names: set[str]
) -> Iterator[tuple[Running, list[Ending]]]:
    """Contracts of one offer that the earlier plan ordered and that run or are signed at the cut."""
    groups: dict[tuple[date, date | None, bool], list[Action]] = defaultdict(list)
    for action in cut.plan.actions:
        mine = action.owner == terms.offer.key and action.kind in ("contract", "conversion")
        over = action.end is not None and action.end < cut.start
        if mine and cut.has_begun(action) and not over:
            joins = action.kind == "conversion"
            groups[action.start, action.end if _fixed(cut, action) else None, joins].append(action)
    for (start, end, joins), actions in groups.items():
        key = f"{terms.offer.key} since {day(start)}{_until(terms, end, joins)}"
        while key in names:
            key += " again"
        names.add(key)
        dates = _agreed(terms, end) if end else _dates(cut, terms, start, joins)
        yield (
            Running(
                key=key,
                offer=terms.offer.key,
                heads=sum(action.heads for action in actions),
                started=start,
                earliest_end=dates.earliest,
                bound_until=dates.bound,
                latest_end=dates.latest,
                rate=signed_rate(cut, terms.offer.key, start, dates.latest, offers),
                joins=joins and end is not None,
                min_heads_hold=max(terms.offer.min_heads, terms.vendor.min_heads_if_used) > 0,
            ),
            [Ending(key, a.heads, a.end, a.end_decide_by) for a in actions if not end and a.end],
        )


def _agreed(terms: Terms, end: date) -> Dates:
    """Of a contract whose end is decided: no fee makes it sooner."""
    return Dates(end, end if terms.offer.early_exit_fee is not None else None, end)


def _dates(cut: Cut, terms: Terms, start: date, joins: bool) -> Dates:
    """Of a contract that may go on: whoever agreed to join after the plan stays until its end."""
    line, began = cut.timeline, cut.timeline.at_or_after(start)
    term, stay = began + terms.bound_term, began + terms.stay
    if joins:
        term, stay = began + terms.agreed, max(began + terms.convert_after, line.periods)
    latest = forced_end(cut, terms, began)
    earliest, bound = (min(line.first_day(t), latest or date.max) for t in (term, stay))
    binds = bound > cut.start and (bound > earliest or terms.offer.early_exit_fee is not None)
    return Dates(earliest, bound if binds else None, latest)


def _until(terms: Terms, end: date | None, joins: bool) -> str:
    """How a contract whose end is decided ends: it is over, or its heads join a team."""
    if end is None:
        return ""
    conversion = terms.offer.conversion
    how = f", joining {conversion.to_pool} on" if joins and conversion else " to"
    return f"{how} {day(end)}"


def _fixed(cut: Cut, action: Action) -> bool:
    """Whether the end is decided: notice is given, or it was agreed with the start."""
    if action.end is None:
        return False
    return action.kind == "conversion" or cut.is_decided(action.end_decide_by)
