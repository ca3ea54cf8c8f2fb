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
from api.schemas.documents import DocumentLine, DocumentPage, DocumentVersion, DocumentWritten

Kind = Literal["forecast", "workforce", "rate_card", "policy"]
Content = BaseModel | Mapping[str, Any] | Path
PATHS: dict[Kind, str] = {
    "forecast": "forecasts",
    "workforce": "workforces",
    "rate_card": "rate-cards",
    "policy": "policies",
}
MEDIA = {
    ".json": JSON,
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


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
        body, media = _body(content)
        most = None if max_change is None else f"{max_change:.0%}"
        headers = {"Content-Type": media, "If-Match": _tag(if_match)}
        place = _place(kind, key)
        return self._wire.read(
            DocumentWritten, "PUT", place, body=body, headers=headers, query={"max_change": most}
        )

    def get(
        self, kind: Kind, key: str, *, version: int | None = None, as_of: datetime | None = None
    ) -> DocumentVersion:
        """The document as it is, as one version has it, or as it was at a moment (with its zone)."""
        moment = None if as_of is None else as_of.isoformat()
        return self._wire.read(
            DocumentVersion, "GET", _place(kind, key), query={"version": version, "as_of": moment}
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

    def archive(self, kind: Kind, key: str) -> None:
        """Takes a document out of lists; its versions stay."""
        self._wire.ask("DELETE", _place(kind, key))

    def purge(self, kind: Kind, key: str) -> None:
        """Erases the content of all its versions."""
        self._wire.ask("POST", _place(kind, key) + ":purge", repeatable=True)


def _place(kind: Kind, key: str) -> str:
    return f"/v1/{PATHS[kind]}/{quote(key, safe='')}"


def _tag(version: int | str | None) -> str | None:
    return f'"{version}"' if isinstance(version, int) else version


def _body(content: Content) -> tuple[bytes, str]:
    """What is sent, and as what; raises ValueError for a file of no kind that is read."""
    if isinstance(content, Path):
        media = MEDIA.get(content.suffix.lower())
        if media is None:
            raise ValueError(f"{content.name}: write one of {', '.join(MEDIA)}")
        return content.read_bytes(), media
    if isinstance(content, BaseModel):
        return content.model_dump_json(by_alias=True).encode(), JSON
    return json.dumps(content).encode(), JSON
