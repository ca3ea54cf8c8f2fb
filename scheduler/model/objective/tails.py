"""What comes after the horizon, so that its end cheats neither way. Named as in `Cost`."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import Floats, Ints
from scheduler.model.case import Case
from scheduler.model.hired import bound_after
from scheduler.model.index import Terms as OfferTerms
from scheduler.model.matrix import Terms
from scheduler.rules import Cost


def commitment_tail(case: Case) -> None:
    """A contract whose minimum term passes the horizon pays the rest, or the fee's share of it."""
    index, v = case.index, case.variables
    for k, each in enumerate(index.heads):
        fee = each.offer.early_exit_fee
        owner = [(each.offer.key, "")]
        _pay(case, owner, v.starts[k], _rest(case, each, each.bound_term, each.stay, fee))
        _pay(case, owner, v.converting_starts[k], _rest(case, each, each.agreed, each.agreed, None))
        for place in index.lots_of(k):
            _running_tail(case, place, owner, fee)


def exit_tail(case: Case) -> None:
    """Exits of contract heads still there at the end; nobody is said to convert for not paying it."""
    index, v = case.index, case.variables
    for k, each in enumerate(index.heads):
        lots = [place for place in index.lots_of(k) if not index.lots[place].running.joins]
        own = [v.active[k, -1:], v.converting_active[k, -1:]]
        last = np.concatenate([*own, v.running_active[lots, -1]])[None, None]
        price = each.offer.exit * each.exchange
        case.matrix.price(Cost.EXIT_TAIL, [(each.offer.key, "")], last, price, after=True)


def tenure_tail(case: Case) -> None:
    """Loaded pay of hires, and of known people, still bound after the horizon, beyond those needed then."""
    index = case.index
    for g, each in enumerate(index.pools):
        last = max(index.periods + each.tenure - 1, int(np.flatnonzero(each.owed).max(initial=-1)) + 1)
        if each.needed_after is None or last <= index.periods:
            continue
        after = range(index.periods, last)
        columns, share = bound_after(index, case.variables, g, after)
        beyond = case.matrix.columns((1, len(after)))
        terms: Terms = [(beyond, 1.0), (columns[None], -share[None])]
        key, periods = each.pool.key, np.array(after)
        lower = each.owed[None, periods] - each.hires_needed
        case.matrix.require(Cost.TENURE_TAIL, [key], terms, lower=lower, periods=periods)
        pay = each.loaded[periods][None, None]
        case.matrix.price(Cost.TENURE_TAIL, [(key, "")], beyond[:, None, :], pay, after=True)


def end_release(case: Case) -> None:
    """Releasing who is not needed after the horizon."""
    for g, each in enumerate(case.index.pools):
        if each.needed_after is None:
            continue
        release = each.pool.release
        above = case.matrix.columns((1, 1))
        terms = [(above, 1.0), (case.variables.heads[g : g + 1, -1:], -1.0)]
        last = np.array([case.index.periods - 1])
        case.matrix.require(Cost.END_RELEASE, [each.pool.key], terms, lower=-each.needed_after, periods=last)
        _after(case, Cost.END_RELEASE, g, above, release.cost if release else each.turnover)


def depletion_tail(case: Case) -> None:
    """Replacing who is missing after the horizon: hiring, and the ramp of the replacement."""
    for g, each in enumerate(case.index.pools):
        if each.needed_after is None:
            continue
        hire = each.pool.hire
        below = case.matrix.columns((1, 1))
        terms = [(below, 1.0), (case.variables.heads[g : g + 1, -1:], 1.0)]
        last = np.array([case.index.periods - 1])
        case.matrix.require(
            Cost.DEPLETION_TAIL, [each.pool.key], terms, lower=each.needed_after, periods=last
        )
        price = each.turnover
        if hire:
            price = sum(hire.costs.values()) + float(each.loaded[case.index.periods]) * each.ramp_lost()
        _after(case, Cost.DEPLETION_TAIL, g, below, price)


def ramp_tail(case: Case) -> None:
    """The rest of the ramp of who still ramps at the end."""
    new, last = case.newcomers, case.index.periods - 1
    for g, each in enumerate(case.index.pools):
        if each.needed_after is None or not each.ages:
            continue
        price = np.zeros(new.columns.shape[2])
        price[: each.ages] = float(each.loaded[case.index.periods]) * each.ramp_left()
        known = float((new.known[g, last] * price).sum())
        columns, prices = new.columns[g, last], price * new.survival[g, last]
        case.matrix.price(
            Cost.RAMP_TAIL, [(each.pool.key, "")], columns[None, None], prices[None, None], known, after=True
        )


def _rest(case: Case, each: OfferTerms, term: int, stay: int, fee: float | None) -> Floats:
    """For a start in each period, the price of what is left of its term after the horizon. Shape (T,).

    In full where there is no fee, and up to the age `stay`, below which nobody can leave for it.
    """
    horizon = case.index.periods
    rest = np.zeros(horizon)
    for start in range(max(0, horizon - term + 1), horizon):
        for age in range(horizon - start, term):
            share = 1.0 if fee is None or age < stay else fee
            rest[start] += share * each.price[start + age] * each.price_at(age)
    return rest


def _pay(case: Case, owner: list[tuple[str, str]], columns: Ints, price: Floats) -> None:
    case.matrix.price(Cost.COMMITMENT_TAIL, owner, columns[None, None], price[None, None], after=True)


def _running_tail(case: Case, place: int, owner: list[tuple[str, str]], fee: float | None) -> None:
    index, lot = case.index, case.index.lots[place]
    horizon = index.periods
    if lot.start >= horizon:
        return
    free = lot.earliest if fee is None else min(lot.bound, lot.earliest)  # who is there is paid until then
    there = float(lot.price[horizon : max(horizon, free)].sum())
    gone = float(lot.price[max(horizon, free) : max(horizon, lot.earliest)].sum()) * (fee or 0.0)
    last = case.variables.running_active[place, -1:][None, None]
    case.matrix.price(Cost.COMMITMENT_TAIL, owner, last, there, gone * lot.running.heads, after=True)


def _after(case: Case, kind: Cost, pool: int, column: Ints, price: float) -> None:
    case.matrix.price(kind, [(case.index.pool_keys[pool], "")], column, float(price), after=True)
