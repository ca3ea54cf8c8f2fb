"""The search for the plan of a character: first much of it at a fair price, then exactly, then cheaply."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from scheduler.explain.alternatives.character import FEWEST_VENDORS
from scheduler.explain.alternatives.dropping import starts_without_one
from scheduler.explain.alternatives.questions import Found, Questions
from scheduler.model.arrays import Floats

TRIES = 4
MILDER = 0.7  # of the rate at which a plan passes the cap
NOISE = 1e-6  # of a figure's size
LEAST_SECONDS = 1.0
WORTH = 0.01  # of the figure: a smaller difference is no other character


@dataclass
class Hunt:
    """`before`: the figure of the explained plan; `floor`: no plan under the cap has less."""

    questions: Questions
    until: float
    before: float = 0.0
    floor: float = -np.inf
    best: Found | None = None
    _step: float = 0.0
    _cheap: bool = False  # whether the best plan is the cheapest found with so little of the figure

    def __post_init__(self) -> None:
        asked = self.questions
        self.before = asked.figure(asked.explained.plan)
        self._step = asked.character.step(asked.explained.problem)

    @property
    def nothing(self) -> bool:
        """Whether the explained plan has nothing of the figure."""
        return self.before <= self._noise

    @property
    def settled(self) -> bool:
        """Whether no plan under the cap has less than the best one found."""
        return self.floor > self._figure - max(self._step, 2 * self._noise) + self._noise

    def run(self) -> None:
        """Looks for less of the figure until the time is over."""
        if self.nothing:
            self.floor = 0.0
            return
        floor, rate = self.questions.rate()
        self._prove(floor)
        if self.questions.character.name == FEWEST_VENDORS:
            self._drop()
        else:
            self._weigh(rate)
        self._exactly()
        self._cheaply()

    @property
    def _figure(self) -> float:
        return self.before if self.best is None else self.best.figure

    @property
    def _noise(self) -> float:
        return NOISE * max(1.0, abs(self.before))

    def _seconds(self, share: float) -> float:
        return max(0.0, share * (self.until - time.monotonic()))

    def _open(self) -> Iterator[int]:
        """Tries, as long as there is something to find and time to find it in."""
        for number in range(TRIES):
            if self.settled or self._seconds(1.0) < LEAST_SECONDS:
                return
            yield number

    def _prove(self, floor: float) -> None:
        """Takes over a proven floor; what comes in steps has the next whole one."""
        if not np.isfinite(floor):
            return
        if self._step:
            floor = ceil(floor - self._noise) * self._step
        self.floor = max(self.floor, floor)

    def _take(self, found: Found) -> bool:
        """Keeps a plan under the cap with less of the figure."""
        worth = max(self._step, WORTH * self.before) - self._noise if self.best is None else self._noise
        good = found.plan.cost <= self.questions.cap and found.figure <= self._figure - worth
        if good:
            self.best, self._cheap = found, False
        return good

    def _drop(self) -> None:
        """One vendor less at a time."""
        for _ in self._open():
            start = None if self.best is None else self.best.values
            if not any(self._do_without(*each) for each in self._begins(start)):
                return

    def _begins(self, start: Floats | None) -> Iterator[tuple[int, Floats]]:
        for each in starts_without_one(self.questions, start):
            if self._seconds(1.0) >= LEAST_SECONDS:
                yield each

    def _do_without(self, vendor: int, begin: Floats) -> bool:
        """Whether the cheapest plan found without a vendor, and no more than one fewer, is one to keep."""
        most, seconds = self._figure - 1 + self._noise, self._seconds(0.35)
        found = self.questions.cheapest(most, seconds, begin, without=vendor)
        return not isinstance(found, float) and self._take(found)

    def _at_most(self, most: float, begin: Floats | None) -> None:
        """Keeps the cheapest plan found with at most this; a bound past the cap proves there is none."""
        found = self.questions.cheapest(most + self._noise, self._seconds(0.4), begin)
        bound = found if isinstance(found, float) else found.bound
        if bound > self.questions.cap and self._step:
            self._prove(most + self._step)
        if not isinstance(found, float) and self._take(found):
            self._cheap = True

    def _weigh(self, rate: float) -> None:
        """Money against figure: at the rate of the cap, then milder as long as plans cost too much."""
        cap, plan = self.questions.cap, self.questions.explained.plan
        rate = MILDER * min(rate, 10 * abs(cap) / max(1.0, self.before))
        for _ in self._open():
            found = self.questions.weighed(rate, self._seconds(0.35), self._noise)
            if isinstance(found, float):
                rate *= MILDER
                continue
            self._prove(found.most + (found.bound - cap) / rate)
            saved = self.before - found.figure
            if self._take(found) or saved <= self._noise:
                return
            rate = MILDER * min(rate, (found.plan.cost - plan.cost) / saved)
            if rate <= 0:
                return

    def _exactly(self) -> None:
        """The least figure under the cap: soon known for a small problem, else what the time gives."""
        if self.settled or self._seconds(1.0) < LEAST_SECONDS:
            return
        start = None if self.best is None else self.best.values
        answer = self.questions.least(self._seconds(0.25), start)
        self._prove(answer.bound)
        if answer.objective is not None and answer.objective < self._figure - self._noise:
            self._at_most(answer.objective, answer.values)

    def _cheaply(self) -> None:
        """The cheapest plan with the figure as found: nothing needless remains."""
        if self.best is None or self._cheap:
            return
        best, seconds = self.best, max(LEAST_SECONDS, self._seconds(1.0))
        found = self.questions.cheapest(best.figure + self._noise, seconds, best.values)
        if not isinstance(found, float) and found.plan.cost <= best.plan.cost:
            self.best = replace(found, bound=max(found.bound, best.bound))
