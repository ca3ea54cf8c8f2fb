"""Every solver by its name, how its process is begun, and what it is."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import SubprocessError

from tests.benchmarks.environment import python_with
from tests.benchmarks.instance import Written
from tests.benchmarks.run import Run, run

OURS, RELAXATION, REPORTS = "staffmix", "LP alone", "reports"


@dataclass(frozen=True)
class Solver:
    """A module of `peers` and the words it is given; `environment` when it needs one of its own.

    `exact`: whether it solves the program as it is, so that its bound is one of this program.
    """

    module: str
    about: str
    words: tuple[str, ...] = ()
    environment: str | None = None
    exact: bool = True


SOLVERS = {
    OURS: Solver("ours", "this planner, from problem to checked plan"),
    RELAXATION: Solver("relaxation", "the LP relaxation by our engine: the yardstick"),
    "highs": Solver("general", "OR-Tools HiGHS on the whole MIP", ("highs",)),
    "scip": Solver("general", "OR-Tools SCIP on the whole MIP", ("scip",)),
    "cp-sat": Solver(
        "general", "OR-Tools CP-SAT on the whole MIP, rounded to whole numbers", ("cp-sat",), exact=False
    ),
    "cbc": Solver("pulp_cbc", "PuLP with CBC on the whole MIP"),
    "linopy": Solver("linopy_highs", "linopy with HiGHS on the whole MIP", environment="linopy"),
    "spreadsheet": Solver("spreadsheet", "the greedy plan of a spreadsheet, no bound"),
    REPORTS: Solver("reports", "workbook and page of our plan"),
}
PEERS = tuple(name for name in SOLVERS if name not in (OURS, RELAXATION, REPORTS))
MIP_SEARCHES = ("highs", "scip", "cp-sat", "cbc", "linopy")


def solved_by(name: str, instance: Written, seconds: float, gap: float, earlier: Path | None = None) -> Run:
    """Run a solver; what cannot be run says why. `earlier`: a result of ours to start from."""
    solver = SOLVERS[name]
    try:
        python = str(python_with(solver.environment)) if solver.environment else sys.executable
    except (SubprocessError, OSError) as error:
        return Run(name, seconds, (), None, 0.0, 0.0, 0.0, f"no environment: {error}")
    words = [*solver.words, *([str(earlier)] if earlier and name == OURS else [])]
    command = [python, "-m", f"tests.benchmarks.peers.{solver.module}", "--", *words]
    return run(name, command, instance, seconds, gap)
