"""An export on its way into a workforce: what it makes, what is noted of it, and what is told."""

from __future__ import annotations

import json
from collections.abc import Mapping as Named
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.errors import ApiError, invalid, not_found
from api.imports.builtin import BUILT_IN
from api.imports.comparing import changed_heads, hashed, moves
from api.imports.groups import make
from api.imports.mapping import Mapping
from api.imports.people import read_people
from api.imports.sound import sound
from api.imports.table import Table
from api.schemas.imports import ImportSummary
from api.store import documents, imports
from api.store.documents import Kind
from api.store.store import Scope
from scheduler.errors import Notice
from scheduler.problem import Workforce


@dataclass(frozen=True)
class Import:
    """A workforce made from an export, not stored yet. `share`: of heads by which pools grow or shrink."""

    data: dict[str, Any]
    share: float
    people: Named[str, str]
    told: ImportSummary
    warnings: tuple[Notice, ...]


def prepare(
    scope: Scope, key: str, table: Table, named: str, day: date, *, pay: bool, most_mb: float
) -> Import:
    """What this export makes of the workforce as it is now.

    404 for a mapping that is not there, 422 with every fault by row and column, and for an export that is
    older than the last one, 413 for a workforce that is too large. Without `pay`, that of the export is not
    read.
    """
    mapping, last, before = mapping_of(scope, named), imports.newest(scope, key), _workforce(scope, key)
    mapping = mapping if pay else mapping.without_salaries()
    if last is not None and last.day > day:
        raise ApiError(422, "older_export", f"The last export was of {last.day}; this one is of {day}.")
    reading = read_people(table, mapping, day)
    made = make(reading.people, before, mapping, day)
    faults = [*reading.faults, *made.faults]
    if not faults and not made.pools:
        raise ApiError(422, "nobody_there", f"Nobody in this export is there on {day}.")
    if faults:
        raise invalid(faults)
    data, findings = sound(made, table, most_mb)
    found, earlier = hashed(made.pools, imports.hash_key(scope)), imports.people(scope, key)
    told = ImportSummary(
        mapping=named,
        day=day,
        rows=len(table.rows),
        people=len(made.pools),
        left_out=dict(sorted(reading.left_out.items())),
        since=None if last is None else last.day,
        changes={} if last is None else moves(earlier, found),
    )
    share = changed_heads(before, made.workforce)
    return Import(data, share, found, told, (*made.warnings, *findings.warnings))


def finish(scope: Scope, key: str, version: int, done: Import) -> None:
    """Notes what made a version and who was in it, in the transaction that stored it."""
    imports.note(scope, key, version, done.told.day, done.told.mapping)
    imports.set_people(scope, key, done.people)


def mapping_of(scope: Scope, named: str) -> Mapping:
    """A mapping by name: one of those that come with the service, or the tenant's own; 404 when archived."""
    if named in BUILT_IN:
        return BUILT_IN[named]
    row = imports.mapping(scope, named)
    if row is None or row.archived is not None:
        raise not_found()
    return Mapping.model_validate_json(json.dumps(row.body))


def _workforce(scope: Scope, key: str) -> Workforce:
    stored = documents.newest(scope, Kind.WORKFORCE, key)
    if stored is None or stored.body is None:
        return Workforce()
    return Workforce.model_validate_json(stored.body)
