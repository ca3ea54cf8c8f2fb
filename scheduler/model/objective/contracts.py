"""Cost lines of contracts. One function a kind, named as in `Cost` and FORMULATION.md."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints, gather, window
from scheduler.model.case import Case
from scheduler.model.contracts import all_heads, new_starts
from scheduler.model.index import Terms
from scheduler.model.objective.rates import band_prices, rate_by_age
from scheduler.problem import Overhead
from scheduler.rules import Cost


def contract(case: Case) -> None:
    """Contract heads at their rate by age, running contracts at theirs, bought hours and output."""
    index, v = case.index, case.variables
    for k, each in enumerate(index.heads):
        owner = (each.offer.key, "")
        most, converting = index.most_heads(k), (v.converting_starts[k], v.converting_active[k])
        rate_by_age(case, owner, each, (v.starts[k], v.active[k]), each.stay, most)
        rate_by_age(case, owner, each, converting, each.convert_after, most)
        lots = [place for place in index.lots_of(k) if index.lots[place].running.rate is None]
        heads = np.concatenate([v.active[[k]], v.converting_active[[k]], v.running_active[lots]]).T
        signed = sum(index.lots[place].running.heads for place in lots)
        band_prices(case, owner, each, heads, most + signed)
    for place, lot in enumerate(index.lots):
        line = (index.heads[index.lot_offer[place]].offer.key, lot.running.key)
        case.matrix.price(Cost.CONTRACT, [line], v.running_active[place][None], _planned(case, lot.price))
    for row, (k, skill) in enumerate(index.bought):
        line = (index.calls[k].offer.key, skill)
        price = _planned(case, index.calls[k].skill_price(skill))
        case.matrix.price(Cost.CONTRACT, [line], v.bought[row][None], price)
    for k, each in enumerate(index.calls):
        rows = [row for row, (owner_of, _) in enumerate(index.bought) if owner_of == k]
        most = sum(index.most_hours(k, index.bought[row][1]) for row in rows)
        band_prices(case, (each.offer.key, ""), each, v.bought[rows].T, most)


def onboarding(case: Case) -> None:
    """Bringing contract heads on board, signed ones included."""
    for k, each in enumerate(case.index.heads):
        _per_start(case, k, Cost.ONBOARDING, "", each.offer.onboarding * each.exchange)


def contract_overhead(case: Case) -> None:
    """Overheads of contract heads: per head, per start, per productive hour, or a share of the rate."""
    index = case.index
    for place, each in enumerate(index.heads + index.calls):
        for part in each.offer.overheads:
            _overhead(case, place, each, part)


def exit(case: Case) -> None:
    """Contract heads who end."""
    index, v = case.index, case.variables
    for k, each in enumerate(index.heads):
        lots = [place for place in index.lots_of(k) if not index.lots[place].running.joins]
        ends = np.concatenate([v.ends[k][None], v.running_ends[lots]]).T[None]
        case.matrix.price(Cost.EXIT, [(each.offer.key, "")], ends, each.offer.exit * each.exchange)


def early_exit(case: Case) -> None:
    """Fees for leaving before the minimum term: a share of the rate for what is left of it."""
    index, v = case.index, case.variables
    for k, each in enumerate(index.heads):
        fee = each.offer.early_exit_fee
        if fee is None:
            continue
        owner = (each.offer.key, "")
        gone = case.matrix.columns((1, index.periods))
        bound = window(v.starts[k], min(each.bound_term, index.periods))
        terms = [(gone, 1.0), (bound[None], -1.0), (v.active[k][None], 1.0)]
        case.matrix.require(Cost.EARLY_EXIT, [each.offer.key], terms, lower=0.0)
        case.matrix.price(Cost.EARLY_EXIT, [owner], gone, fee * _planned(case, each.price))
        for place in index.lots_of(k):
            _running_exit(case, place, owner, fee)


def commitment_shortfall(case: Case) -> None:
    """Committed and not used: paid in the period of the span's end, or the last."""
    index = case.index
    for place, vendor in enumerate(index.vendors):
        if vendor.commitment is None:
            continue
        exchange = index.exchange[vendor.key]
        end = min(index.timeline.at_or_after(vendor.commitment.until), index.periods) - 1
        _once(
            case,
            Cost.COMMITMENT_SHORTFALL,
            vendor.key,
            case.variables.shortfall[place],
            exchange,
            max(0, end),
        )


