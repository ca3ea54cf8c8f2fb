"""Upper bounds that no best plan needs to pass: a solver without them wades through a million heads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scheduler.engine import Program
from scheduler.model.arrays import Floats
from scheduler.model.case import Case


def bounded(case: Case) -> Program:
    """The program with heads of contracts and hires bounded by the input's limits, or by all the work.

    More heads than all the work could take at the slowest productive age only cost. An earlier plan
    may hold more, so what it holds is added.
    """
    program, index, v = case.matrix.program(), case.index, case.variables
    upper = program.upper.copy()
    for k, key in enumerate(index.head_keys):
        if index.heads[k].offer.supervision and _idle_is_limited(case):
            continue  # heads may be worth their money for the hours that own people supervise them
        starts, twins = _earlier(case, "starts", key), _earlier(case, "converting_starts", key)
        _lower(upper, index.most_heads(k) + starts.sum(), (v.starts[k], v.ends[k], v.active[k]))
        _lower(
            upper,
            index.most_heads(k) + twins.sum(),
            (v.converting_starts[k], v.converted[k], v.converting_active[k]),
        )
    for g, key in enumerate(index.pool_keys):
        np.minimum.at(upper, v.hires[g], np.maximum(_hires(case, g), _earlier(case, "hires", key)))
    for place, lot in enumerate(index.lots):
        np.minimum.at(upper, v.running_ends[place], lot.running.heads)
    return replace(program, upper=np.maximum(upper, program.lower))


def _idle_is_limited(case: Case) -> bool:
    policy, pools = case.index.problem.policy, case.index.pools
    return policy.max_idle is not None or any(each.pool.max_idle is not None for each in pools)


def _hires(case: Case, pool: int) -> Floats:
    """The most hires by period that the caps allow. Shape (T,)."""
    hire, policy = case.index.pools[pool].pool.hire, case.index.problem.policy
    totals = [hire.max_total if hire else None, policy.max_hires]
    most = np.full(
        case.index.periods, min([float(each) for each in totals if each is not None], default=np.inf)
    )
    if hire and hire.max:
        for periods, cap in case.index.clock.allowed(hire.max):
            most[periods] = np.minimum(most[periods], cap)
    return most


def _lower(upper: Floats, most: float, blocks: tuple[np.ndarray, ...]) -> None:
    for columns in blocks:
        np.minimum.at(upper, columns, most)


def _earlier(case: Case, quantity: str, owner: str) -> Floats:
    if case.baseline is None:
        return np.zeros(case.index.periods)
    return case.baseline.heads(quantity, owner)
