"""The public verb that reads a problem from files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.errors import Fault, InvalidProblem, Notice, UnreadableFile
from scheduler.files.archive import unreadable
from scheduler.files.csv_read import read_csv, read_folder, read_zipped
from scheduler.files.draft import Draft
from scheduler.files.grid import Grid, Tray
from scheduler.files.json_read import DOCUMENTS, read_json
from scheduler.files.places import Places
from scheduler.files.pydantic_faults import faults_of
from scheduler.files.read_changes import read_changes
from scheduler.files.read_demand import read_demand
from scheduler.files.read_limits import read_limits
from scheduler.files.read_lists import read_list, read_start
from scheduler.files.read_over_time import read_over_time
from scheduler.files.sheets import LISTS, SHEETS
from scheduler.files.strangers import judge_strangers
from scheduler.files.workbook_read import read_workbook
from scheduler.problem import Problem

DOCUMENT_OF = {sheet.name: sheet.document for sheet in SHEETS}
READERS: dict[str, Callable[[Path, Tray], list[Grid]]] = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".xls": read_workbook,
    ".csv": read_csv,
    ".zip": read_zipped,
}


@dataclass(frozen=True)
class Loaded:
    """A problem, what was noticed on the way, and where everything stands in the user's files."""

    problem: Problem
    notes: tuple[Notice, ...]
    places: Places

    def place(self, pointer: str) -> str:
        """The cell (or JSON pointer) of a pointer such as `rate_card#/offers/3/min_term`."""
        return self.places[pointer]


def load(paths: Sequence[Path | str] | Path | str) -> Loaded:
    """Reads and merges JSON files, workbooks, CSV files and folders of them into one problem.

    Raises UnreadableFile when a file is not what its name says, InvalidProblem with every fault otherwise.
    """
    tray = Tray()
    grids, parts = read_all([Path(path) for path in several(paths)], tray)
    judge_strangers(tray, {grid.name for grid in grids}, {name for _, part in parts for name in part})
    draft = Draft(tray)
    merge_json(draft, parts)
    refuse_twice(tray, grids, parts)
    assemble(draft, grids)
    require_calendar(draft, parts)
    if "forecast" not in draft.data:
        draft.damaged.add("forecast#")
        names = ", ".join(str(path) for path in several(paths)) or "no file"
        tray.fault(
            "no_forecast", names, "no forecast among these files", "add the file with Start and Demand"
        )
    return Loaded(_problem(draft), tuple(tray.notes), draft.places)


def several(paths: Sequence[Path | str] | Path | str) -> Sequence[Path | str]:
    return [paths] if isinstance(paths, str | Path) else paths


Part = tuple[Path, dict[str, Any]]


def read_all(paths: list[Path], tray: Tray) -> tuple[list[Grid], list[Part]]:
    """The sheets and the JSON documents of all files; every file that cannot be read is reported."""
    grids: list[Grid] = []
    parts: list[Part] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            if path.suffix.lower() == ".json":
                parts.append((path, read_json(path)))
            else:
                grids += _reader(path)(path, tray)
        except UnreadableFile as error:
            faults += error.faults
    if faults:
        raise UnreadableFile(faults)
    return grids, parts


def _reader(path: Path) -> Callable[[Path, Tray], list[Grid]]:
    if path.is_dir():
        return read_folder
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        if not path.exists():
            raise unreadable(path, "cannot_read", "there is no such file", "check the name")
        raise unreadable(
            path,
            "unsupported_file",
            f"a file of type '{path.suffix}'",
            "give .json, .xlsx, .csv, .zip or a folder",
        )
    return reader


def merge_json(draft: Draft, parts: list[Part]) -> None:
    for path, part in parts:
        for name, value in part.items():
            if name == "format" or name not in draft.data:
                draft.data[name] = value
            else:
                found = f"a second {name}"
                draft.tray.fault("document_twice", str(path), found, "keep one of the files")


def refuse_twice(tray: Tray, grids: list[Grid], parts: list[Part]) -> None:
    first: dict[str, Grid] = {}
    for grid in grids:
        before = first.setdefault(grid.name, grid)
        document = DOCUMENT_OF[grid.name]
        if before is not grid and grid.rows and before.rows and grid.name != "Over time":
            found = f"the sheet {grid.name} is in {before.file} already"
            tray.fault("sheet_twice", f"{grid.file} {grid.name}", found, "keep one of them")
        if document and grid.rows and any(document in part for _, part in parts):
            found = f"the {document.replace('_', ' ')} is in a JSON file already"
            tray.fault("document_twice", f"{grid.file} {grid.name}", found, "keep one of them")


def assemble(draft: Draft, grids: list[Grid]) -> None:
    """Sheets in an order in which each finds what it refers to; sheets without rows say nothing."""
    by_name: dict[str, Grid] = {}
    for grid in grids:
        if grid.name != "Over time" and (grid.rows or grid.name not in by_name):
            by_name[grid.name] = grid
    json_documents = {name for name in DOCUMENTS if name in draft.data}
    readers: list[tuple[str, Callable[[Draft, Grid], None]]] = [("Start", read_start)]
    readers += [(sheet.name, lambda d, g, s=sheet: read_list(d, g, s)) for sheet in LISTS]  # type: ignore[misc]
    readers += [("Demand", read_demand), ("Team changes", read_changes), ("Limits", read_limits)]
    for name, reader in readers:
        if name in by_name and DOCUMENT_OF[name] not in json_documents:
            reader(draft, by_name[name])
    for grid in grids:
        if grid.name == "Over time":
            read_over_time(draft, grid)


def require_calendar(draft: Draft, parts: list[Part]) -> None:
    """A forecast in sheets needs the row of Start and at least one of Workstreams."""
    forecast = draft.data.get("forecast")
    if not isinstance(forecast, dict) or any("forecast" in part for _, part in parts):
        return
    for name, sheet in (("calendar", "Start"), ("workstreams", "Workstreams")):
        if not forecast.get(name):
            draft.damaged.add(f"forecast#/{name}")
            draft.tray.fault("missing", f"{sheet}!A2", f"no row in {sheet}", "fill it in")


def _problem(draft: Draft) -> Problem:
    """The problem, validated in JSON mode; raises InvalidProblem with all faults."""
    faults = list(draft.tray.faults)
    try:
        problem = Problem.model_validate_json(json.dumps(draft.data))
    except ValidationError as error:
        faults += faults_of(error, draft.data, draft.places, draft.damaged)
    if faults:
        raise InvalidProblem(faults)
    return problem
