"""Solvers on instances, one after another, each in a process of its own."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

from scheduler.problem import Problem
from tests.benchmarks.figures import Compared, compared
from tests.benchmarks.instance import written
from tests.benchmarks.solvers import REPORTS, solved_by
from tests.benchmarks.tables import tables


class Bench:
    """Keeps what it found; instances lie in `folder` until its owner removes it."""

    def __init__(self, folder: Path, gap: float) -> None:
        self._folder, self._gap = folder, gap
        self.found: list[Compared] = []

    def compare(
        self,
        name: str,
        problem: Problem,
        solvers: Sequence[str],
        seconds: float,
        gap: float | None = None,
        earlier: Path | None = None,
    ) -> Compared:
        """Run and show them. `earlier`: a result of ours to start from; `gap` in place of the usual one."""
        instance = written(name, problem, self._folder / str(len(self.found)))
        runs = []
        for solver in solvers:
            print(f"  {name}: {solver}, at most {seconds:.0f} s …", file=sys.stderr, flush=True)
            runs.append(solved_by(solver, instance, seconds, self._gap if gap is None else gap, earlier))
        found = compared(instance, runs)
        self.found.append(found)
        print("\n\n".join(table.text() for table in tables(found)) + "\n", flush=True)
        return found

    def writing(self, found: Compared) -> float:
        """Seconds to write workbook and page of what ours found; inf when they are not written."""
        return solved_by(REPORTS, found.instance, 60.0, 0.0).more.get("writing", math.inf)
