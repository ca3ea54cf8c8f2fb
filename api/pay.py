"""Pay is seen by those who may: what it is, a workforce without it, and faults that do not tell it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any

from scheduler.errors import Fault

PAY = frozenset({"salary", "per", "pay_by_age", "on_cost_share", "overheads", "idle_cost"})
"""Fields of a pool that say what somebody earns, or let it be worked out."""
INSIDE = {
    "hire": frozenset({"costs"}),
    "release": frozenset({"cost"}),
    "overtime": frozenset({"premium", "rate"}),
    "short_time": frozenset({"pay_share", "cost"}),
}
OF_A_MOVE = "cost"

_NAMES = "|".join(
    [*sorted(PAY), *(f"{name}/(?:{'|'.join(sorted(inner))})" for name, inner in INSIDE.items())]
)
_POINTER = re.compile(rf"\b(?:pools#?/\d+/(?:{_NAMES})|moves#?/\d+/{OF_A_MOVE})(?!\w)")
_TELL_NAMES_ALONE = {"unknown_field", "missing", "duplicate_key", "half_character", "pay_not_yours"}
_FIXED_WORDS = {"wrong_type", "unknown_word", "range_too_wide", "out_of_range"}
NOT_SHOWN = "what stands there is pay, and is not repeated"


def without_pay(workforce: dict[str, Any]) -> dict[str, Any]:
    """A workforce as somebody sees it who may not see pay."""
    pools = [_pool(pool) for pool in workforce.get("pools", [])]
    moves = [
        {name: value for name, value in move.items() if name != OF_A_MOVE}
        for move in workforce.get("moves", [])
    ]
    return {**workforce, "pools": pools, "moves": moves}


def named_pay(workforce: Any) -> Iterator[str]:
    """Pointers to every field of pay that a workforce, or a merge patch of one, names: `pools/3/salary`."""
    for items in ("pools", "moves"):
        for number, row in enumerate(_rows(workforce, items)):
            for name in pay_of(items, row):
                yield f"{items}/{number}/{name}"


def pay_of(items: str, row: Any) -> list[str]:
    """The fields of pay that a pool or a move names: `salary`, `hire/costs`."""
    if not isinstance(row, dict):
        return []
    if items == "moves":
        return [OF_A_MOVE] if OF_A_MOVE in row else []
    inside = [
        f"{name}/{inner}"
        for name, hidden in INSIDE.items()
        if isinstance(row.get(name), dict)
        for inner in sorted(hidden & row[name].keys())
    ]
    return sorted(PAY & row.keys()) + inside


def keeping_pay(given: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    """The workforce given, where every row that names no pay keeps the pay its key has in the one stored."""
    kept = dict(given)
    for items in ("pools", "moves"):
        if isinstance(given.get(items), list):
            before = {row["key"]: row for row in _rows(stored, items)}
            kept[items] = [_kept(items, row, before) for row in given[items]]
    return kept


def hidden(fault: Fault, cells: Container[str] = ()) -> Fault:
    """The fault without the value of a field of pay. `cells`: the places in a sheet that hold pay."""
    pay = fault.place in cells or _POINTER.search(fault.place) or _POINTER.search(fault.found)
    if not pay or fault.code in _TELL_NAMES_ALONE:
        return fault
    fix = fault.fix.partition(": write ")[0] if fault.code in _FIXED_WORDS else "correct it there"
    return replace(fault, found=NOT_SHOWN, fix=fix)


def is_pay(pointer: str) -> bool:
    """Whether a pointer such as `workforce#/pools/3/salary` leads to pay."""
    return _POINTER.search(pointer) is not None


def _pool(pool: dict[str, Any]) -> dict[str, Any]:
    seen = {name: value for name, value in pool.items() if name not in PAY}
    for name, hidden_names in INSIDE.items():
        if isinstance(seen.get(name), dict):
            seen[name] = {inner: value for inner, value in seen[name].items() if inner not in hidden_names}
    return seen


def _rows(workforce: Any, items: str) -> list[Any]:
    found = workforce.get(items) if isinstance(workforce, dict) else None
    return found if isinstance(found, list) else []


def _kept(items: str, row: Any, before: dict[str, Any]) -> Any:
    key = row.get("key") if isinstance(row, dict) else None
    old = before.get(key) if isinstance(key, str) else None
    if old is None or pay_of(items, row):
        return row
    made = dict(row)
    for path in pay_of(items, old):
        name, _, inner = path.partition("/")
        if not inner:
            made[name] = old[name]
        elif isinstance(made.get(name), dict):
            made[name] = {**made[name], inner: old[name][inner]}
    return made
