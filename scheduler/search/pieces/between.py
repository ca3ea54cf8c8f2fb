"""Decisions taken anew between several answers: small programs, because most answers agree on most.

A whole column may move only between the least and the most that the answers have there, fractions of a
relaxation rounded both ways. Of a relaxation's thousand columns thirty are no integers, so the program that
is left is solved in a fraction of a second, and its best plan is nearly as good as any.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine import Engine, EngineCrashed, EngineFault, Program
from scheduler.model.arrays import Bools, Floats, Ints
from scheduler.search.pieces.cut import Cut
from scheduler.search.pieces.part import Table, part
from scheduler.search.pieces.places import joined

NOISE = 1e-6
NODES = 20
OPEN = 60  # whole columns left open up to which pieces are decided together


@dataclass(frozen=True)
class Change:
    """New values (k,) of some columns (k,)."""

    columns: Ints
    values: Floats


def between(
    engine: Engine,
    table: Table,
    columns: Ints,
    plan: Floats,
    answers: Sequence[Floats],
    *,
    gap: float,
    seconds: float,
    stop: threading.Event | None = None,
) -> Change | None:
    """These columns (k,) of a plan (n,) at their best between it and other answers (n,), the rest held.

    None when nothing cheaper was found.
    """
    if seconds <= 0:
        return None
    asked, was = part(table, columns, plan), plan[columns]
    given = _narrowed(asked.program, [each[columns] for each in (plan, *answers)])
    try:
        answer = engine.minimise(given, time_limit=seconds, gap=gap, node_limit=NODES, hint=was, stop=stop)
    except (EngineCrashed, EngineFault):
        return None
    found = answer.values
    if found is None or given.cost @ found >= given.cost @ was:
        return None
    return Change(columns, found)


def clusters(cut: Cut, groups: Sequence[Ints], answers: Sequence[Floats]) -> list[Ints]:
    """Free columns to decide together: a whole group while few are open, else pieces that share columns.

    Columns shared with pieces outside are left out: they stay as they are.
    """
    program, found = cut.table.program, []
    open_ = cut.free & _open(program, answers)
    places = joined(cut.where, cut.free, open_, OPEN)
    for group in groups:
        if open_[group].sum() <= OPEN:
            found.append(group)
            continue
        home, away = places.home[group], places.away[group]
        found += [group[(home == place) & (away == place)] for place in np.unique(home[home >= 0])]
    return found


def _narrowed(program: Program, answers: Sequence[Floats]) -> Program:
    least, most = np.min(answers, axis=0), np.max(answers, axis=0)
    low, high = np.floor(least + NOISE), np.ceil(most - NOISE)
    return replace(
        program,
        lower=np.where(program.whole, np.maximum(program.lower, low), program.lower),
        upper=np.where(program.whole, np.minimum(program.upper, high), program.upper),
    )


def _open(program: Program, answers: Sequence[Floats]) -> Bools:
    """Whole columns (n,) in which answers differ or are no integers."""
    least, most = np.min(answers, axis=0), np.max(answers, axis=0)
    differ: Bools = program.whole & (np.ceil(most - NOISE) > np.floor(least + NOISE))
    return differ
