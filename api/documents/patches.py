"""Merge patches (RFC 7396), of a document and of one of its rows."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from api.errors import invalid, not_found
from scheduler.errors import Fault
from scheduler.validate.pointer import pointer


def merged(target: Any, patch: Any) -> Any:
    """`MergePatch(Target, Patch)` of RFC 7396: null takes a member away, objects are merged, all else set."""
    if not isinstance(patch, dict):
        return patch
    made = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            made.pop(name, None)
        else:
            made[name] = merged(made.get(name), value)
    return made


def merged_row(document: dict[str, Any], items: str, row: str, patch: Any, kind: str) -> dict[str, Any]:
    """The document with a patch of one row; 404 without that row, 422 for another key."""
    rows: list[dict[str, Any]] = list(document.get(items, []))
    number = next((i for i, each in enumerate(rows) if each["key"] == row), None)
    if number is None:
        raise not_found()
    place = pointer((kind, items, number))
    if not isinstance(patch, dict):
        found = "a patch that is no object"
        raise invalid([Fault("wrong_type", place, found, "write an object with the fields that change")])
    if patch.get("key", row) != row:
        fix = "leave the key out; another key is another row: put the document"
        raise invalid([Fault("key_changed", f"{place}/key", "another key than that of the address", fix)])
    rows[number] = merged(rows[number], patch)
    return {**document, items: rows}


def keyed_lists(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The lists of keyed rows of a document, each with the model of a row."""
    found = {}
    for name, info in model.model_fields.items():
        row = next(iter(get_args(info.annotation)), None)
        if isinstance(row, type) and issubclass(row, BaseModel) and "key" in row.model_fields:
            found[name] = row
    return found
