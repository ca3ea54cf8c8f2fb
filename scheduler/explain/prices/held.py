"""The whole numbers of a plan, as columns and the values they are held at."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import Floats, Ints
from scheduler.model.case import Case
from scheduler.model.decisions import whole_numbers
from scheduler.plan import ByPeriod, Plan
from scheduler.search.pieces.rounding import decided, followed


def heads_held(case: Case, plan: Plan) -> tuple[Ints, Floats]:
    """All heads that a plan of this case decides, with the marks that follow from them: columns, values."""
    values = np.zeros(case.matrix.width)
    for quantity, owner, columns in whole_numbers(case):
        values[columns] = _ledger(plan, quantity, owner)
    values = followed(case, values)
    used = case.variables.used[:, 0]
    values[used] = [float(plan.vendors[vendor.key].used) for vendor in case.index.vendors]
    columns = np.union1d(decided(case), used)
    return columns, values[columns]


def _ledger(plan: Plan, quantity: str, owner: str) -> ByPeriod:
    """Heads by period under the name they have in the ledgers."""
    if quantity == "moves":
        return plan.moves[owner].heads
    if quantity == "running_ends":
        return plan.running[owner].ends
    ledgers = plan.offers if quantity in ("starts", "ends", "converting_starts", "converted") else plan.pools
    found: ByPeriod = getattr(ledgers[owner], quantity)
    return found
