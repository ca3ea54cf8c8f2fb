"""The pieces at the prices of the relaxation: solved ever finer, their bounds together a bound on all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from scheduler.engine import Answer, Crew, Engine, EngineCrashed, EngineFault
from scheduler.model.arrays import Floats, Ints
from scheduler.search.board import Board
from scheduler.search.pieces.cut import Cut
from scheduler.search.pieces.standing import Standing

BATCH = 8  # pieces between two looks at the plan, whatever the number of cores
WIDE = 0.9  # of the gap, taken on in one round
ENOUGH = 0.5  # of the gap asked for: pieces solved to this need no finer bound while the plan can improve
NODES = 100


class Pieces:
    """All pieces of one cut at the prices (rows,) of one relaxation (n,)."""

    def __init__(self, cut: Cut, groups: Sequence[Ints], duals: Floats, relaxed: Floats) -> None:
        self._cut, priced = cut, cut.priced(duals)
        group = np.zeros(len(relaxed), dtype=np.int64)
        for place, columns in enumerate(groups):
            group[columns] = place
        self._constant = priced.constant
        self._standing = [
            Standing(one, int(cut.label[one.rows[0]]), int(group[one.columns[0]]), relaxed)
            for one in priced.parts
        ]

    def of_group(self, place: int) -> list[Ints]:
        """The columns of each piece of a group."""
        return [self._cut.columns_of(one.piece) for one in self._standing if one.group == place]

    def begin_with(self, gap: float) -> None:
        """The gap to which each piece is solved first."""
        for one in self._standing:
            one.first_gap = gap

    def tighten(self, crew: Crew, board: Board) -> list[int]:
        """Solves the pieces whose gaps are widest more finely and tells the bound; which they were."""
        best = board.values
        chosen = _widest([one.above_bound(best) for one in self._standing], _enough(board))
        for first in range(0, len(chosen), BATCH):
            if board.reason() is not None:
                break
            batch = chosen[first : first + BATCH]
            answers = crew.map(partial(self._solve, board=board, best=board.values), batch)
            for place, answer in zip(batch, answers):
                self._standing[place].keep(answer, board.values)
            board.prove(sum(one.bound for one in self._standing) + self._constant)
        return chosen

    def put(self, candidate: Floats, chosen: Iterable[int] | None = None) -> None:
        """Puts the best numbers of pieces (all, or those chosen) into values (n,), where they are at home."""
        for place in range(len(self._standing)) if chosen is None else chosen:
            one = self._standing[place]
            if one.values is not None:
                home = self._cut.home(place)
                candidate[one.part.columns[home]] = one.values[home]

    def _solve(self, engine: Engine, place: int, board: Board, best: Floats | None) -> Answer | None:
        one = self._standing[place]
        if board.left <= 0:
            return None
        try:
            return engine.minimise(
                one.part.program,
                time_limit=board.left,
                gap=one.next_gap,
                seed=board.effort.seed,
                node_limit=NODES * (1 + one.rounds) ** 2,
                hint=one.hint(best),
                stop=board.effort.stop,
            )
        except (EngineCrashed, EngineFault):
            return None


def _enough(board: Board) -> float:
    """What of the gap may stay with the bounds of pieces."""
    return ENOUGH * board.effort.gap * abs(board.cost) if np.isfinite(board.cost) else 0.0


def _widest(gaps: list[float], enough: float) -> list[int]:
    """Places of the pieces that make up most of a gap, the widest first; none if it is small enough."""
    wide = np.array(gaps)
    order = [int(p) for p in np.argsort(-wide, kind="stable") if wide[p] > 0]
    if float(wide.sum()) <= enough:
        return []
    before = np.cumsum([0.0, *(wide[p] for p in order)])[:-1]
    return [p for p, sum_ in zip(order, before) if sum_ < WIDE * float(wide.sum())]
