"""The public verb that reads one document from files, whatever else they carry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.errors import Fault, InvalidProblem, Notice
from scheduler.files.columns import folded
from scheduler.files.draft import Draft
from scheduler.files.grid import Grid, Tray
from scheduler.files.json_read import DOCUMENTS
from scheduler.files.load import (
    DOCUMENT_OF,
    Part,
    assemble,
    merge_json,
    read_all,
    refuse_twice,
    require_calendar,
    several,
)
from scheduler.files.places import Places
from scheduler.files.pydantic_faults import faults_of
from scheduler.files.read_over_time import TIMED_SHEETS
from scheduler.files.sheets import SHEETS
from scheduler.files.strangers import judge_strangers
from scheduler.files.tables_policy import OVER_TIME
from scheduler.problem import Forecast, Policy, RateCard, Workforce
from scheduler.validate import Document

MODELS: dict[str, type[Document]] = {
    "forecast": Forecast,
    "workforce": Workforce,
    "rate_card": RateCard,
    "policy": Policy,
}


@dataclass(frozen=True)
class LoadedDocument:
    """One document, what was noticed on the way, and where everything stands in the user's files."""

    document: Document
    notes: tuple[Notice, ...]
    places: Places


def load_document(paths: Sequence[Path | str] | Path | str, kind: str) -> LoadedDocument:
    """Reads the document `kind` (forecast, workforce, rate_card, policy); others are left aside, with a note.

    Sheets without rows say nothing, here as in `load`: a document is there when one of its sheets has a row.
    Raises UnreadableFile when a file is not what its name says, InvalidDocument with every fault otherwise.
    """
    tray = Tray()
    mine, own_parts = own_sheets(paths, kind, tray)
    draft = Draft(tray)
    merge_json(draft, own_parts)
    refuse_twice(tray, mine, own_parts)
    assemble(draft, mine)
    require_calendar(draft, own_parts)
    return LoadedDocument(read_document(draft, kind), tuple(tray.notes), draft.places)


def own_sheets(
    paths: Sequence[Path | str] | Path | str, kind: str, tray: Tray
) -> tuple[list[Grid], list[Part]]:
    """The sheets and the JSON of one document among files; what is odd goes into the tray.

    Raises UnreadableFile, and InvalidDocument where the files say nothing of it.
    """
    grids, parts = read_all([Path(path) for path in several(paths)], tray)
    others = {name for name in DOCUMENTS if name != kind}
    _forget(tray, others)
    judge_strangers(tray, {grid.name for grid in grids}, others | {n for _, part in parts for n in part})
    _note_others(tray, grids, parts, others)
    mine = [grid for grid in (_own(grid, others) for grid in grids) if grid is not None]
    own_parts: list[Part] = [(path, {kind: part[kind]}) for path, part in parts if kind in part]
    if not own_parts and not any(grid.rows and DOCUMENT_OF[grid.name] == kind for grid in mine):
        tray.faults.insert(0, _absent(kind, paths))
        raise InvalidDocument(tray.faults, Places())
    return mine, own_parts


class InvalidDocument(InvalidProblem):
    """The document has faults; `places` says which cells its fields came from."""

    def __init__(self, faults: Sequence[Fault], places: Places) -> None:
        super().__init__(faults)
        self.places = places


def _forget(tray: Tray, others: set[str]) -> None:
    """Merged cells in a sheet that is left aside are nobody's business here."""
    marks = tuple(f"{sheet.name}!" for sheet in SHEETS if sheet.document in others)
    tray.faults[:] = [fault for fault in tray.faults if not fault.place.startswith(marks)]


def _own(grid: Grid, others: set[str]) -> Grid | None:
    """The sheet as far as it is of the wanted document."""
    if DOCUMENT_OF[grid.name] in others:
        return None
    return replace(grid, rows=tuple(_own_rows(grid, others))) if grid.name == OVER_TIME.name else grid


def _own_rows(grid: Grid, others: set[str]) -> Iterator[Any]:
    """Rows of Over time, without those that name a sheet of another document."""
    header = folded(OVER_TIME.by_path["sheet"].header)
    column = next((i for i, cell in enumerate(grid.header) if folded(str(cell)) == header), None)
    for row in grid.rows:
        sheet = None if column is None else TIMED_SHEETS.get(folded(str(row[column])))
        if sheet is None or sheet.document not in others:
            yield row


def _note_others(tray: Tray, grids: list[Grid], parts: list[Part], others: set[str]) -> None:
    for name in (each for each in DOCUMENTS if each in others):
        sheets = [grid for grid in grids if DOCUMENT_OF[grid.name] == name and grid.rows]
        places = sorted({grid.file for grid in sheets} | {str(path) for path, part in parts if name in part})
        if places:
            names = ", ".join(dict.fromkeys(grid.name for grid in sheets))
            text = f"the {name.replace('_', ' ')} was left aside" + (f": {names}" if names else "")
            tray.note("left_aside", ", ".join(places[:3]), text)


def read_document(draft: Draft, kind: str) -> Document:
    """The document, validated in JSON mode; raises InvalidDocument with all faults."""
    faults, data, model = list(draft.tray.faults), draft.data.get(kind, {}), MODELS[kind]
    try:
        document = model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        faults += faults_of(error, data, draft.places, draft.damaged, model=model, within=(kind,))
    if faults:
        raise InvalidDocument(faults, draft.places)
    return document


def _absent(kind: str, paths: Sequence[Path | str] | Path | str) -> Fault:
    place = ", ".join(str(path) for path in several(paths))
    sheets = ", ".join(sheet.name for sheet in SHEETS if sheet.document == kind)
    found = f"no {kind.replace('_', ' ')} in this file"
    return Fault("not_in_file", place, found, f"fill in its sheets: {sheets}")
