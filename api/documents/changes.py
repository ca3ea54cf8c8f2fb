"""What changed from one version of a document to the next, row by row."""

from __future__ import annotations

from typing import Any

Rows = dict[str, Any]


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
            found[name] = _rows(_by_key(old), _by_key(new))
        else:
            fields.append(name)
    return found | ({"fields": fields} if fields else {})


def changed_share(before: Any, after: Any) -> float:
    """The share of the rows that were there that are changed or gone; 0 when there were none."""
    there, touched = 0, 0
    for name, old in (before or {}).items():
        if _keyed(old) and old:
            found = _rows(_by_key(old), _by_key(after.get(name) or []))
            there += len(old)
            touched += len(found["changed"]) + len(found["removed"])
    return touched / there if there else 0.0


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) and "key" in row for row in value)


def _by_key(rows: Any) -> Rows:
    return {row["key"]: row for row in rows}


def _rows(old: Rows, new: Rows) -> dict[str, list[str]]:
    return {
        "added": sorted(new.keys() - old.keys()),
        "changed": sorted(key for key in new.keys() & old.keys() if new[key] != old[key]),
        "removed": sorted(old.keys() - new.keys()),
    }
