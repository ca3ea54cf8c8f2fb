"""Round after round a better plan and a better bound, wherever the gap between them is widest.

Relax (its cost is a bound), round (a first plan), then solve pieces at the relaxation's prices: their bounds
together bound the whole, and their plans, put together and mended, make a better plan. The gap falls apart
by piece: what the plan's part costs at the prices above the piece's best, and that best above its bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from scheduler.engine import Crew, Engine, EngineFault, Program, Status
from scheduler.model.arrays import Floats, Ints
from scheduler.model.case import Case
from scheduler.search.board import Board
from scheduler.search.pieces.between import Change, between, clusters
from scheduler.search.pieces.cut import Cut
from scheduler.search.pieces.mend import Mender, broken
from scheduler.search.pieces.part import Table, part
from scheduler.search.pieces.pieces import BATCH, Pieces
from scheduler.search.pieces.places import Places, joined, places
from scheduler.search.pieces.rounding import DOWN, HALF, decided, followed, rounded
from scheduler.search.pieces.standing import FINER, FIRST_GAP, LEAST_GAP

TOGETHER = 600  # whole columns up to which pieces that share columns are one
FEW = 5000  # whole columns up to which one solver does better than pieces that have become slow
SLOW = 0.75  # of the gap left after a round
MUCH, COARSE = 6.0, 5e-3
BETWEEN_GAP = 5e-4  # of a cluster, the first time


class Infeasible(Exception):
    """The relaxation has no plan, so nothing has."""


class Climb:
    """One search by pieces. `board` is told of every plan and bound."""

    def __init__(self, case: Case, program: Program, crew: Crew, board: Board) -> None:
        self._case, self._crew, self._board = case, crew, board
        self._table = Table(program)
        self._cut = Cut(self._table, _together(case, program))
        self._held = self._cut.held
        self._decided = np.zeros(len(program.cost), dtype=bool)
        self._decided[decided(case)] = True
        self._groups = self._cut.groups()
        self._menders = [Mender(self._cut, group, self._decided, board) for group in self._groups]
        self._few = int((self._cut.free & program.whole).sum()) <= FEW
        self._pieces: Pieces | None = None
        self._fineness = BETWEEN_GAP

    def scopes(self, most: int) -> list[Ints]:
        """Free columns to look at together: groups of up to so many whole columns, else their pieces."""
        program, found = self._table.program, []
        for place, group in enumerate(self._groups):
            if program.whole[group].sum() <= most:
                found.append(group)
            else:
                found += self._pieces.of_group(place) if self._pieces else []
        return found

    def settle(self) -> None:
        """Sets the real columns of the best plan anew, all at once."""
        if self._board.values is not None and self._board.left > 0:
            self._propose(self._board.values)

    def run(self, start: Floats | None = None) -> None:
        """Search until the gap, the time limit or stop, or until the pieces have no more to give.

        `start`: values of an earlier plan to begin with. Raises Infeasible when the relaxation is.
        """
        if start is None:
            self._decide_nothing()
        relaxed, pieces = self._relax()
        self._pieces = pieces
        if start is not None:
            self._propose(followed(self._case, self._inside(start)))
        if start is None or self._board.values is None:
            self._propose(*self._roundings(relaxed), anew=True)
        self._fineness = self._finer_than_now(BETWEEN_GAP)
        self._decide_between([relaxed])
        pieces.begin_with(self._finer_than_now(FIRST_GAP))
        while self._board.reason() is None:
            before = self._board.gap
            tightened = self._tighten(pieces)
            improved = self._improve(relaxed, pieces)
            if not (tightened or improved) or (self._few and self._board.gap > SLOW * before):
                return

    def _finer_than_now(self, least: float) -> float:
        """A gap for parts that is a good deal finer than the whole's, and no finer than need be."""
        return max(least, min(self._board.gap / MUCH, COARSE))

    def _decide_nothing(self) -> None:
        """Tells the board of the plan without any decision: whoever stops a long relaxation has that."""
        nothing = self._inside(rounded(self._case, np.zeros_like(self._held)))
        self._tell_of(self._crew.map(lambda engine, one: one.own(one.settle(engine, nothing)), self._menders))

    def _relax(self) -> tuple[Floats, Pieces]:
        """The relaxation of every group: a bound, and the pieces at its prices."""
        left, stop = self._board.left, self._board.effort.stop
        parts = [part(self._table, group, self._held) for group in self._groups]
        found = self._crew.map(
            lambda engine, one: engine.relax(one.program, time_limit=left, stop=stop), parts
        )
        if any(one.status is Status.INFEASIBLE for one in found):
            raise Infeasible
        if any(one.status is not Status.OPTIMAL for one in found):
            raise EngineFault("no time for the relaxation")
        values, duals = self._held.copy(), np.zeros(len(self._table.program.row_lower))
        for one, answer in zip(parts, found):
            values[one.columns], duals[one.rows] = answer.values, answer.duals
        relaxed_cost = sum(one.objective for one in found) + self._table.cost(self._held)
        self._board.prove(relaxed_cost, relaxed=True)
        return values, Pieces(self._cut, self._groups, duals, values)

    def _roundings(self, relaxed: Floats) -> list[Floats]:
        """Decisions to begin with: the relaxation's, rounded; rounded down; none at all."""
        nothing = np.zeros_like(relaxed)
        ways = [(relaxed, HALF), (relaxed, DOWN)] + (
            [] if self._board.values is not None else [(nothing, HALF)]
        )
        return [rounded(self._case, values, threshold) for values, threshold in ways]

    def _propose(self, *candidates: Floats, anew: bool = False) -> None:
        """Tells the board of the plan with these decisions, group by group the cheaper of it and the best.

        `anew`, and while there is no plan, a group takes the first candidate that has one, or a plan near
        the first.
        """
        best = self._board.values
        candidates = tuple(self._inside(values) for values in candidates)

        def ask(engine: Engine, one: Mender) -> Floats | None:
            if best is None or anew:
                return one.own(one.first(engine, candidates))
            return one.own(one.settle(engine, candidates[0]))

        self._tell_of(self._crew.map(ask, self._menders))

    def _tell_of(self, found: Sequence[Floats | None]) -> None:
        """Tells the board of the plan made of each group's values, where they are cheaper than the best's."""
        best, whole = self._board.values, self._held.copy()
        for group, plan in zip(self._groups, found):
            known = [one for one in (plan, None if best is None else best[group]) if one is not None]
            if not known:
                return
            whole[group] = min(known, key=lambda one: float(self._table.program.cost[group] @ one))
        self._board.plan(whole, self._table.cost(whole))

    def _inside(self, values: Floats) -> Floats:
        """Values (n,) within the columns' bounds and whole where they must be: no row says so."""
        program = self._table.program
        near: Floats = np.where(program.whole, np.round(values), values)
        return np.clip(near, program.lower, program.upper)

    def _tighten(self, pieces: Pieces) -> bool:
        """Solves the pieces at their prices more finely; whether there was anything to do."""
        best = self._board.values
        chosen = pieces.tighten(self._crew, self._board)
        if chosen and best is not None and self._board.reason() is None:
            candidate = best.copy()
            pieces.put(candidate, chosen)
            self._propose(followed(self._case, candidate))
        return bool(chosen)

    def _improve(self, relaxed: Floats, pieces: Pieces) -> bool:
        """Decides anew between plan, relaxation and the pieces' best answers; whether it got cheaper."""
        before, best = self._board.cost, self._board.values
        if best is None:
            return False
        answers = best.copy()
        pieces.put(answers)
        self._fineness = max(LEAST_GAP, min(self._fineness, self._board.effort.gap) / FINER)
        self._decide_between([followed(self._case, answers), relaxed])
        return self._board.cost < before

    def _decide_between(self, answers: list[Floats]) -> None:
        """Takes the best plan's decisions anew between it and these answers (n,), cluster by cluster."""
        best = self._board.values
        if best is None:
            return
        every = clusters(self._cut, self._groups, [best, *answers])
        for first in range(0, len(every), BATCH):
            plan = self._board.values
            if self._board.reason() is not None or plan is None:
                return
            ask = partial(self._between, plan=plan, answers=answers)
            for change in self._crew.map(ask, every[first : first + BATCH]):
                self._join(change)

    def _between(self, engine: Engine, columns: Ints, plan: Floats, answers: list[Floats]) -> Change | None:
        left, stop = self._board.left, self._board.effort.stop
        fineness = self._fineness
        return between(engine, self._table, columns, plan, answers, gap=fineness, seconds=left, stop=stop)

    def _join(self, change: Change | None) -> None:
        """Takes over a change of some columns where it still makes the best plan cheaper."""
        best = self._board.values
        if change is None or best is None:
            return
        values = best.copy()
        values[change.columns] = change.values
        if not broken(self._table, values, self._table.rows_of(change.columns)).size:
            self._board.plan(values, self._table.cost(values))


def _together(case: Case, program: Program) -> Places:
    free = program.lower < program.upper
    return joined(places(case, program), free, free & program.whole, TOGETHER)
