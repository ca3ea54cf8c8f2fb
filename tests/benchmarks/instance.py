"""An instance on disk: the problem for us, the arrays for everyone else."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scheduler.engine import Program
from scheduler.model.build import build
from scheduler.problem import Problem
from scheduler.search.most import bounded
from tests.benchmarks.peers.desk import ARRAYS, PROBLEM


@dataclass(frozen=True)
class Written:
    """Where an instance lies and how large its program is."""

    name: str
    folder: Path
    columns: int
    rows: int
    entries: int
    building: float  # seconds from problem to arrays


def written(name: str, problem: Problem, folder: Path) -> Written:
    """Writes the problem and its program, each number as the model has it, unscaled."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PROBLEM).write_text(problem.model_dump_json(by_alias=True), encoding="utf-8")
    began = time.monotonic()
    program = bounded(build(problem))
    building = time.monotonic() - began
    starts, columns, entries = by_rows(program)
    np.savez(
        folder / ARRAYS,
        cost=program.cost,
        constant=program.constant,
        lower=program.lower,
        upper=program.upper,
        whole=program.whole,
        row_lower=program.row_lower,
        row_upper=program.row_upper,
        starts=starts,
        columns=columns,
        entries=entries,
    )
    return Written(name, folder, len(program.cost), len(program.row_lower), len(entries), building)


def by_rows(program: Program) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(starts (m + 1), columns (k), entries (k)): row by row, each place once, no zeros."""
    width = max(1, len(program.cost))
    places, where = np.unique(program.rows.astype(np.int64) * width + program.columns, return_inverse=True)
    sums = np.bincount(where, program.entries, minlength=len(places))
    places, sums = places[sums != 0], sums[sums != 0]
    counts = np.bincount(places // width, minlength=len(program.row_lower))
    return np.concatenate(([0], np.cumsum(counts))), places % width, sums
