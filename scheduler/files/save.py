"""The public verb that writes a problem to files, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from scheduler.errors import Fault, InvalidProblem
from scheduler.files.csv_write import csv_bytes
from scheduler.files.kinds import BadValue
from scheduler.files.write_grids import tables
from scheduler.problem import Problem


def save(problem: Problem, path: Path | str) -> None:
    """Writes a problem as JSON (.json), a workbook (.xlsx), or a folder of CSV files (any other name).

    A file appears under its name only when it is complete. Raises InvalidProblem when the format
    cannot hold the problem, OSError when the disk cannot.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".json":
        text = problem.model_dump_json(by_alias=True, exclude_defaults=True, indent=1)
        atomically(path, lambda part: part.write_text(_with_format(text), encoding="utf-8"))
    elif suffix == ".xlsx":
        from scheduler.files.workbook_write import write_workbook

        try:
            found = tables(problem)
            atomically(path, lambda part: write_workbook(part, found, problem.rate_card.offers))
        except BadValue as bad:
            raise InvalidProblem([Fault("cannot_write", str(path), bad.found, bad.fix)]) from bad
    elif suffix in ("", ".csvs", ".d"):
        save_folder(problem, path)
    else:
        fix = "name it .json, .xlsx, or give a folder"
        raise InvalidProblem([Fault("cannot_write", str(path), f"'{suffix}' is no format of ours", fix)])


def save_folder(problem: Problem, folder: Path) -> None:
    """One CSV file for each sheet; sheets without rows are left out, and stale ones removed."""
    contents = [(table.sheet.file_name, csv_bytes(table) if table.rows else b"") for table in tables(problem)]
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents:
        if content:
            atomically(folder / name, lambda part, content=content: part.write_bytes(content))  # type: ignore[misc]
        else:
            (folder / name).unlink(missing_ok=True)


def atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Writes beside the file and renames, so that a failed run leaves an existing file as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
    os.close(handle)
    part = Path(name)
    try:
        write(part)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _with_format(text: str) -> str:
    """The version of the layout is a default, and belongs into the file all the same."""
    return '{\n "format": 1,' + text[1:] + "\n"
