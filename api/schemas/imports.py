"""Imports of HR systems' exports on the wire, and the mappings they are read by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel


class PoolMoves(BaseModel):
    """People of a pool who came to the workforce or left it, and who came from or went to another pool."""

    joined: int = 0
    left: int = 0
    moved_in: int = 0
    moved_out: int = 0


class ImportSummary(BaseModel):
    """What came of an export. `people`: who are there on `day`; `left_out`: rows by why; `since`: the day
    of the export before, null for the first; `changes`: by pool, since then."""

    mapping: str
    day: date
    rows: int
    people: int
    left_out: dict[str, int]
    since: date | None
    changes: dict[str, PoolMoves]


class MappingState(BaseModel):
    """A mapping; those that come with the service have no version. Pay in its templates shows to keys that
    may see pay."""

    key: str
    built_in: bool
    version: int | None = None
    updated: datetime | None = None
    archived: datetime | None = None
    mapping: dict[str, Any]


class MappingList(BaseModel):
    """Names of mappings: those that come with the service, then one's own that are not archived."""

    built_in: list[str]
    own: list[str]
