"""For HR tools: exports as workforces, and what adopted plans ask to be opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from api.client.documents import TABLES, place_of, tag
from api.client.wire import Wire
from api.schemas.documents import DocumentWritten
from api.schemas.imports import MappingList, MappingState
from api.schemas.requisitions import Requisition, RequisitionPage


class Requisitions:
    """An iterator over the feed; `cursor` is where to go on next time, also when nothing was new."""

    def __init__(self, wire: Wire, series: str | None, since: str | None) -> None:
        self._wire, self._series, self.cursor = wire, series, since

    def __iter__(self) -> Iterator[Requisition]:
        more = True
        while more:
            query = {"series": self._series, "changed_since": self.cursor, "limit": 200}
            page = self._wire.read(RequisitionPage, "GET", "/v1/requisitions", query=query)
            yield from page.requisitions
            self.cursor, more = page.cursor, page.more


class People:
    """What a client does for HR."""

    _wire: Wire

    def put_mapping(
        self, key: str, mapping: Mapping[str, Any], *, if_match: int | Literal["*"] | None = None
    ) -> MappingState:
        """Says how the exports of one's HR system are read; `bamboohr`, `personio`, `workday` are there."""
        place, headers = f"/v1/mappings/{quote(key, safe='')}", {"If-Match": tag(if_match)}
        return self._wire.send(MappingState, "PUT", place, dict(mapping), headers=headers)

    def mappings(self) -> MappingList:
        """Names of mappings: those that come with the service, and one's own."""
        return self._wire.read(MappingList, "GET", "/v1/mappings")

    def mapping(self, key: str) -> MappingState:
        """One mapping."""
        return self._wire.read(MappingState, "GET", f"/v1/mappings/{quote(key, safe='')}")

    def archive_mapping(self, key: str) -> None:
        """Takes a mapping out of lists; exports are read by it no more until it is put again."""
        self._wire.ask("DELETE", f"/v1/mappings/{quote(key, safe='')}")

    def put_export(
        self,
        key: str,
        export: Path,
        *,
        mapping: str,
        day: date | None = None,
        if_match: int | Literal["*"] | None = None,
        max_change: float | None = None,
    ) -> DocumentWritten:
        """Makes a version of a workforce from an HR system's export (`.csv`, `.xlsx` or `.json`).

        `mapping`: how it is read; `day`: of the export (absent: today). `max_change`: a share of the rows;
        more is refused as half an export.
        """
        most = None if max_change is None else f"{max_change:.0%}"
        told = None if day is None else day.isoformat()
        return self._wire.read(
            DocumentWritten,
            "PUT",
            place_of("workforce", key),
            body=export.read_bytes(),
            headers={"Content-Type": TABLES[export.suffix.lower()], "If-Match": tag(if_match)},
            query={"mapping": mapping, "export_date": told, "max_change": most},
        )

    def requisitions(self, series: str | None = None, since: str | None = None) -> Requisitions:
        """What was created, changed or withdrawn since a cursor (absent: all there ever was)."""
        return Requisitions(self._wire, series, since)

    def requisition(self, requisition: str) -> Requisition:
        """One requisition as it is."""
        return self._wire.read(Requisition, "GET", _place(requisition))

    def patch_requisition(
        self,
        requisition: str,
        *,
        if_match: int | Literal["*"],
        **said: Any,
    ) -> Requisition:
        """Says how it goes: `external_id`, `status`, `heads_filled`, `start`; what is left out stays."""
        dated = {name: each.isoformat() if isinstance(each, date) else each for name, each in said.items()}
        return self._wire.send(
            Requisition, "PATCH", _place(requisition), dated, headers={"If-Match": tag(if_match)}
        )


def _place(requisition: str) -> str:
    return f"/v1/requisitions/{quote(requisition, safe='')}"
