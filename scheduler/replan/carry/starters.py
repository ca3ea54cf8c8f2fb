"""Own people who are not simply there at the cut: who ramps, learns, or was hired for a minimum time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scheduler.model.index import Known, People, hired, joined
from scheduler.problem import RecentStarters
from scheduler.replan.cut import Cut

TRACE = 1e-9


@dataclass
class Group:
    """People who began together before the cut. Of them `left` are not released yet, and `free` will not be
    by what is decided, as shares of who would be there."""

    known: Known
    left: float = 1.0
    free: float = 1.0

    def heads(self, t: int) -> float:
        return float(self.known.heads[t])


class Started(NamedTuple):
    """`released`: heads that went, or are to go by what is decided, and were among those of the plan's
    first day."""

    rows: tuple[RecentStarters, ...]
    released: float


def started(cut: Cut, was: People, hires: list[float], heads: float) -> Started:
    """Who of a pool began lately. `hires`: who truly came, by period; `heads`: all just before the cut.

    Where an earlier plan releases somebody, whom it hired goes first, as in its rules.
    """
    groups = sorted(_groups(cut, was, hires), key=lambda each: each.known.free_from or 0)
    released = 0.0
    for t, count in enumerate(cut.plan.pools[was.pool.key].releases[: cut.period]):
        released += _release(groups, t, count, "left")
    for group in groups:
        group.free = group.left
    for action in sorted(cut.pins("release", was.pool.key), key=lambda each: each.start):
        released += _release(groups, cut.timeline.at_or_after(action.start), action.heads, "free")
    rows = tuple(_within(_rows(cut, groups), heads)) if cut.period else was.pool.recent_starters
    return Started(rows, released)


def _groups(cut: Cut, was: People, hires: list[float]) -> Iterator[Group]:
    book, last = cut.plan.pools[was.pool.key], cut.period - 1
    found = [each for each in was.known_people if each.began <= last]
    for t in range(cut.period):
        found.append(hired(hires[t], t, was.tenure, was.stay))
        found.append(joined(book.converted[t], t, was.tenure, was.stay))
    found += _learning(cut, was)
    return (Group(each) for each in found if not cut.period or each.heads[last] > TRACE)


def _learning(cut: Cut, was: People) -> Iterator[Known]:
    """Who is on the way to the pool, from the move's first day on."""
    for move in cut.before.workforce.moves:
        off = cut.timeline.length(move.duration)
        for began in range(max(0, cut.period - off), cut.period) if move.target == was.pool.key else ():
            heads = np.full(len(was.leaving), cut.plan.moves[move.key].heads[began])
            yield Known(heads, began, began + off, learns=True, survival=move.survival)


def _release(groups: list[Group], t: int, count: float, of: str) -> float:
    """Takes releases of a period from who may go by then; what is over was of the plan's first day."""
    for group in groups:
        first, there = group.known.free_from, group.heads(t)
        if count > TRACE and first is not None and first <= t and there > TRACE:
            share = min(getattr(group, of), count / there)
            setattr(group, of, getattr(group, of) - share)
            count -= share * there
    return count if count > TRACE else 0.0


def _rows(cut: Cut, groups: list[Group]) -> Iterator[RecentStarters]:
    day = cut.timeline.first_day
    for group in groups:
        known, there = group.known, group.heads(cut.period - 1)
        learns = known.learns and known.ready >= cut.period
        new = learns or known.ready > cut.period
        row = RecentStarters(
            started=day(known.began),
            heads=there * (group.left - group.free if known.bound is not None else group.left),
            experienced=not new,
            learning_until=day(known.ready) if learns else None,
            survival=known.survival if learns else 1.0,
        )
        if new and row.heads > TRACE:
            yield row
        if known.bound is not None and group.free > TRACE:
            yield row.model_copy(update={"heads": there * group.free, "bound_until": day(known.bound)})


def _within(rows: Iterator[RecentStarters], heads: float) -> list[RecentStarters]:
    """As many as are there: where fewer are, the oldest are missing."""
    found = []
    for row in sorted(rows, key=lambda each: each.started, reverse=True):
        stay = min(heads, row.heads)
        if stay > TRACE:
            found.append(row.model_copy(update={"heads": stay}))
            heads -= stay
    return found[::-1]
