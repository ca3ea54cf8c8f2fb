"""From rules that must give to the smallest set of edits that makes a plan possible."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil

from scheduler.explain.remedies.edit import Cell
from scheduler.explain.remedies.least import least_steps
from scheduler.explain.remedies.levers import Lever, levers_of, merged
from scheduler.explain.remedies.tries import Tries
from scheduler.search.conflicts import Breach, Elastic, Group

ROUNDS = 6  # of letting more rules give, because those before were not enough
ALL = 1000  # however many give
SECONDS = 8.0  # for one question about who gives


@dataclass(frozen=True)
class Found:
    """Levers with their steps. `least`: none can be left out or give a step less, and that is proven."""

    steps: tuple[tuple[Lever, int], ...]
    least: bool

    @property
    def groups(self) -> frozenset[Group]:
        """Rules and owners that give."""
        return frozenset(lever.group for lever, _ in self.steps)

    @property
    def cells(self) -> list[Cell]:
        """All fields that change, in order."""
        return merged(self.steps)


def find(
    tries: Tries, favoured: Collection[Group] = (), forbidden: Collection[Group] = (), most: int = ALL
) -> Found | None:
    """A smallest set of edits; None where nothing that may give is enough, or time ran out.

    `favoured` rules give before others do; `forbidden` ones not at all; no more than `most` give.
    """
    wide = _enough(tries, frozenset(favoured), frozenset(forbidden))
    if wide is None:
        return None
    needed, proven = _needed(tries, wide, favoured)
    if len(needed) > most:
        return None
    guesses = _guesses(tries, needed)
    steps, least = least_steps(tries, needed, guesses)
    return Found(tuple(steps.items()), proven and least)


def _enough(tries: Tries, favoured: frozenset[Group], forbidden: frozenset[Group]) -> list[Lever] | None:
    """Levers that make a plan possible when each gives all it can."""
    levers: list[Lever] = []
    _add(tries, levers, sorted(favoured))
    tried = {*forbidden, *favoured}
    if levers and tries.possible(_loosest(levers)):
        return levers
    for _ in range(ROUNDS):
        if tries.late:
            return None
        groups = _giving(tries, levers, tried)
        if not groups:
            return None
        _add(tries, levers, groups)
        if tries.possible(_loosest(levers)):
            return levers
    return None


def _add(tries: Tries, levers: list[Lever], groups: Collection[Group]) -> None:
    """One lever for a field, whichever rule it belongs to first."""
    for lever in (lever for group in groups for lever in levers_of(tries.problem, group)):
        if lever.place not in {each.place for each in levers}:
            levers.append(lever)


def _giving(tries: Tries, levers: list[Lever], tried: set[Group]) -> list[Group]:
    """Groups that give beside these levers; those without a field of the input are asked no more."""
    elastic = Elastic(tries.edited(_loosest(levers)), tries.baseline, tries.engine)
    while not tries.late:
        breach = _least(tries, elastic, tried)
        groups = sorted(breach.groups - tried)
        tried |= set(groups)
        if not groups or any(levers_of(tries.problem, group) for group in groups):
            return groups
    return []


def _least(tries: Tries, elastic: Elastic, forbidden: Collection[Group]) -> Breach:
    """In whole heads where that is quick or fractions need nothing to give."""
    seconds = min(SECONDS, max(0.5, tries.left))
    if tries.large:
        relaxed = elastic.relaxed(seconds, forbidden=forbidden)
        if relaxed.groups:
            return relaxed
    return elastic.least(seconds, forbidden=forbidden)


def _needed(tries: Tries, levers: list[Lever], favoured: Collection[Group]) -> tuple[list[Lever], bool]:
    """Without those that can be left out, the favoured ones last; and whether each other is proven needed."""
    kept, proven = list(levers), True
    for lever in sorted(levers, key=lambda each: each.group in favoured):
        others = [each for each in kept if each is not lever]
        possible = tries.possible(_loosest(others)) if others else False
        if possible:
            kept = others
        proven = proven and possible is not None
    return kept, proven


def _guesses(tries: Tries, levers: list[Lever]) -> Mapping[Lever, int]:
    """How many steps each of these would give, were rules broken row by row."""
    groups = {lever.group for lever in levers}
    elastic = Elastic(tries.problem, tries.baseline, tries.engine)
    breach = _least(tries, elastic, elastic.groups - groups)
    amounts: dict[Group, float] = {}
    for each in breach.gives:
        for row, owner in enumerate(each.block.owners):
            group = (str(each.block.rule), owner)
            amounts[group] = max(amounts.get(group, 0.0), float(each.amounts[row].max(initial=0.0)))
    return {
        lever: min(lever.most, max(1, ceil(amounts[lever.group] / lever.steps.each - 1e-6)))
        for lever in levers
        if lever.steps.each and lever.group in amounts
    }


def _loosest(levers: Collection[Lever]) -> list[Cell]:
    return merged((lever, lever.most) for lever in levers)
