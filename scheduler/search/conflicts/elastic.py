"""The model in which rules may give: who gives how much, when as little as possible gives."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine import Engine, Program, Status
from scheduler.model.arrays import Floats
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.model.matrix import BREACH, Rows
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.rules import Rule

FIRM = frozenset(
    {
        Rule.HEADCOUNT_BALANCE,
        Rule.CONTRACT_BALANCE,
        Rule.SUPPLY_HOURS,
        Rule.COVERAGE,
        Rule.VENDOR_USED,
        Rule.VENDOR_COMMITMENT,
    }
)
"""What cannot give: the book-keeping of heads and hours."""

ELASTIC = frozenset(rule for rule in Rule if rule not in FIRM)
LEAST = 1e-6
FAVOUR = 0.01  # of its price is what a favoured breach costs

Group = tuple[str, str]
"""A rule and its owner."""


@dataclass(frozen=True)
class Gives:
    """A block of rows that gives, and by how much each row does. Shape of `amounts` as the block's."""

    block: Rows
    amounts: Floats

    @property
    def groups(self) -> set[Group]:
        """Rules and owners that give."""
        giving = np.flatnonzero(self.amounts.max(axis=1, initial=0.0) > LEAST).tolist()
        return {(str(self.block.rule), self.block.owners[row]) for row in giving}


@dataclass(frozen=True)
class Breach:
    """The end of one question: `least` is the priced sum of breaches, no sum is below `bound`."""

    status: Status
    least: float = np.inf
    bound: float = -np.inf
    gives: tuple[Gives, ...] = ()
    in_whole: bool = False  # heads were whole
    in_fractions: float = np.inf  # the least sum with fractions of heads
    duals: Floats | None = None

    @property
    def groups(self) -> set[Group]:
        """Rules and owners that give."""
        return {group for each in self.gives for group in each.groups}


class Elastic:
    """One problem whose rules may give."""

    def __init__(
        self,
        problem: Problem,
        baseline: Plan | None,
        engine: Engine,
        *,
        rules: frozenset[Rule] = ELASTIC,
        omit: frozenset[str] = frozenset(),
    ) -> None:
        self.case: Case = build(problem, baseline=baseline, elastic=rules, omit=omit)
        self._program, self._engine = self.case.matrix.program(), engine
        self._blocks = {slack.block.first: slack.block for slack in self.case.matrix.slacks}

    @property
    def groups(self) -> frozenset[Group]:
        """Rules and owners that could give."""
        return frozenset(
            (str(block.rule), owner) for block in self._blocks.values() for owner in block.owners
        )

    def relaxed(self, seconds: float, **wanted: Collection[Group]) -> Breach:
        """The least breach with fractions allowed, with the prices of rows; `wanted` as in `whole`."""
        program = self._wanted(**wanted)
        found = self._engine.relax(program, time_limit=seconds)
        if found.status is not Status.OPTIMAL:
            return Breach(found.status)
        gives = self._gives(found.values)
        return Breach(found.status, found.objective, found.objective, gives, duals=found.duals)

    def whole(self, seconds: float, **wanted: Collection[Group]) -> Breach:
        """The least breach in whole heads. `forbidden` do not give; `favoured` give for next to nothing."""
        found = self._engine.minimise(self._wanted(**wanted), time_limit=max(0.1, seconds), gap=0.01)
        if found.values is None or found.objective is None:
            return Breach(found.status)
        return Breach(found.status, found.objective, found.bound, self._gives(found.values), in_whole=True)

    def least(self, seconds: float, **wanted: Collection[Group]) -> Breach:
        """In whole heads where that is known in time, else with fractions."""
        until = time.monotonic() + seconds
        relaxed = self.relaxed(seconds, **wanted)
        if relaxed.status is not Status.OPTIMAL:
            return relaxed
        found = self.whole(until - time.monotonic(), **wanted)
        best = found if found.in_whole else relaxed
        return replace(best, duals=relaxed.duals, in_fractions=relaxed.least)

    def holds(self, groups: Collection[Group], least: float, seconds: float) -> bool:
        """Whether less would have to give than `least`, were these to give for next to nothing."""
        return self.relaxed(seconds, favoured=groups).least < least - LEAST

    def closed(self) -> Program:
        """The program with nothing giving: it has a plan where the problem has one."""
        upper = self._program.upper.copy()
        for slack in self.case.matrix.slacks:
            upper[slack.columns] = 0.0
        return replace(self._program, upper=upper)

    def prices(self, duals: Floats) -> Mapping[Group, frozenset[int]]:
        """Groups of rules whose rows have a price, with the periods in which they have it.

        First those whose rows come closest to giving: a row gives at the full price of a breach.
        """
        held: dict[Group, set[int]] = {}
        weight: dict[Group, float] = {}
        for block in self._blocks.values():
            rows = slice(block.first, block.first + block.shape[0] * block.shape[1])
            prices = duals[rows].reshape(block.shape)
            for row, place in zip(*np.nonzero((np.abs(prices) > LEAST) & block.said[:, None])):
                group = (str(block.rule), block.owners[row])
                held.setdefault(group, set()).add(int(block.periods[place]))
                weight[group] = weight.get(group, 0.0) + abs(prices[row, place]) / BREACH.get(group[0], 1.0)
        return {group: frozenset(held[group]) for group in sorted(held, key=lambda each: -weight[each])}

    def _wanted(self, forbidden: Collection[Group] = (), favoured: Collection[Group] = ()) -> Program:
        cost, upper = self._program.cost.copy(), self._program.upper.copy()
        for slack in self.case.matrix.slacks:
            owner = (slack.rows - slack.block.first) // max(1, slack.block.shape[1])
            groups = [(str(slack.block.rule), slack.block.owners[row]) for row in owner]
            upper[slack.columns[[group in forbidden for group in groups]]] = 0.0
            cost[slack.columns[[group in favoured for group in groups]]] *= FAVOUR
        return replace(self._program, cost=cost, upper=upper)

    def _gives(self, values: Floats) -> tuple[Gives, ...]:
        """Blocks that give, with the breach of each row, largest first."""
        breach: dict[int, Floats] = {}
        for slack in self.case.matrix.slacks:
            rows = breach.setdefault(slack.block.first, np.zeros(slack.block.shape[0] * slack.block.shape[1]))
            rows[slack.rows - slack.block.first] += values[slack.columns]
        giving = [
            Gives(self._blocks[first], rows.reshape(self._blocks[first].shape))
            for first, rows in breach.items()
        ]
        there = [each for each in giving if each.amounts.max(initial=0.0) > LEAST]
        return tuple(sorted(there, key=lambda each: -float(each.amounts.sum())))
