"""Which actions of two plans are one: as they were, or moved, longer, larger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scheduler.plan import Action, Plan

TRACE = 1e-6
Matches = list[tuple[Action, Action]]
Dates = tuple[date, date | None, date, date | None]


def matched(before: Iterable[Action], after: Iterable[Action]) -> tuple[Matches, Matches]:
    """Actions that are in both plans: as they were, and changed."""
    groups: dict[tuple[str, str], tuple[list[Action], list[Action]]] = defaultdict(lambda: ([], []))
    for side, actions in enumerate((before, after)):
        for action in actions:
            groups[action.kind, action.owner][side].append(action)
    same, changed = Matches(), Matches()
    for old, new in groups.values():
        alike = list(_alike(old, new))
        same += alike
        taken = {id(action) for match in alike for action in match}
        rest = ([action for action in side if id(action) not in taken] for side in (old, new))
        changed += _nearest(*rest)
    return same, sorted(changed, key=lambda match: (match[1].decide_by, match[1].start, match[1].owner))


def same_actions(one: Plan, other: Plan) -> bool:
    """Whether two plans decide the same: every action of one is in the other as it is."""
    same, _ = matched(one.actions, other.actions)
    return len(same) == len(one.actions) == len(other.actions)


def _alike(old: list[Action], new: list[Action]) -> Iterator[tuple[Action, Action]]:
    """Actions with the same dates and heads."""
    places: dict[Dates, list[Action]] = defaultdict(list)
    for action in old:
        places[_dates(action)].append(action)
    for action in new:
        there = places[_dates(action)]
        for place, found in enumerate(there):
            if abs(found.heads - action.heads) <= TRACE:
                yield there.pop(place), action
                break


def _dates(action: Action) -> Dates:
    return action.start, action.end, action.decide_by, action.end_decide_by


def _nearest(old: list[Action], new: list[Action]) -> Iterator[tuple[Action, Action]]:
    """Each with at most one other that starts within its lead, the nearest pairs first."""
    pairs = [
        (_away(one, other), i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if abs(one.start - other.start) <= max(_lead(one), _lead(other))
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(pairs):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield old[i], new[j]


def _away(one: Action, other: Action) -> tuple[int, int, float]:
    """How far two actions are from each other: start, end, heads."""
    ends = [(action.end or date.max).toordinal() for action in (one, other)]
    return abs((one.start - other.start).days), abs(ends[0] - ends[1]), abs(one.heads - other.heads)


def _lead(action: Action) -> timedelta:
    """From the decision to the start."""
    return action.start - action.decide_by
