"""Rules of contracts, first in first out. One function a rule, named as in `Rule` and FORMULATION.md."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.model.arrays import Bools, Floats, Ints, before, windows
from scheduler.model.caps import WHOLE_HORIZON, open_from, summed
from scheduler.model.case import Case
from scheduler.model.index import Terms
from scheduler.rules import Rule


def contract_balance(case: Case) -> None:
    """Contract heads are the heads before, plus starts, less ends: both streams. Formula (16)."""
    v = case.variables
    for starts, ends, active in (
        (v.starts, v.ends, v.active),
        (v.converting_starts, v.converted, v.converting_active),
    ):
        case.matrix.require(
            Rule.CONTRACT_BALANCE,
            case.index.head_keys,
            [(active, 1.0), (before(active), -1.0), (starts, -1.0), (ends, 1.0)],
            0.0,
            0.0,
        )


def min_term(case: Case) -> None:
    """A contract head stays at least until the youngest age at which it may end. Formula (17)."""
    v = case.variables
    young = windows(v.starts, [each.stay for each in case.index.heads])
    case.matrix.require(Rule.MIN_TERM, case.index.head_keys, [(v.active, 1.0), (young, -1.0)], lower=0.0)


def max_term(case: Case) -> None:
    """A contract head stays at most the maximum term. Formula (18): binding from period M on."""
    index, v = case.index, case.variables
    lengths = {k: each.longest for k, each in enumerate(index.heads) if each.longest is not None}
    for length in sorted({length for length in lengths.values() if length < index.periods}):
        limited = [k for k, own in lengths.items() if own == length]
        keys, late = [index.head_keys[k] for k in limited], np.arange(length, index.periods)
        for starts, active in ((v.starts, v.active), (v.converting_starts, v.converting_active)):
            young = windows(starts[limited], [length] * len(limited))[:, late]
            terms = [(active[limited][:, late], 1.0), (young, -1.0)]
            case.matrix.require(Rule.MAX_TERM, keys, terms, upper=0.0, periods=late)


def running_contract(case: Case) -> None:
    """A running contract ends within its own dates. Formula (19)."""
    index, v = case.index, case.variables
    t = np.arange(index.periods)
    begun = np.array([np.where(t == lot.start, lot.running.heads, 0.0) for lot in index.lots]).reshape(
        -1, len(t)
    )
    case.matrix.require(
        Rule.RUNNING_CONTRACT,
        index.lot_keys,
        [(v.running_active, 1.0), (before(v.running_active), -1.0), (v.running_ends, 1.0)],
        begun,
        begun,
    )
    may_end, there = np.zeros_like(begun), np.zeros_like(begun)
    for row, lot in enumerate(index.lots):
        may_end[row, lot.free :] = np.inf
        there[row, lot.start : max(lot.start, lot.latest)] = np.inf
    case.matrix.require(Rule.RUNNING_CONTRACT, index.lot_keys, [(v.running_ends, 1.0)], upper=may_end)
    case.matrix.require(Rule.RUNNING_CONTRACT, index.lot_keys, [(v.running_active, 1.0)], upper=there)


def conversion(case: Case) -> None:
    """Contract heads join a pool only after the agreed time and up to the agreed number. Formula (20)."""
    index, v = case.index, case.variables
    young = windows(v.converting_starts, [each.convert_after for each in index.heads])
    case.matrix.require(
        Rule.CONVERSION, index.head_keys, [(v.converting_active, 1.0), (young, -1.0)], lower=0.0
    )
    most = [each.offer.conversion.max if each.offer.conversion else 0.0 for each in index.heads]
    for k, key in enumerate(index.head_keys):
        columns = v.converting_starts[k : k + 1]
        if most[k]:
            total = [(summed(columns), 1.0)]
            case.matrix.require(Rule.CONVERSION, [key], total, upper=most[k], periods=WHOLE_HORIZON)
        else:
            case.matrix.require(Rule.CONVERSION, [key], [(columns, 1.0)], upper=0.0, said=[False])


def contract_lead(case: Case) -> None:
    """No contract starts, and nothing is bought, before the vendor's lead time. Formula (21)."""
    index, v = case.index, case.variables
    heads = open_from(case, [each.offer.lead for each in index.heads])
    bought = open_from(case, [index.calls[k].offer.lead for k, _ in index.bought])
    case.matrix.require(Rule.CONTRACT_LEAD, index.head_keys, [(v.starts, 1.0)], upper=heads)
    case.matrix.require(Rule.CONTRACT_LEAD, index.head_keys, [(v.converting_starts, 1.0)], upper=heads)
    case.matrix.require(Rule.CONTRACT_LEAD, _bought_keys(case), [(v.bought, 1.0)], upper=bought)


