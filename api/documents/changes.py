"""What changed from one version of a document to the next, row by row."""

from __future__ import annotations

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
    there, touched = 0, 0
    for name, old in (before or {}).items():
        if _keyed(old) and old:
            found = _rows(by_key(old), by_key(after.get(name) or []))
            there += len(old)
            touched += len(found["changed"]) + len(found["removed"])
    return touched / there if there else 0.0


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and keyed(value)


def _rows(old: Rows, new: Rows) -> dict[str, list[str]]:
    apart = rows_apart(old, new)
    return {name: sorted(getattr(apart, name)) for name in ("added", "changed", "removed")}
