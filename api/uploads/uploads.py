"""From the bytes of a workbook or an archive to the document in it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from api.errors import ApiError, faulty
from api.settings import Settings
from api.uploads.forms import Form
from api.uploads.reader import ReaderGone, shared_reader
from scheduler.errors import Fault, Notice

WAITING = 16  # uploads that may wait for their turn; they are in memory
RETRY_AFTER = {"Retry-After": "5"}


class Turns:
    """Who reads, and how many are there in all. Each event loop has its own."""

    def __init__(self, at_once: int) -> None:
        self.limiter, self.there, self.most = CapacityLimiter(at_once), 0, at_once + WAITING


_turns: RunVar[Turns] = RunVar("uploads")


@dataclass(frozen=True)
class Upload:
    """What a file says of one document: the fields it names, and what was noticed."""

    named: dict[str, Any]
    notes: tuple[Notice, ...]


async def read_upload(
    settings: Settings, kind: str, form: Form, body: bytes, beside: Mapping[str, str] | None = None
) -> Upload:
    """The document `kind` of a workbook or an archive, read in a limited child process.

    `beside`: files of ours that the reading takes, by name.

    413 when it unpacks to too much or takes more memory or time than is allowed, 415 when it is no such
    file, 422 with the cell of every fault, 429 when too many wait.
    """
    turns = _turns.get(None)
    if turns is None:
        turns = Turns(settings.uploads_at_once)
        _turns.set(turns)
    if turns.there >= turns.most:
        raise ApiError(
            429, "too_many_uploads", "Too many uploads wait; send it again later.", headers=RETRY_AFTER
        )
    turns.there += 1
    try:
        return await to_thread.run_sync(
            _read, settings, kind, form, body, beside or {}, limiter=turns.limiter
        )
    finally:
        turns.there -= 1


def _read(settings: Settings, kind: str, form: Form, body: bytes, beside: Mapping[str, str]) -> Upload:
    with tempfile.TemporaryDirectory(prefix="staffmix-upload-") as folder:
        for name, text in beside.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        (Path(folder) / form).write_bytes(body)
        request = {
            "folder": folder,
            "name": form,
            "kind": kind,
            "memory_mb": settings.upload_memory_mb,
            "seconds": settings.upload_seconds,
            "most": int(settings.body_mb * 1024 * 1024),
        }
        try:
            found = shared_reader().ask(request, settings.upload_seconds)
        except ReaderGone:
            raise ApiError(
                503, "reader_gone", "The file was not read; send it again.", headers=RETRY_AFTER
            ) from None
    if found is None or "named" not in found:
        raise _refused(settings, found)
    return Upload(found["named"], tuple(Notice(*note) for note in found["notes"]))


def _refused(settings: Settings, found: dict[str, Any] | None) -> ApiError:
    if found is not None and found["faults"]:
        faults = [Fault(*fault) for fault in found["faults"]]
        return faulty(found["status"], found["code"], faults)
    code = "upload_too_heavy" if found is None else str(found["code"])
    words = {
        "upload_too_heavy": f"Reading this file takes more than {settings.upload_memory_mb} MB or "
        f"{settings.upload_seconds:g} s; send fewer rows, or save it again in a spreadsheet program.",
        "upload_unreadable": "This file cannot be read; save it again in a spreadsheet program.",
        "body_too_large": f"What this file says is larger than {settings.body_mb:g} MB.",
    }
    return ApiError(413 if found is None else found["status"], code, words[code])
