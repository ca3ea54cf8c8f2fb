"""Drafts on the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from api.schemas.tables import Tables


class DraftRequest(Tables):
    """A document that is being edited: text, valid or not. `base`: the version it began from."""

    base: int | None = Field(default=None, ge=1, le=2**31 - 1)


class DraftLine(BaseModel):
    """A draft in a list."""

    kind: str
    key: str
    base: int | None = Field(description="the version it began from; null where there was none")
    revision: int = Field(description="grows with every change; the ETag")
    updated: datetime


class DraftState(DraftLine, Tables):
    """A draft with its content."""


class DraftList(BaseModel):
    """The drafts of whoever asks, newest change first."""

    drafts: list[DraftLine]
