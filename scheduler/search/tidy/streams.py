"""Where heads come and go: the whole numbers that steps change, each with the marks that follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from scheduler.model.arrays import ABSENT, Ints
from scheduler.model.case import Case
from scheduler.model.matrix import Follows


@dataclass(frozen=True)
class Stream:
    """Heads of one kind by period, places (T,): of columns, or wherever `at` has put them.

    `ends` and `active`: absent for heads whose end is no part of them. `movable`: to other periods.
    `undoing`: heads by period of whom as many need not go as need not come.
    """

    starts: Ints
    ends: Ints | None = None
    active: Ints | None = None
    movable: bool = True
    undoing: Ints | None = None
    follows: tuple[Follows, ...] = ()

    @property
    def named(self) -> Ints:
        """All places it names, those of its marks and of what these follow from included."""
        blocks = [self.heads, *(each.columns for each in self.follows)]
        blocks += [] if self.undoing is None else [self.undoing]
        return np.concatenate([*blocks, *(each.of[each.of != ABSENT] for each in self.follows)])

    @property
    def heads(self) -> Ints:
        """Where its heads stand."""
        return np.concatenate([each for each in (self.starts, self.ends, self.active) if each is not None])

    def at(self, place: Callable[[Ints], Ints]) -> Stream:
        """The same at other places."""
        return replace(
            self,
            starts=place(self.starts),
            ends=None if self.ends is None else place(self.ends),
            active=None if self.active is None else place(self.active),
            undoing=None if self.undoing is None else place(self.undoing),
            follows=tuple(_at(each, place) for each in self.follows),
        )


def streams(case: Case) -> list[Stream]:
    """All of a case, at its columns."""
    v = case.variables
    found = [Stream(hires, undoing=releases) for hires, releases in zip(v.hires, v.releases)]
    found += [Stream(row) for rows in (v.releases, v.moves, v.running_ends) for row in rows]
    found += [Stream(row, movable=False) for row in v.short_time]
    found += [Stream(*rows) for rows in zip(v.starts, v.ends, v.active)]
    found += [Stream(*rows) for rows in zip(v.converting_starts, v.converted, v.converting_active)]
    return _with_marks(case, found)


def _with_marks(case: Case, found: list[Stream]) -> list[Stream]:
    owner = np.full(case.matrix.width, ABSENT)
    for number, stream in enumerate(found):
        owner[stream.heads] = number
    marks: list[list[Follows]] = [[] for _ in found]
    for each in case.matrix.follows:
        owners = np.unique(owner[each.of[each.of != ABSENT]])
        for number in owners[owners != ABSENT].tolist():
            marks[number].append(each)
    return [replace(stream, follows=tuple(own)) for stream, own in zip(found, marks)]


def _at(follows: Follows, place: Callable[[Ints], Ints]) -> Follows:
    of = follows.of.copy()
    of[of != ABSENT] = place(of[of != ABSENT])
    return Follows(place(follows.columns), of, follows.value)
