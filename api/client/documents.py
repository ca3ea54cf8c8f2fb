"""The four documents: put, read, listed, ended."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel

from api.client.wire import JSON, Wire
from api.schemas.documents import (
    DocumentJudgement,
    DocumentLine,
    DocumentPage,
    DocumentVersion,
    DocumentWritten,
)

Kind = Literal["forecast", "workforce", "rate_card", "policy"]
Content = BaseModel | Mapping[str, Any] | Path
PATHS: dict[Kind, str] = {
    "forecast": "forecasts",
    "workforce": "workforces",
    "rate_card": "rate-cards",
    "policy": "policies",
}
MERGE_PATCH = "application/merge-patch+json"
MEDIA = {
    ".json": JSON,
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
TABLES = {**MEDIA, ".csv": "text/csv"}


class Documents:
    """What a client does with documents."""

    _wire: Wire

    def put(
        self,
        kind: Kind,
        key: str,
        content: Content,
        *,
        if_match: int | Literal["*"] | None = None,
        max_change: float | None = None,
    ) -> DocumentWritten:
        """Makes a version, unless nothing changed. `content`: a model, its JSON, or a file of either kind.

        `if_match`: the version that was changed, or "*"; a change without it is refused (428, and 412 when
        it is no longer the newest). `max_change`: a share of the rows; more is refused as half an export.
        """
        body, media = body_of(content)
        most = None if max_change is None else f"{max_change:.0%}"
        headers = {"Content-Type": media, "If-Match": tag(if_match)}
        place = place_of(kind, key)
        return self._wire.read(
            DocumentWritten, "PUT", place, body=body, headers=headers, query={"max_change": most}
        )

    def get(
        self, kind: Kind, key: str, *, version: int | None = None, as_of: datetime | None = None
    ) -> DocumentVersion:
        """The document as it is, as one version has it, or as it was at a moment (with its zone)."""
        moment = None if as_of is None else as_of.isoformat()
        return self._wire.read(
            DocumentVersion, "GET", place_of(kind, key), query={"version": version, "as_of": moment}
        )

    def documents(self, kind: Kind, *, updated_since: datetime | None = None) -> Iterator[DocumentLine]:
        """All documents of a kind that are not archived, oldest change first."""
        since = None if updated_since is None else updated_since.isoformat()
        query: dict[str, Any] = {"updated_since": since, "limit": 200}
        while True:
            page = self._wire.read(DocumentPage, "GET", f"/v1/{PATHS[kind]}", query=query)
            yield from page.documents
            if page.next is None:
                return
            query["cursor"] = page.next

    def patch(
        self, kind: Kind, key: str, change: Mapping[str, Any], *, if_match: int | Literal["*"]
    ) -> DocumentWritten:
        """Changes what a merge patch names; a list is replaced as a whole."""
        return self._patched(place_of(kind, key), change, if_match)

    def patch_row(
        self,
        kind: Kind,
        key: str,
        rows: str,
        row: str,
        change: Mapping[str, Any],
        *,
        if_match: int | Literal["*"],
    ) -> DocumentWritten:
        """Changes a row by its key: `patch_row("workforce", "emea", "pools", "phone", {"headcount": 31})`."""
        place = f"{place_of(kind, key)}/{quote(rows, safe='')}/{quote(row, safe='')}"
        return self._patched(place, change, if_match)

    def validate(self, kind: Kind, content: Content) -> DocumentJudgement:
        """All that is wrong with a document by itself; nothing is stored."""
        body, media = body_of(content)
        headers = {"Content-Type": media}
        place = f"/v1/{PATHS[kind]}:validate"
        return self._wire.read(DocumentJudgement, "POST", place, body=body, headers=headers, repeatable=True)

    def _patched(self, place: str, change: Mapping[str, Any], if_match: int | str) -> DocumentWritten:
        headers = {"Content-Type": MERGE_PATCH, "If-Match": tag(if_match)}
        return self._wire.send(DocumentWritten, "PATCH", place, dict(change), headers=headers)

    def archive(self, kind: Kind, key: str) -> None:
        """Takes a document out of lists; its versions stay."""
        self._wire.ask("DELETE", place_of(kind, key))

    def purge(self, kind: Kind, key: str) -> None:
        """Erases the content of all its versions."""
        self._wire.ask("POST", place_of(kind, key) + ":purge", repeatable=True)


def place_of(kind: Kind, key: str) -> str:
    """Where a document is."""
    return f"/v1/{PATHS[kind]}/{quote(key, safe='')}"


def tag(version: int | str | None) -> str | None:
    """A version as `If-Match` names it."""
    return f'"{version}"' if isinstance(version, int) else version


def body_of(content: Content, kinds: Mapping[str, str] = MEDIA) -> tuple[bytes, str]:
    """What is sent, and as what; raises ValueError for a file of no kind that is read."""
    if isinstance(content, Path):
        media = kinds.get(content.suffix.lower())
        if media is None:
            raise ValueError(f"{content.name}: write one of {', '.join(kinds)}")
        return content.read_bytes(), media
    if isinstance(content, BaseModel):
        return content.model_dump_json(by_alias=True).encode(), JSON
    return json.dumps(content).encode(), JSON
