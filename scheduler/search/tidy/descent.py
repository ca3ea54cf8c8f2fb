"""Step after step within one program, as long as one pays.

With whole heads fixed the rest is a linear program, and its reduced costs bound what any step can gain: only
steps that might pay are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from scheduler.engine import Engine, Program
from scheduler.model.arrays import Bools, Floats
from scheduler.search.tidy.ends import Ends
from scheduler.search.tidy.steps import Step
from scheduler.search.tidy.trial import Trial

ROUNDS = 400
BATCH = 24
TIES = 4  # batches of ties tried on a plan that is proved cheapest
CHEAPER = 1e-8  # of the cost: less is noise


@dataclass
class Hope:
    """A step that is tried first, the one by more heads that may follow, and the most either can gain."""

    first: Step
    gain: float
    more: Step | None = None


@dataclass(frozen=True)
class Batch:
    """Hopes and where their first steps lead (n, hopes)."""

    hopes: list[Hope]
    points: Floats


class Descent:
    """`values` (n,) is a plan of the program, made tidier by `run` and kept when that fails on the way."""

    def __init__(
        self, program: Program, given: Bools, values: Floats, steps: Callable[[Floats], Iterable[Step]]
    ) -> None:
        """`given` (n,): whole heads and what follows from them alone; `steps`: all from given values."""
        self.values = values
        self._program, self._given, self._steps = program, given & program.whole, steps

    def run(self, engine: Engine, ends: Ends) -> None:
        """Takes all steps that pay, or tie with fewer actions, until there are none or it is over."""
        self._until_nothing_pays(engine, ends, free_marks=False)
        if not ends.thorough or not (self._program.whole & ~self._given).any():
            return
        for _ in range(ROUNDS):
            before = self.values
            self._until_nothing_pays(engine, ends, free_marks=True)
            if np.array_equal(before, self.values):
                return
            self._until_nothing_pays(engine, ends, free_marks=False)

    def _until_nothing_pays(self, engine: Engine, ends: Ends, *, free_marks: bool) -> None:
        """With free marks one round is enough: what follows is quicker with the marks held again.

        `free_marks`: marks that do not follow from heads may change; else they stay as they are.
        """
        trial = Trial(self._program, self._given if free_marks else self._program.whole, engine, ends.over)
        try:
            complete = trial.complete(self.values)
            if complete is not None and trial.cost(complete) < trial.cost(self.values) * (1 - CHEAPER):
                self.values = complete
            for _ in range(1 if free_marks else ROUNDS):
                better = None if ends.over() else self._better(trial, ends)
                if better is None:
                    return
                self.values = better
        finally:
            trial.close()

    def _better(self, trial: Trial, ends: Ends) -> Floats | None:
        """Values after the steps of the first batch in which one pays: the best, and others on top."""
        cost = trial.cost(self.values)
        room = CHEAPER * max(1.0, abs(cost))
        hopeful = self._hopeful(trial, room, ends)
        for batch in _batches(trial, self.values, hopeful, TIES if ends.proved else None):
            if ends.over():
                return None
            paying = self._paying(trial, batch, cost, room)
            if paying.size:
                return trial.complete(_together(trial, self.values, paying))
        return None

    def _hopeful(self, trial: Trial, room: float, ends: Ends) -> list[Hope]:
        """Steps that may pay or tie with fewer actions, what can gain most first."""
        base = trial.base(self.values)
        if base is None:
            return []
        ahead, hopes = base.cost - trial.cost(self.values), dict[int, Hope]()
        for step in self._steps(self.values):
            gain = float(base.prices[step.columns] @ step.change) + ahead
            pays = gain < -room and not ends.proved
            if (pays or (step.fewer and gain <= room)) and step.inside(trial.program, self.values):
                one = step.one if trial.convex else None
                first = one if one is not None and one.inside(trial.program, self.values) else step
                hope = hopes.setdefault(id(first), Hope(first, gain))
                hope.gain = min(hope.gain, gain)
                hope.more = step if first is not step else hope.more
        return sorted(hopes.values(), key=lambda hope: hope.gain)

    def _paying(self, trial: Trial, batch: Batch, cost: float, room: float) -> Floats:
        """Points of a batch that pay, the cheapest first; with more heads where one head may pay."""
        costs = trial.costs(batch.points, limit=cost + room / 10)
        more = [
            hope.more
            for hope, found in zip(batch.hopes, costs)
            if hope.more is not None and found <= cost + room
        ]
        fewer = np.array([hope.first.fewer for hope in batch.hopes] + [step.fewer for step in more])
        points = np.concatenate([batch.points, trial.points(self.values, more)], axis=1)
        costs = np.concatenate([costs, trial.costs(points[:, len(costs) :], limit=cost + room / 10)])
        good = (costs < cost - np.where(fewer, -room / 10, room)) & trial.follow.keeps(points)
        good &= trial.moved(points, self.values)
        order = np.argsort(costs[good], kind="stable")
        found: Floats = points[:, np.flatnonzero(good)[order]]
        return found


def _batches(trial: Trial, values: Floats, hopes: list[Hope], most: int | None) -> Iterator[Batch]:
    """First steps that keep the rows and where they lead: BATCH together, at most so many batches."""
    kept, points, given = list[Hope](), np.zeros((len(values), 0)), 0
    for first in range(0, len(hopes), BATCH):
        chunk = hopes[first : first + BATCH]
        leads = trial.points(values, [hope.first for hope in chunk])
        keeps = trial.follow.keeps(leads)
        kept += [hope for hope, good in zip(chunk, keeps) if good]
        points = np.concatenate([points, leads[:, keeps]], axis=1)
        last = first + BATCH >= len(hopes)
        while len(kept) >= BATCH or (last and kept):
            yield Batch(kept[:BATCH], points[:, :BATCH])
            given, kept, points = given + 1, kept[BATCH:], points[:, BATCH:]
            if given == most:
                return


def _together(trial: Trial, values: Floats, points: Floats) -> Floats:
    """The best point, and as many of the others' changes at once as still pay or tie with fewer numbers."""
    best = points[:, 0]
    cost = float(trial.costs(points[:, :1])[0])
    for other in points[:, 1:].T:
        both = (best + other - values)[:, None]
        trial.follow.settle(both)
        if not trial.follow.keeps(both)[0]:
            continue
        then, room = float(trial.costs(both, limit=cost)[0]), CHEAPER * max(1.0, abs(cost))
        fewer = trial.numbers(both[:, 0]) < trial.numbers(best)
        if then < cost - room or (fewer and then <= cost + room / 10):
            best, cost = both[:, 0], then
    return best
