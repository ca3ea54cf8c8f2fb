"""From the solver's last word (or the process' death) to a plan that holds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from scheduler.engine.answers import EngineCrashed
from scheduler.engine.desk import Desk
from scheduler.engine.fit import cost_of, is_plan, real_part, rounded
from scheduler.engine.program import Floats, Program
from scheduler.engine.wire import Outcome, Relax, Solved
from scheduler.engine.worker import Overdue

TRIES = 3  # incumbents looked at, newest first, before giving up
GRACE = 1.0


def best_plan(
    desk: Desk, program: Program, found: Iterable[Floats], hint: Floats | None, seconds: float
) -> Floats | None:
    """The first of the found values (n each) that can be made a plan, or the hint where that is cheaper.

    `program` is scaled; `hint` is a plan. None when nothing holds with its whole columns rounded.
    """
    fitted = (fit(desk, program, values, seconds) for values in islice(found, TRIES))
    plan = next((values for values in fitted if values is not None), None)
    if hint is None or (plan is not None and cost_of(program, plan) <= cost_of(program, hint)):
        return plan
    return fit(desk, program, hint, seconds)


def fit(desk: Desk, program: Program, values: Floats, seconds: float) -> Floats | None:
    """Round whole columns, fix them, and set the real ones anew by a linear program.

    Falls back to the rounded values as they are, if they hold, when that program does not finish.
    """
    whole = rounded(program, values)
    part = real_part(program, whole)
    if part is None:
        return None
    if len(part.cost):
        solved = _relax(desk, part, seconds)
        if solved is not None:
            anew = whole.copy()
            anew[~program.whole] = solved
            anew = rounded(program, anew)
            if is_plan(program, anew):
                return anew
    return whole if is_plan(program, whole) else None


def _relax(desk: Desk, part: Program, seconds: float) -> Floats | None:
    try:
        solved = desk.worker().ask(Relax(part, seconds), seconds=seconds + GRACE)
    except (Overdue, EngineCrashed):
        return None
    assert isinstance(solved, Solved)
    return solved.values if solved.outcome is Outcome.FINISHED else None
