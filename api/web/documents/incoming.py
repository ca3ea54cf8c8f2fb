"""Files that somebody brings: which documents they carry, and what is wrong with each."""

from __future__ import annotations

import asyncio
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from anyio.to_thread import run_sync

from api.client.problem import ApiProblem
from api.schemas.tables import DocumentTables
from api.uploads.forms import ARCHIVE, JSON, WORKBOOK
from api.web.caller import Api
from api.web.documents.kinds import KINDS, Kind

ABSENT = "not_in_file"
MEDIA = {".xlsx": WORKBOOK, ".zip": ARCHIVE, ".xls": "application/vnd.ms-excel", ".xlsm": WORKBOOK}
File = tuple[str, bytes]


@dataclass(frozen=True)
class Brought:
    """A document in a file: its tables with their faults, or why there are none."""

    kind: Kind
    found: DocumentTables | None
    error: ApiProblem | None = None

    @property
    def sound(self) -> bool:
        """Whether it can be stored as it is."""
        return self.found is not None and self.found.valid


async def brought(api: Api, files: Sequence[File]) -> list[Brought]:
    """The documents in files that were brought together. Raises ApiProblem where nothing can be read."""
    bodies = await run_sync(_bodies, files)
    asked = [(kind, *bodies[kind.name]) for kind in KINDS if kind.name in bodies]
    found = await asyncio.gather(*(_one(api, kind, media, body) for kind, media, body in asked))
    carried = [each for each in found if each is not None]
    refused = [each.error for each in carried if each.error is not None and each.error.status != 422]
    if refused:
        raise refused[0]
    return carried


def key_of(name: str) -> str:
    """A key that a file's name gives: `Surge 2027.xlsx` is `surge-2027`."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", PurePath(name).stem).strip("-._").lower()
    return stem[:60] or "documents"


async def _one(api: Api, kind: Kind, media: str, body: bytes) -> Brought | None:
    try:
        answer = await api.upload("POST", f"/v1/{kind.path}:tabulate", body, media)
    except ApiProblem as error:
        absent = any(each.code == ABSENT for each in error.errors)
        return None if absent else Brought(kind, None, error)
    return Brought(kind, DocumentTables.model_validate_json(answer.content))


def _bodies(files: Sequence[File]) -> Mapping[str, tuple[str, bytes]]:
    """What is asked about each kind: media type and body."""
    endings = {PurePath(name).suffix.lower() for name, _ in files}
    if endings == {".json"} and len(files) == 1:
        return _of_json(files[0][1])
    if endings <= {".csv"}:
        return dict.fromkeys((kind.name for kind in KINDS), (ARCHIVE, _zipped(files)))
    name, content = files[0]
    media = MEDIA.get(PurePath(name).suffix.lower(), "application/octet-stream")
    return dict.fromkeys((kind.name for kind in KINDS), (media, content))


def _of_json(content: bytes) -> Mapping[str, tuple[str, bytes]]:
    """The documents of a problem, or one document by the lists it has; what is no JSON the API tells of."""
    try:
        told = json.loads(content)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return {"forecast": (JSON, content)}
    parts = {kind.name: told[kind.name] for kind in KINDS if kind.name in told}
    if not parts:
        marks = {"calendar": "forecast", "pools": "workforce", "vendors": "rate_card", "offers": "rate_card"}
        name = next((kind for mark, kind in marks.items() if mark in told), "policy")
        parts = {name: told}
    return {name: (JSON, json.dumps(part).encode()) for name, part in parts.items()}


def _zipped(files: Sequence[File]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(PurePath(name).name, content)
    return out.getvalue()
