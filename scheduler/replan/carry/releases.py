"""Releases by span where an earlier plan is cut: who has gone in the span, and of how many."""

from __future__ import annotations

from typing import Any

from scheduler.model.index import People
from scheduler.problem import HeadsOn, Release
from scheduler.replan.carry.caps import by_day, cap_left, first_of_span, taken
from scheduler.replan.cut import Cut
from scheduler.replan.happened import Happened

TRACE = 1e-9


def releases_left(cut: Cut, release: Release, was: People, happened: Happened, heads: float) -> Release:
    """Terms of release with what is taken of the cap, or of the share where there is no cap.

    `heads`: those there just before the cut, as the problem from there on has them.
    """
    rows, pinned = [cut.plan.pools[was.pool.key].releases], list(by_day(cut.pins("release", was.pool.key)))
    update: dict[str, Any] = {"max": cap_left(cut, release.max, rows, pinned)}
    if release.max_share is not None:
        update["share_of"] = _share_of(cut, release, was, happened, heads)
        if release.max is None:
            gone = (HeadsOn(on=on, heads=number) for on, number in taken(cut, release.span, rows, pinned))
            update["share_taken"] = (*release.share_taken, *gone)
    return release.model_copy(update=update)


def _share_of(cut: Cut, release: Release, was: People, happened: Happened, heads: float) -> float | None:
    """Heads before the span in which the cut lies; None where they are those at the cut."""
    first = first_of_span(cut, release.span)
    there = happened.heads(was, first)
    if not first and release.share_of is not None:
        there = release.share_of
    return None if abs(there - heads) < TRACE else there
