"""Penalties on work, and the price of change. Named as in `Cost` and FORMULATION.md."""

from __future__ import annotations

import numpy as np

from scheduler.model.case import Case
from scheduler.model.decisions import decisions
from scheduler.rules import Cost


def shortage(case: Case) -> None:
    """Hours never done."""
    price = np.array([d.shortage_cost for d in case.index.work])
    case.matrix.price(Cost.SHORTAGE, _owners(case), case.variables.short, price)


def delay(case: Case) -> None:
    """Hours that wait."""
    price = np.array([d.delay_cost for d in case.index.work])
    case.matrix.price(Cost.DELAY, _owners(case), case.variables.waiting, price)


def early(case: Case) -> None:
    """Hours done ahead."""
    price = np.array([d.early_cost for d in case.index.work])
    case.matrix.price(Cost.EARLY, _owners(case), case.variables.ahead, price)


def change(case: Case) -> None:
    """Differences from the baseline plan: heads more or fewer, each start and each end."""
    price = case.index.problem.policy.change_cost
    if case.baseline is None or price == 0:
        return
    for each in decisions(case):
        free = np.array(each.free_periods(), dtype=np.int64)
        was = case.baseline.heads(each.quantity, each.owner)[None, free]
        more, fewer = (case.matrix.columns((1, case.index.periods)) for _ in range(2))
        terms = [(each.columns[None, free], 1.0), (more[:, free], -1.0), (fewer[:, free], 1.0)]
        case.matrix.require(Cost.CHANGE, [each.owner], terms, was, was, periods=free)
        case.matrix.price(Cost.CHANGE, [(each.owner, "")], np.stack([more, fewer], axis=2), price)


def _owners(case: Case) -> list[tuple[str, str]]:
    return [(key, "") for key in case.index.work_keys]
