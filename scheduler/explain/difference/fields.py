"""A row's fields laid flat, so that two rows can be compared one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.words import exact

FIGURES = ("amount", "share", "heads", "rate", "hours")
"""What an entry of a list says; its other fields say of what."""
NOT_SAID = (None, (), "")
ABOUT = {
    "since": "from ", "until": "to ", "above": "above ", "over": "over ", "per": "per ",
    "bound_until": "bound until ", "learning_until": "learning until ", "survival": "arrive ",
}  # fmt: skip


@dataclass(frozen=True)
class Stretch:
    """Values that hold from `since` (None: ever) until `until` (None: for good)."""

    since: date | None
    until: date | None
    before: Any
    after: Any


def flat(row: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Fields by path: nested ones as "hire.lead", entries of lists by what they are about."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        place = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            found |= flat(value, place)
        elif _is_list(value) and not is_timed(value):
            found |= dict(_entries(value, place))
        else:
            found[place] = value
    return found


def is_timed(value: Any) -> bool:
    """Whether a value is a list of values with the dates from which they hold."""
    return _is_list(value) and all(set(each) == {"since", "value"} for each in value)


def stretches(before: Any, after: Any) -> list[Stretch]:
    """When two values differ, each once or over time; neighbours that differ alike are one."""
    sides = [_steps(value) for value in (before, after)]
    days = sorted({day for side in sides for day in side if day is not None})
    found: list[Stretch] = []
    for since, until in zip([None, *days], [*days, None]):
        old, new = (_at(side, since) for side in sides)
        if old == new:
            continue
        last = found[-1] if found else None
        if last is not None and last.until == since and (last.before, last.after) == (old, new):
            found[-1] = Stretch(last.since, until, old, new)
        else:
            found.append(Stretch(since, until, old, new))
    return found


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(each, dict) for each in value)


def _entries(value: tuple[dict[str, Any], ...], place: str) -> Iterator[tuple[str, Any]]:
    """An entry per path; one of the same description again gets a number."""
    taken: dict[str, int] = {}
    for each in value:
        figure = next((name for name in FIGURES if name in each and name != "rate_by_age"), None)
        about = ", ".join(_about(name, part) for name, part in each.items() if _tells(name, part, figure))
        taken[about] = taken.get(about, 0) + 1
        number = f" {taken[about]}" if taken[about] > 1 else ""
        shown = f"{place} ({about}{number})" if about or number else place
        yield shown, each[figure] if figure else "there"
        if each.get("done"):
            yield f"{shown} done before", "{theirs} of {all}".format(**_exact(each["done"]))


def _tells(name: str, part: Any, figure: str | None) -> bool:
    unsaid = part is False or part in NOT_SAID or (name, part) == ("survival", 1.0)
    return name not in (figure, "done") and not unsaid


def _exact(numbers: dict[str, float]) -> dict[str, str]:
    return {name: exact(value) for name, value in numbers.items()}


def _about(name: str, part: Any) -> str:
    """from 2027-01-04; phone; over horizon; experienced."""
    if part is True:
        return name
    return f"{ABOUT.get(name, '')}{part}"


def _steps(value: Any) -> dict[date | None, Any]:
    if is_timed(value):
        return {each["since"]: each["value"] for each in value}
    return {None: value}


def _at(steps: dict[date | None, Any], day: date | None) -> Any:
    """The value that holds on a day; None before the first."""
    holding = [since for since in steps if since is None or (day is not None and since <= day)]
    return steps[max(holding, key=lambda since: since or date.min)] if holding else None
