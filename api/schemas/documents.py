"""Documents on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class DocumentState(BaseModel):
    """A version of a document without its content. `changes`: to the version before, row by row."""

    kind: str
    key: str
    version: int
    hash: str
    created: datetime
    by: str
    archived: datetime | None = None
    changes: dict[str, Any]


class DocumentVersion(DocumentState):
    """A version with its content; nothing is there once it is purged."""

    content: dict[str, Any] | None


class DocumentLine(BaseModel):
    """A document in a list."""

    key: str
    version: int
    updated: datetime


class DocumentPage(BaseModel):
    """Documents, oldest change first; `next` is the cursor of the page after this, absent on the last."""

    documents: list[DocumentLine]
    next: str | None = None
