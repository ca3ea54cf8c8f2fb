"""What the engine says: answers, progress, and the two ways in which it can fail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.engine.program import Floats
from scheduler.errors import OurFault


class EngineFault(OurFault):
    """The program cannot be solved as given: a number is not finite, the cost has no floor, or the
    solver said something we do not understand. Asking again gives the same."""


class EngineCrashed(OurFault):
    """The solver process died (killed, out of memory, native bug). The next call starts a new one."""


class Status(StrEnum):
    """What is known about the program.

    optimal: a plan, and the proof that none is cheaper. feasible: a plan. infeasible: the proof that
    there is no plan. none_in_time: no plan found, and no proof that there is none.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NONE_IN_TIME = "none_in_time"


class StopReason(StrEnum):
    """Why the search ended; `crashed`: the solver failed on the way and its best plan was saved."""

    PROVED = "proved"
    GAP = "gap"
    TIME_LIMIT = "time_limit"
    STOPPED = "stopped"
    WORK_LIMIT = "work_limit"
    CRASHED = "crashed"


@dataclass(frozen=True)
class Progress:
    """Where a running search stands, in the user's units; None where nothing is known yet."""

    seconds: float
    incumbent: float | None
    bound: float | None
    gap: float | None


@dataclass(frozen=True)
class Answer:
    """The end of a search. `values` has one number per column; whole columns are exact integers."""

    status: Status
    stop_reason: StopReason
    values: Floats | None
    objective: float | None
    bound: float  # no plan costs less; -inf when nothing is proven
    seconds: float
    nodes: int
    gap: float  # (objective - bound) / |objective|; inf when there is no plan


@dataclass(frozen=True)
class Relaxed:
    """The program with whole columns allowed to be fractions. Arrays are empty unless status is optimal.

    `duals[i]` is the change of the objective per unit of row i's bound, `reduced_costs[j]` per unit of
    column j's value: each a subgradient of the least cost, in the user's units.
    """

    status: Status
    objective: float  # inf when infeasible
    values: Floats  # n
    duals: Floats  # m
    reduced_costs: Floats  # n


def gap_between(objective: float | None, bound: float | None) -> float:
    """(objective − bound) / |objective|: 0 when they meet, inf when either is unknown."""
    if objective is None or bound is None or bound == float("-inf"):
        return float("inf")
    if bound >= objective:
        return 0.0
    return (objective - bound) / abs(objective) if objective else float("inf")
