"""Imports of HR systems' exports: mappings, which versions they made, and who was in the last one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from api.store.store import Scope, now
from api.store.tables import employees, import_keys, imports, mappings

KEY_BYTES = 32


def mapping(scope: Scope, key: str, *, lock: bool = False) -> Row[Any] | None:
    """A tenant's own mapping, archived or not."""
    return scope.one(mappings, mappings.c.key == key, lock=lock)


def put_mapping(scope: Scope, key: str, body: Mapping[str, Any], version: int, by: str) -> bool:
    """Makes version 1 of a mapping or its next one; False when somebody else made the first meanwhile.

    An archived mapping comes back.
    """
    values = {"version": version, "body": dict(body), "updated": now(), "by": by, "archived": None}
    if version == 1:
        return scope.add_once(mappings, key=key, **values)
    return scope.change(mappings, mappings.c.key == key, **values) > 0


def archive_mapping(scope: Scope, key: str) -> bool:
    """Takes a mapping out of lists, and no export is read by it any more; whether there was one."""
    mine = mappings.c.key == key, mappings.c.archived.is_(None)
    return scope.change(mappings, *mine, archived=now(), updated=now()) > 0


def mapping_keys(scope: Scope) -> list[str]:
    """Of all own mappings that are not archived, sorted."""
    asked = select(mappings.c.key).where(mappings.c.archived.is_(None)).order_by(mappings.c.key)
    return [row.key for row in scope.all(asked, mappings)]


def note(scope: Scope, document: str, version: int, day: date, mapping: str) -> None:
    """That an export of a day made this version of a workforce, or found it as it was."""
    scope.set(imports, document=document, version=version, day=day, mapping=mapping, at=now())


def made_by(scope: Scope, document: str, version: int) -> Row[Any] | None:
    """The import that made a version of a workforce; None when it came as it is."""
    return scope.one(imports, imports.c.document == document, imports.c.version == version)


def newest(scope: Scope, document: str) -> Row[Any] | None:
    """The last import of a workforce."""
    asked = select(imports).where(imports.c.document == document).order_by(imports.c.version.desc())
    found = scope.all(asked.limit(1), imports)
    return found[0] if found else None


def hash_key(scope: Scope) -> bytes:
    """The tenant's key of employees' hashes, made when it is first asked for."""
    scope.add_once(import_keys, key=secrets.token_bytes(KEY_BYTES))
    row = scope.one(import_keys)
    assert row is not None
    return bytes(row.key)


def people(scope: Scope, document: str) -> dict[str, str]:
    """Hash → pool of everybody in the last export."""
    asked = select(employees).where(employees.c.document == document)
    return {row.hash: row.pool for row in scope.all(asked, employees)}


def set_people(scope: Scope, document: str, found: Mapping[str, str]) -> None:
    """Everybody in this export, in place of those in the last."""
    before = people(scope, document)
    for hash_ in before.keys() - found.keys():
        scope.remove(employees, employees.c.document == document, employees.c.hash == hash_)
    for hash_, pool in found.items():
        if before.get(hash_) != pool:
            scope.set(employees, document=document, hash=hash_, pool=pool)