def vendor_fixed(case: Case) -> None:
    """Taking on a vendor: once, in the first period in which one of its offers can start."""
    index = case.index
    for place, vendor in enumerate(index.vendors):
        offers = [each for each in index.heads + index.calls if each.vendor.key == vendor.key]
        price = index.fixed_cost(vendor)
        if not price or not offers:
            continue
        starts = [index.first_start(each) for each in offers]
        first = min([index.periods - 1, *(start for start in starts if start is not None)])
        _once(case, Cost.VENDOR_FIXED, vendor.key, case.variables.used[place], price, first)


def conversion_fee(case: Case) -> None:
    """Contract heads who join a pool."""
    for k, each in enumerate(case.index.heads):
        if each.offer.conversion:
            fee = each.offer.conversion.fee * each.exchange
            columns = case.variables.converted[k : k + 1]
            case.matrix.price(Cost.CONVERSION_FEE, [(each.offer.key, "")], columns, fee)


def _planned(case: Case, values: Floats) -> Floats:
    """The horizon's part of an array over periods, as one row. Shape (1, T)."""
    return values[: case.index.periods][None]


def _once(case: Case, kind: Cost, owner: str, column: Ints, price: float, period: int) -> None:
    """A price of one column, dated in one period."""
    columns = np.full((1, case.index.periods), ABSENT, dtype=np.int64)
    columns[0, period] = column[0]
    case.matrix.price(kind, [(owner, "")], columns, price)


def _signed_starts(case: Case, k: int) -> Floats:
    """Heads of running contracts that start in each period. Shape (T,)."""
    heads = np.zeros(case.index.periods)
    for place in case.index.lots_of(k):
        lot = case.index.lots[place]
        if lot.running.started >= case.index.clock.first_days[0] and lot.start < case.index.periods:
            heads[lot.start] += lot.running.heads
    return heads


def _per_start(case: Case, k: int, kind: Cost, part: str, amount: float) -> None:
    owner, known = (case.index.heads[k].offer.key, part), amount * _signed_starts(case, k)
    case.matrix.price(kind, [owner], new_starts(case, [k]), amount, known[None])


def _overhead(case: Case, place: int, each: Terms, part: Overhead) -> None:
    index, kind, owner = case.index, Cost.CONTRACT_OVERHEAD, [(each.offer.key, part.name)]
    amount = part.amount * each.exchange
    if part.basis == "start":
        _per_start(case, place, kind, part.name, amount)
    elif part.basis == "head":
        case.matrix.price(kind, owner, all_heads(case, [place]), amount * index.clock.spans(part.per))
    elif part.basis == "productive_hour":
        group = index.pairs_of_supplier(len(index.pools) + place)
        case.matrix.price(kind, owner, gather(case.variables.delivered, [group]), amount)
    else:
        case.matrix.share_of(Cost.CONTRACT, each.offer.key, kind, owner[0], part.amount)


def _running_exit(case: Case, place: int, owner: tuple[str, str], fee: float) -> None:
    """Heads of a running contract who are gone before its earliest end pay each period that is left."""
    index, lot = case.index, case.index.lots[place]
    t = np.arange(index.periods)
    bound = (t >= lot.start) & (t < lot.earliest)
    price = fee * np.where(bound, lot.own_price[: index.periods], 0.0)[None]
    columns = case.variables.running_active[place][None]
    case.matrix.price(Cost.EARLY_EXIT, [owner], columns, -price, price * lot.running.heads)
