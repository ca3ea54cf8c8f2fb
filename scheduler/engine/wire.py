"""What parent and child say to each other. Every program on the wire is tidy and scaled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.engine.program import Floats, Ints, Program


class Solver(StrEnum):
    """Who branches and bounds. SCIP's cuts close the gap of a middling program with a good plan in hand
    several times sooner; HiGHS is quicker on small programs and without a plan."""

    HIGHS = "highs"
    SCIP = "scip"


class Outcome(StrEnum):
    """How a solve ended, as far as the solver knows."""

    FINISHED = "finished"  # the gap asked for is reached, or nothing is left to search
    INFEASIBLE = "infeasible"
    TIME_LIMIT = "time_limit"
    NODE_LIMIT = "node_limit"


@dataclass(frozen=True)
class Search:
    """Branch and bound. The child writes every incumbent to the file as it is found."""

    program: Program
    time_limit: float
    gap: float
    seed: int
    node_limit: int | None
    hint: Floats | None  # n, nan where unknown
    tolerance: float
    incumbents: str
    solver: Solver


@dataclass(frozen=True)
class Relax:
    """The linear relaxation, from scratch."""

    program: Program
    time_limit: float


@dataclass(frozen=True)
class OpenSession:
    """Keep this program's relaxation warm under a number."""

    number: int
    program: Program


@dataclass(frozen=True)
class CloseSession:
    """Forget a session."""

    number: int


@dataclass(frozen=True)
class Rebase:
    """Fix columns of a session until the next rebase."""

    number: int
    columns: Ints
    values: Floats


@dataclass(frozen=True)
class Evaluate:
    """Solve a session once per point, each with its own columns fixed on top of the base.

    `whole_answer`: values and duals come back too, not the objectives alone.
    """

    number: int
    points: list[tuple[Ints, Floats]]
    whole_answer: bool
    time_limit: float


Request = Search | Relax | OpenSession | CloseSession | Rebase | Evaluate


@dataclass(frozen=True)
class Step:
    """News from a running search."""

    incumbent: float | None
    bound: float | None
    nodes: int


@dataclass(frozen=True)
class Found:
    """The end of a search."""

    outcome: Outcome
    values: Floats | None
    bound: float
    nodes: int


@dataclass(frozen=True)
class Solved:
    """One linear program solved; arrays are empty unless finished and asked for."""

    outcome: Outcome
    objective: float
    values: Floats
    duals: Floats


@dataclass(frozen=True)
class Done:
    """A request that has no result is done."""


@dataclass(frozen=True)
class Fault:
    """The request cannot be answered, and why."""

    text: str


Result = Found | Solved | list[Solved] | Done
Reply = Step | Result | Fault
