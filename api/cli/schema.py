"""`staffmix schema`: what a document may hold, as JSON Schema."""

from __future__ import annotations

import difflib
import json

from api.cli.guard import PLANNED, refuse
from api.cli.screen import Screen
from api.schemas.json_schema import DOCUMENTS, schema_of


def run(document: str) -> int:
    """Prints the schema; an unknown name is refused with the nearest one."""
    name = document.lower().replace("-", "_")
    if name not in DOCUMENTS:
        near = difflib.get_close_matches(name, DOCUMENTS, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise refuse("DOCUMENT", f"no document {document!r}", f"{hint}There are {', '.join(DOCUMENTS)}.")
    schema = schema_of(name)
    Screen().json(json.dumps(schema, indent=2, ensure_ascii=False))
    return PLANNED
