"""Documents on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from api.errors import ErrorItem
from api.schemas.imports import ImportSummary


class DocumentState(BaseModel):
    """A version of a document without its content. `changes`: to the version before, row by row."""

    kind: str
    key: str
    version: int
    hash: str | None = Field(
        description="SHA-256 of the content; null where the content has pay that the key may not see"
    )
    created: datetime
    by: str
    by_name: str | None = Field(default=None, description="what the key that stored it is called")
    archived: datetime | None = None
    changes: dict[str, Any]


class Noted(BaseModel):
    """Something lawful but odd, or something assumed because it was not said."""

    code: str
    place: str
    text: str


class DocumentWritten(DocumentState):
    """A version after a change, and what is odd about it; `imported`: when it was an HR system's export."""

    warnings: list[Noted]
    imported: ImportSummary | None = None


class DocumentJudgement(BaseModel):
    """What can be said of a document by itself; nothing is stored."""

    valid: bool
    faults: list[ErrorItem]
    warnings: list[Noted]
    assumptions: list[Noted]


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
