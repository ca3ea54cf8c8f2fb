"""What the limited child does: bounds itself, reads one document from one file, and answers in JSON."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

from api.documents.tabled import of_file
from api.imports.table import packed, read_table
from api.pay import hidden
from api.uploads.forms import ACTUALS, EXPORT, PROBLEM, TABLES
from api.uploads.pay_cells import in_over_time, pay_cells
from api.uploads.unpacking import judge_archive
from scheduler.errors import Fault, InvalidProblem
from scheduler.files import InvalidDocument, Places, load_document
from scheduler.files.archive import read_bytes
from scheduler.files.read_actuals import read_actuals
from scheduler.problem import Problem
from scheduler.validate import validate_alone

PR_SET_PDEATHSIG = 1
TOO_LARGE = {"archive_too_large", "too_large"}
UNSUPPORTED = {
    "damaged", "empty_archive", "empty_file", "encrypted", "macros", "not_a_workbook", "old_workbook",
    "unsupported_file",
}  # fmt: skip
TOO_HEAVY: dict[str, Any] = {"status": 413, "code": "upload_too_heavy", "faults": []}
UNREADABLE: dict[str, Any] = {"status": 422, "code": "upload_unreadable", "faults": []}


def answer(handed: int, parent: int) -> None:
    """Reads a request from a socket and writes the answer to it; killed at its limits, it writes none."""
    with socket.socket(fileno=handed) as asking:
        with asking.makefile("rb") as lines:
            request = json.loads(lines.readline())
        bound(parent, request["memory_mb"], request["seconds"])
        try:
            text = json.dumps(read(request["folder"], request["name"], request["kind"]))
            if len(text) > request["most"]:
                text = json.dumps({"status": 413, "code": "body_too_large", "faults": []})
        except MemoryError:
            text = json.dumps(TOO_HEAVY)
        except Exception as error:
            _report(error)
            text = json.dumps(UNREADABLE)
        asking.sendall(text.encode())


def bound(parent: int, memory_mb: int, seconds: float) -> None:
    """Limits memory, CPU and time of this process, lets it write no file, and ties its life to `parent`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    signal.setitimer(signal.ITIMER_REAL, seconds)  # its signal ends the process, also inside native code
    most = {
        resource.RLIMIT_AS: memory_mb * 1024 * 1024,
        resource.RLIMIT_CPU: max(1, int(seconds)),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, amount in most.items():
        _, hard = resource.getrlimit(limit)
        allowed = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(limit, (allowed, allowed))


def read(folder: str, name: str, kind: str) -> dict[str, Any]:
    """The document of a file with what was noticed, or what is wrong with it."""
    os.chdir(folder)  # so that places name the file as the sender knows it
    path = Path(name)
    places = Places()
    try:
        judge_archive(path)
        if kind == EXPORT:
            return {"named": packed(read_table(read_bytes(path))), "notes": []}
        if kind == ACTUALS:
            return _actuals(path)
        if kind.startswith(TABLES):
            return {"named": of_file(kind.removeprefix(TABLES), path), "notes": []}
        loaded = load_document(path, kind)
        places = loaded.places
        faults = [_placed(fault, places) for fault in validate_alone(loaded.document).faults]
    except InvalidProblem as error:
        faults = list(error.faults)
        places = error.places if isinstance(error, InvalidDocument) else places
    else:
        if not faults:
            named = loaded.document.model_dump(mode="json", by_alias=True, exclude_unset=True)
            return {
                "named": named,
                "notes": [[note.code, note.place, note.text] for note in loaded.notes],
            }
    return _refused([_hidden(fault, kind, places) for fault in faults])


def _actuals(path: Path) -> dict[str, Any]:
    """A table of what happened, by the names of the problem that lies beside it."""
    loaded = read_actuals(path, Problem.model_validate_json(Path(PROBLEM).read_bytes()))
    named = loaded.actuals.model_dump(mode="json", by_alias=True)
    return {"named": named, "notes": [[note.code, note.place, note.text] for note in loaded.notes]}


def _refused(faults: list[Fault]) -> dict[str, Any]:
    codes = {fault.code for fault in faults}
    status, code = 422, "validation_failed"
    if codes & TOO_LARGE:
        status, code = 413, "archive_too_large"
    elif codes & UNSUPPORTED:
        status, code = 415, "unsupported_file"
    lines = [[fault.code, fault.place, fault.found, fault.fix] for fault in faults[:100]]
    return {"status": status, "code": code, "faults": lines}


def _placed(fault: Fault, places: Places) -> Fault:
    return Fault(fault.code, places[fault.place], fault.found, fault.fix)


def _hidden(fault: Fault, kind: str, places: Places) -> Fault:
    """A cell has lost the pointer that says it is pay, so the cells of pay are looked up."""
    if kind != "workforce":
        return fault
    cells = pay_cells(places)
    if in_over_time(fault.place):
        cells.add(fault.place)
    return hidden(fault, cells)


def _report(error: Exception) -> None:
    """Where it happened, without what the error says: it may quote a cell."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    print(f"an upload could not be read: {type(error).__name__}\n{frames}", file=sys.stderr, flush=True)
