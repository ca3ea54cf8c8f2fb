"""The public verb that reads a table of actuals: a CSV file, the sheet Actuals of a workbook, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.errors import InvalidProblem, Notice
from scheduler.files.archive import read_bytes, unreadable
from scheduler.files.columns import folded
from scheduler.files.csv_read import read_csv
from scheduler.files.draft import Draft
from scheduler.files.grid import Grid, Tray
from scheduler.files.json_read import read_text, text_of
from scheduler.files.kinds import nearest, shown
from scheduler.files.places import Places
from scheduler.files.pydantic_faults import faults_of
from scheduler.files.rows import append, missing, rows
from scheduler.files.tables_actuals import ACTUALS
from scheduler.files.workbook_read import read_workbook
from scheduler.problem import Problem
from scheduler.problem.actuals import Actuals, What

KEYS = ("what", "name", "date", "value", "planned_for")


@dataclass(frozen=True)
class LoadedActuals:
    """Actuals, what was noticed on the way, and the cell of every value (`actuals#/rows/3/date`)."""

    actuals: Actuals
    notes: tuple[Notice, ...]
    places: Places


def read_actuals(path: Path | str, problem: Problem) -> LoadedActuals:
    """Reads a table of actuals on the teams, offers and workstreams of a problem.

    A CSV file may have any name. Raises UnreadableFile when the file is not what its name says,
    InvalidProblem with every fault otherwise.
    """
    path, tray = Path(path), Tray()
    draft = Draft(tray)
    draft.document("actuals")["rows"] = []
    if path.suffix.lower() == ".json":
        draft.data["actuals"] = read_text(path, text_of(path, read_bytes(path)))
    else:
        for grid in _grids(path, tray):
            _read(draft, grid)
    return LoadedActuals(_actuals(draft, problem), tuple(tray.notes), draft.places)


def _grids(path: Path, tray: Tray) -> list[Grid]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return read_csv(path, tray, {folded(path.name[:-4].replace("-", " ")): ACTUALS.name})
    if suffix not in (".xlsx", ".xlsm"):
        fix = "give .csv, .xlsx or .json"
        raise unreadable(path, "unsupported_file", f"a file of type '{path.suffix}'", fix)
    found = read_workbook(path, tray, {folded(ACTUALS.name): ACTUALS.name})
    if not found:
        fix = f"name the sheet {ACTUALS.name}"
        raise unreadable(path, "no_actuals", f"there is no sheet {ACTUALS.name}", fix)
    return found


def _read(draft: Draft, grid: Grid) -> None:
    for row, values, places in rows(draft, grid, ACTUALS):
        if missing(draft, ACTUALS, values, places, "what", "name", "date", "value"):
            continue
        entry = {key: values[key] for key in KEYS if values.get(key) is not None}
        append(draft, ("actuals", "rows"), entry, grid.place(row.number, 0), {k: places[k] for k in KEYS})


def _actuals(draft: Draft, problem: Problem) -> Actuals:
    """Validated in JSON mode; raises InvalidProblem with all faults."""
    data = draft.data["actuals"]
    found: Actuals | None = None
    try:
        found = Actuals.model_validate_json(json.dumps(data))
    except ValidationError as error:
        draft.tray.faults += faults_of(
            error, data, draft.places, draft.damaged, model=Actuals, within=("actuals",)
        )
    _judge_names(draft, data, problem)
    if draft.tray.faults or found is None:
        raise InvalidProblem(draft.tray.faults)
    return found


def _judge_names(draft: Draft, data: Any, problem: Problem) -> None:
    """Every name must be a team, an offer or a workstream of the problem, as its row says."""
    known = {
        "team": [pool.key for pool in problem.workforce.pools],
        "offer": [offer.key for offer in problem.rate_card.offers],
        "workstream": [stream.key for stream in problem.forecast.workstreams],
    }
    kinds = {what.value: what.of for what in What}
    for place, row in _entries(data):
        of, name = kinds.get(str(row.get("what"))), row.get("name")
        if of is None or not isinstance(name, str) or name in known[of]:
            continue
        found = f"no {of} '{shown(name)}'{nearest(name, known[of])}"
        where = draft.places[f"actuals#/rows/{place}/name"]
        draft.tray.fault("unknown_name", where, found, "write it as in the plan's problem")


def _entries(data: Any) -> Iterable[tuple[int, dict[str, Any]]]:
    """Rows that are objects, with their numbers."""
    listed = data.get("rows") if isinstance(data, dict) else None
    numbered = enumerate(listed) if isinstance(listed, list) else ()
    return ((place, row) for place, row in numbered if isinstance(row, dict))
