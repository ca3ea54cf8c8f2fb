"""What changed from one version of a document to the next, row by row."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from scheduler.explain.difference.rows import Rows, by_key, keyed, rows_apart


def changes(before: Any, after: Any) -> dict[str, Any]:
    """For every list of keyed rows its added, changed and removed keys; else the fields that differ."""
    found: dict[str, Any] = {}
    fields = []
    for name in sorted({*(before or {}), *after}):
        old, new = (before or {}).get(name), after.get(name)
        if before is None and isinstance(new, list):
            old = []
        if old == new:
            continue
        if _keyed(old) and _keyed(new):
            found[name] = _rows(by_key(old), by_key(new))
        else:
            fields.append(name)
    return found | ({"fields": fields} if fields else {})


def changed_share(before: Any, after: Any) -> float:
    """The share of the rows that were there that are changed or gone; 0 when there were none."""
    lists = [(old, after.get(name)) for name, old in (before or {}).items() if isinstance(old, list)]
    there = sum(len(old) for old, _ in lists)
    touched = sum(_touched(old, new if isinstance(new, list) else []) for old, new in lists)
    return touched / there if there else 0.0


def _touched(old: list[Any], new: list[Any]) -> int:
    """How many rows are changed or gone; those without keys are changed when they are there no more."""
    if keyed(old) and keyed(new):
        found = _rows(by_key(old), by_key(new))
        return len(found["changed"]) + len(found["removed"])
    return (_counted(old) - _counted(new)).total()


def _counted(rows: list[Any]) -> Counter[str]:
    return Counter(json.dumps(row, sort_keys=True) for row in rows)


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and keyed(value)


def _rows(old: Rows, new: Rows) -> dict[str, list[str]]:
    apart = rows_apart(old, new)
    return {name: sorted(getattr(apart, name)) for name in ("added", "changed", "removed")}
