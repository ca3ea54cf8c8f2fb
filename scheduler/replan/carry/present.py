"""Today's people: how many of those there at the cut may still be released."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.index import People
from scheduler.plan import Action
from scheduler.problem import Arrival
from scheduler.replan.cut import Cut

TRACE = 1e-9


def may_go(cut: Cut, was: People, heads: float, most: int, joining: Iterable[Arrival]) -> int:
    """What is left of `most`, and hires past their tenure by now: they are among those there.

    Not who is bound yet, but at least as many as the earlier plan is still to release beyond hires to come.
    `heads`: those there just before the cut. `joining`: contract heads who have agreed to join.
    """
    book, horizon = cut.plan.pools[was.pool.key], cut.timeline.periods
    pinned = _by_period(cut, cut.pins("release", was.pool.key))
    releases, hires = np.array(book.releases) - pinned, np.array(book.hires)
    converted = np.array(book.converted)
    gone, free = _of_present(was, releases, hires, converted, range(cut.period))
    unbound = heads - _bound(was, hires, converted, cut.period - 1)
    hires -= _by_period(cut, cut.pins("hire", was.pool.key))
    for each in joining:
        converted[cut.timeline.at_or_after(each.on)] -= each.heads
    hires[: cut.period] = converted[: cut.period] = 0.0
    planned, _ = _of_present(was, releases, hires, converted, range(cut.period, horizon))
    left = min(most + free - gone, unbound) - float(pinned.sum())
    return max(0, ceil(planned - TRACE), int(left + TRACE))


def _by_period(cut: Cut, actions: Iterable[Action]) -> Floats:
    heads = np.zeros(cut.timeline.periods)
    for action in actions:
        heads[cut.timeline.at_or_after(action.start)] += action.heads
    return heads


def _bound(was: People, hires: Floats, converted: Floats, last: int) -> float:
    """Who is there and was hired or converted too lately to go."""
    found = 0.0
    for since in range(last + 1):
        if since + max(was.tenure, was.ages) > last:
            found += float(hires[since] * was.survival[since, last])
        if since + was.tenure > last:
            found += float(converted[since] * was.arrived[since, last])
    return found


def _of_present(
    was: People, releases: Floats, hires: Floats, converted: Floats, periods: range
) -> tuple[float, float]:
    """Of those released, who is neither hired nor converted in the plan; who of these may still go."""
    gone = free = 0.0
    for t in periods:
        hired, joined = t - max(was.tenure, was.ages), t - was.tenure
        free *= 1 - float(was.leaving[t])
        if hired >= 0:
            free += float(hires[hired] * was.survival[hired, t])
        if joined >= 0:
            free += float(converted[joined] * was.arrived[joined, t])
        of_hires = min(free, float(releases[t]))
        free -= of_hires
        gone += float(releases[t]) - of_hires
    return gone, free
