"""From the solver's units and outcomes back to the user's."""

from __future__ import annotations

import numpy as np

from scheduler.engine.answers import Relaxed, Status
from scheduler.engine.scale import Scaled
from scheduler.engine.wire import Outcome, Solved

NOTHING = np.zeros(0)
INFEASIBLE = Solved(Outcome.INFEASIBLE, np.inf, NOTHING, NOTHING)
OUT_OF_TIME = Solved(Outcome.TIME_LIMIT, np.nan, NOTHING, NOTHING)

_STATUS = {
    Outcome.FINISHED: Status.OPTIMAL,
    Outcome.INFEASIBLE: Status.INFEASIBLE,
    Outcome.TIME_LIMIT: Status.NONE_IN_TIME,
    Outcome.NODE_LIMIT: Status.NONE_IN_TIME,
}


def relaxed(solved: Solved, scale: Scaled) -> Relaxed:
    """A solved linear program in the user's units.

    Reduced costs are taken from the duals as cost − Aᵀ·duals: the same for free, bounded and fixed
    columns, whatever the solver's presolve did with them.
    """
    status = _STATUS[solved.outcome]
    objective = scale.cost(solved.objective)
    if status is not Status.OPTIMAL:
        return Relaxed(status, objective, NOTHING, NOTHING, NOTHING)
    program = scale.program
    pulls = program.entries * solved.duals[program.rows]
    reduced = program.cost - np.bincount(program.columns, pulls, minlength=len(program.cost))
    return Relaxed(status, objective, solved.values, scale.duals(solved.duals), reduced / scale.cost_factor)
