"""Tables of keyed rows side by side: which rows are new, gone, or other than they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Rows = Mapping[str, Any]


@dataclass(frozen=True)
class RowsApart:
    """Keys, in the order of the rows."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def keyed(value: Any) -> bool:
    """Whether a value is a table: a list of rows that each have a key."""
    return isinstance(value, list | tuple) and all(isinstance(row, dict) and "key" in row for row in value)


def by_key(rows: Any) -> dict[str, Any]:
    """The rows of a table by their keys."""
    return {row["key"]: row for row in rows}


def rows_apart(old: Rows, new: Rows) -> RowsApart:
    """What differs from one table to another."""
    return RowsApart(
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
        removed=tuple(key for key in old if key not in new),
    )
