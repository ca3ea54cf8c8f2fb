"""A difference of two plans in sentences, the weightiest first, every changed action in one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.explain.difference.matching import TRACE
from scheduler.explain.difference.plans import ActionPair, Difference
from scheduler.plan import Action
from scheduler.words import counted, day, number, way

VERBS = {
    "hire": ("hire", "in"),
    "release": ("let", "go from"),
    "move": ("move", "by"),
    "contract": ("contract", "at"),
    "conversion": ("contract to take over", "at"),
    "end_running": ("end", "of the running"),
}


@dataclass(frozen=True)
class Told:
    """A sentence about so many changed actions; `weight` in heads times days."""

    text: str
    actions: int
    weight: float


def sentences(found: Difference, most: int = 6) -> tuple[str, ...]:
    """What to do otherwise, at most so many sentences and one that counts the rest; none for equal plans."""
    every = told(found)
    rest = sum(each.actions for each in every[most:])
    said = tuple(each.text for each in every[:most])
    return (*said, f"and {counted(rest, 'smaller change')}") if rest else said


def told(found: Difference) -> tuple[Told, ...]:
    """Every changed action in a sentence: those of one kind and owner that are new, or no more, together."""
    end = _end(found)
    every = [_changed(each, end) for each in found.changed]
    every += [_several(group, 1, end) for group in _groups(found.added)]
    every += [_several(group, -1, end) for group in _groups(found.removed)]
    return tuple(sorted(every, key=lambda each: (-each.weight, each.text)))


def _groups(actions: Iterable[Action]) -> list[list[Action]]:
    groups: dict[tuple[str, str], list[Action]] = defaultdict(list)
    for action in actions:
        groups[action.kind, action.owner].append(action)
    return list(groups.values())


def _several(actions: Sequence[Action], sign: int, end: date) -> Told:
    """hire 2 more in phone team on 1 Mar 2027; contract 5 fewer at acme between 1 Mar and 3 May 2027."""
    one, heads = actions[0], sum(action.heads for action in actions)
    weight = sum(_weight(action, end) for action in actions)
    text = f"{_what(one, f'{number(heads)} {way(sign)}')} {_when(actions)}"
    return Told(text, len(actions), weight)


def _what(action: Action, heads: str) -> str:
    verb, place = VERBS[action.kind]
    return f"{verb} {heads} {place} {action.owner}"


def _when(actions: Sequence[Action]) -> str:
    starts = sorted({action.start for action in actions})
    if len(starts) > 1:
        return f"between {day(starts[0])} and {day(starts[-1])}"
    ends = {action.end for action in actions}
    if not _stays(actions[0]):
        return f"on {day(starts[0])}"
    return _span(starts[0], next(iter(ends))) if len(ends) == 1 else f"from {day(starts[0])}"


def _changed(pair: ActionPair, end: date) -> Told:
    """contract 3 fewer at acme from 1 Mar 2027 (5 in place of 8)."""
    old, new = pair.before, pair.after
    by = new.heads - old.heads
    moved = (old.start, old.end) != (new.start, new.end)
    weight = abs(_weight(new, end) - _weight(old, end)) + min(old.heads, new.heads) * _shift(old, new, end)
    if abs(by) <= TRACE:
        return Told(f"{_what(new, number(new.heads))} {_other_dates(old, new)}", 1, weight)
    what = _what(new, f"{number(abs(by))} {way(by)}")
    was = f"{number(new.heads)} in place of {number(old.heads)}"
    when = _other_dates(old, new) if moved else _when([new])
    return Told(f"{what} {when} ({was})", 1, weight)


def _other_dates(old: Action, new: Action) -> str:
    """on 8 Mar 2027 in place of 1 Mar 2027; until …; to be decided by … where only that differs."""
    start, ended = old.start != new.start, old.end != new.end
    if start and ended:
        was = _span(old.start, old.end).removeprefix("from ")
        return f"{_span(new.start, new.end)} in place of {was}"
    if start:
        return f"{'from' if _stays(new) else 'on'} {day(new.start)} in place of {day(old.start)}"
    if ended:
        was = day(old.end) if old.end and new.end else _until(old.end)
        return f"from {day(new.start)} {_until(new.end)} in place of {was}"
    if old.decide_by != new.decide_by:
        return f"{_when([new])}, to be decided by {day(new.decide_by)} in place of {day(old.decide_by)}"
    return f"{_when([new])}, the end {_end_decided(old, new)}"


def _end_decided(old: Action, new: Action) -> str:
    days = old.end_decide_by, new.end_decide_by
    if days[0] is None or days[1] is None:
        return "decided otherwise"
    return f"to be decided by {day(days[1])} in place of {day(days[0])}"


def _span(start: date, end: date | None) -> str:
    return f"from {day(start)} {_until(end)}"


def _until(end: date | None) -> str:
    return "past the horizon" if end is None else f"to {day(end)}"


def _stays(action: Action) -> bool:
    return action.kind in ("contract", "conversion")


def _weight(action: Action, end: date) -> float:
    """Heads times days they are there, or gone, within the horizon."""
    return action.heads * max(1, (min(action.end or end, end) - action.start).days)


def _shift(old: Action, new: Action, end: date) -> int:
    """Days by which start and end lie elsewhere."""
    ends = [min(action.end or end, end) for action in (old, new)]
    return abs((new.start - old.start).days) + abs((ends[1] - ends[0]).days)


def _end(found: Difference) -> date:
    """About the day after the later horizon."""
    days = found.first_days
    return days[-1] + (days[-1] - days[-2] if len(days) > 1 else timedelta(days=7))
