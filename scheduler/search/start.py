"""An earlier plan as a place to begin: its actions, where this problem still knows them."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.baseline import Baseline
from scheduler.model.case import Case
from scheduler.model.decisions import whole_numbers
from scheduler.plan import Plan


def values_of(case: Case, plan: Plan) -> Floats:
    """All columns (n,): whole heads as in the plan's actions, nan elsewhere. Not yet a plan of this case."""
    earlier = Baseline(plan, case.index.timeline)
    values = np.full(case.matrix.width, np.nan)
    for quantity, owner, columns in whole_numbers(case):
        values[columns] = earlier.heads(quantity, owner)
    return values
