"""Rules of the planner and of finance. Named as in `Rule` and FORMULATION.md."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import Floats, Ints
from scheduler.model.caps import WHOLE_HORIZON, summed
from scheduler.model.case import Case
from scheduler.model.contracts import all_heads
from scheduler.model.decisions import decisions
from scheduler.model.inhouse import first_down
from scheduler.rules import Cost, Rule


def headcount_total(case: Case) -> None:
    """Own people in all stay within the policy's number, from where the plan can act. Formula (40)."""
    index, limit = case.index, case.index.problem.policy.max_headcount
    if limit is None or not index.pools:
        return
    upper = np.maximum(index.clock.values(limit)[: index.periods], _sure_to_stay(case))
    case.matrix.require(Rule.HEADCOUNT_TOTAL, ["all"], [(_own(case), 1.0)], upper=upper[None])


def total_heads(case: Case) -> None:
    """Own and contract people in all stay within the policy's number, from where the plan can act.
    Formula (41)."""
    index, limit = case.index, case.index.problem.policy.max_total_heads
    if limit is None:
        return
    offers = list(range(len(index.heads)))
    least = _least_own(case) + index.bound_lot_heads(offers)
    upper = np.maximum(index.clock.values(limit)[: index.periods], least)
    heads = np.concatenate([_own(case), all_heads(case, offers)], axis=2)
    if heads.size:
        case.matrix.require(Rule.TOTAL_HEADS, ["all"], [(heads, 1.0)], upper=upper[None])


def hires_total(case: Case) -> None:
    """All hires together stay within the policy's number. Formula (42)."""
    limit, hires = case.index.problem.policy.max_hires, case.variables.hires
    if limit is not None and hires.size:
        total = [(summed(hires), 1.0)]
        case.matrix.require(Rule.HIRES_TOTAL, ["all"], total, upper=limit, periods=WHOLE_HORIZON)


def vendor_count(case: Case) -> None:
    """No more vendors are used than the policy allows. Formula (43)."""
    limit, used = case.index.problem.policy.max_vendors, case.variables.used
    if limit is not None and used.size:
        total = [(summed(used), 1.0)]
        case.matrix.require(Rule.VENDOR_COUNT, ["all"], total, upper=float(limit), periods=WHOLE_HORIZON)


def budget(case: Case) -> None:
    """Cash in a span stays within its budget. Formula (44)."""
    cash = {kind for kind in Cost if kind.cash and not kind.tail}
    for limit in case.index.problem.policy.budget:
        inside = case.index.clock.share_inside(limit.since, limit.until)
        columns, prices, known = case.matrix.money(cash, inside)
        owner = f"{limit.since} to {limit.until}"
        terms = [(columns[None, None], prices[None, None])]
        case.matrix.require(Rule.BUDGET, [owner], terms, upper=limit.amount - known, periods=WHOLE_HORIZON)


def frozen(case: Case) -> None:
    """What was to be decided before the frozen date is as in the baseline. Formula (45)."""
    until = case.index.problem.policy.frozen_until
    if until is None or case.baseline is None:
        return
    for each in decisions(case):
        early = [t for t in each.free_periods() if each.decide_by(t) < until]
        if early:
            was = case.baseline.heads(each.quantity, each.owner)[early][None]
            columns = each.columns[None, early]
            case.matrix.require(
                Rule.FROZEN, [each.owner], [(columns, 1.0)], was, was, periods=np.array(early)
            )


def _sure_to_stay(case: Case) -> Floats:
    """Own heads that nothing can lower: all before the first release or move out, then who cannot go."""
    down = min((first_down(case, g) for g in range(len(case.index.pools))), default=0)
    path, staying = (
        case.by_pool(choose).sum(axis=0) for choose in (lambda g: g.path, lambda g: g.bound_to_stay)
    )
    heads: Floats = np.where(np.arange(case.index.periods) < down, path, staying)
    return heads


def _least_own(case: Case) -> Floats:
    """Own heads that are there whatever is decided: who is bound, and whom nobody may release."""
    index, heads = case.index, np.zeros(case.index.periods)
    losing = {index.move_from[m] for m, move in enumerate(index.moves) if move.survival < 1}
    for g, each in enumerate(index.pools):
        staying, release = each.bound_to_stay, each.pool.release
        if g in losing:
            heads += staying
            continue
        may_go = np.zeros(index.periods)
        if release:
            first = index.timeline.earliest_start(release.notice)
            may_go[first:] = release.max_of_present + each.free[first : index.periods]
        heads += np.maximum(staying, each.path - may_go)
    return heads


def _own(case: Case) -> Ints:
    return case.variables.heads.T[None]
