"""Fields and values of the input in words."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import Any

from scheduler.words import day, with_days

SHARES = ("share", "shrinkage", "absence", "attrition", "occupancy", "dedication", "survival")
WORDS = {"since": "from", "until": "to", "source": "from", "target": "to", "aht": "handling"}
ROWS = {
    "workstreams": "workstream",
    "pools": "pool",
    "moves": "move",
    "vendors": "vendor",
    "offers": "offer",
    "running": "running contract",
}
NUMBER = int | float


def field_name(path: str) -> str:
    """hire lead; max contractor share (over horizon); in brackets only dates are written out."""
    name, bracket, rest = path.partition(" (")
    words = (word for word, _ in groupby(re.split(r"[._]", name)))  # max_hours.hours are max hours
    return " ".join(WORDS.get(word, word) for word in words if word) + bracket + with_days(rest)


def span(since: date | None, until: date | None) -> str:
    """from 1 Mar 2027 to 5 Apr 2027; nothing where it holds for ever."""
    parts = [f"from {day(since)}"] if since else []
    parts += [f"to {day(until)}"] if until else []
    return "".join(f" {part}" for part in parts)


def shown(path: str, before: Any, after: Any) -> tuple[str, str]:
    """Both values, with as many decimals as either needs."""
    if _is_number(before) and _is_number(after):
        percent = _is_share(path)
        scale = 100 if percent else 1
        decimals = _decimals(before * scale, after * scale)
        one, other = (f"{value * scale:,.{decimals}f}" for value in (before, after))
        return (f"{one} %", f"{other} %") if percent else (one, other)
    return _text(path, before), _text(path, after)


def by_percent(share: float) -> str:
    """+8.0 %; −0.3 %."""
    return f"{'+' if share >= 0 else '−'}{abs(share) * 100:.1f} %"


def _text(path: str, value: Any) -> str:
    if value is None or value == ():
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if _is_number(value):
        return shown(path, value, value)[0]
    if isinstance(value, tuple):
        return ", ".join(_text(path, each) for each in value)
    return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, NUMBER) and not isinstance(value, bool)


def _is_share(path: str) -> bool:
    last = re.split(r"[._]", path.partition(" (")[0])[-1]
    return last in SHARES


def _decimals(*values: float) -> int:
    """None for whole numbers, two for cents, four where both end there; else as few as tell them apart."""
    for n in (0, 2, 4):
        if all(abs(value - round(value, n)) < 1e-9 for value in values):
            return n
    one, other = values[0], values[-1]
    return next((n for n in (2, 4) if one == other or round(one, n) != round(other, n)), 6)