def contract_notice(case: Case) -> None:
    """No running contract ends before its notice has run, but for one whose term runs out. Formula (22)."""
    index = case.index
    upper = open_from(case, [index.heads[k].offer.notice for k in index.lot_offer])
    for row, lot in enumerate(index.lots):
        upper[row, lot.latest : lot.latest + 1] = np.inf
    case.matrix.require(
        Rule.CONTRACT_NOTICE, index.lot_keys, [(case.variables.running_ends, 1.0)], upper=upper
    )


def contract_window(case: Case) -> None:
    """Contracts start and end within the offer's dates, terms included. Formula (23)."""
    index, v, rule = case.index, case.variables, Rule.CONTRACT_WINDOW
    there = _rows(case, [_not_ended(case, each) for each in index.heads])
    for starts, active, stays in (
        (v.starts, v.active, [each.stay for each in index.heads]),
        (v.converting_starts, v.converting_active, [each.convert_after for each in index.heads]),
    ):
        may_start = [_may_start(case, each, stay) for each, stay in zip(index.heads, stays)]
        case.matrix.require(rule, index.head_keys, [(starts, 1.0)], upper=_rows(case, may_start))
        case.matrix.require(rule, index.head_keys, [(active, 1.0)], upper=there)
    calls = [index.calls[k] for k, _ in index.bought]
    may_buy = [_open_from(case, each) & _not_ended(case, each) for each in calls]
    case.matrix.require(rule, _bought_keys(case), [(v.bought, 1.0)], upper=_rows(case, may_buy))


def new_heads(case: Case, offers: Sequence[int]) -> Ints:
    """Heads of new contracts with these offers, both streams, as members. Shape (len(offers), T, 2)."""
    return np.stack([case.variables.active[offers], case.variables.converting_active[offers]], axis=2)


def new_starts(case: Case, offers: Sequence[int]) -> Ints:
    """Starts of new contracts with these offers, both streams, as members. Shape (len(offers), T, 2)."""
    return np.stack([case.variables.starts[offers], case.variables.converting_starts[offers]], axis=2)


def all_heads(case: Case, offers: list[int]) -> Ints:
    """C: heads of these offers, running contracts included, as members. Shape (1, T, members)."""
    index, v = case.index, case.variables
    lots = [place for k in offers for place in index.lots_of(k)]
    rows = np.concatenate([v.active[offers], v.converting_active[offers], v.running_active[lots]])
    return rows.T[None]


def _bought_keys(case: Case) -> list[str]:
    return [case.index.calls[k].offer.key for k, _ in case.index.bought]


def _rows(case: Case, open_: Sequence[Bools]) -> Floats:
    """Upper bounds (n, T): none where open, else 0."""
    return np.where(np.array(open_, dtype=bool).reshape(-1, case.index.periods), np.inf, 0.0)


def _open_from(case: Case, terms: Terms) -> Bools:
    opens, days = terms.offer.start_from, case.index.clock.first_days[: case.index.periods]
    return np.array([opens is None or day >= opens for day in days])


def _not_ended(case: Case, terms: Terms) -> Bools:
    ends, days = terms.offer.last_end, case.index.clock.first_days[: case.index.periods]
    return np.array([ends is None or day < ends for day in days])


def _may_start(case: Case, terms: Terms, stay: int) -> Bools:
    """Within the days for starts, and early enough to stay as long as agreed before the last end."""
    index, offer = case.index, terms.offer
    until, last = offer.start_until, offer.last_end
    in_time = np.array([until is None or day <= until for day in index.clock.first_days[: index.periods]])
    ends = np.inf if last is None else index.timeline.at_or_after(last)
    may: Bools = _open_from(case, terms) & in_time & (np.arange(index.periods) + stay <= ends)
    return may
