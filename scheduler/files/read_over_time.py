"""The sheet Over time: values of other sheets that change on a date."""

from __future__ import annotations

from typing import Any

from scheduler.files.columns import Column, folded
from scheduler.files.draft import Draft, Steps
from scheduler.files.grid import Grid
from scheduler.files.kinds import nearest, shown
from scheduler.files.rows import missing, read_value, rows, timed_entry
from scheduler.files.sheets import SHEETS
from scheduler.files.tables_policy import OVER_TIME

TIMED_SHEETS = {folded(sheet.name): sheet for sheet in SHEETS if any(c.timed for c in sheet.columns)}


def read_over_time(draft: Draft, grid: Grid) -> None:
    for _, values, places in rows(draft, grid, OVER_TIME, raw=("value",)):
        if missing(draft, OVER_TIME, values, places, "sheet", "name", "field", "value"):
            continue
        found = _field(draft, values, places)
        if found is None:
            continue
        column, steps = found
        value = read_value(draft, grid, column.kind, values["value"], places["value"])
        if value is not None:
            since = {"from": values["from"]} if values.get("from") else {}
            timed_entry(draft, steps, since, value, places)


def _field(draft: Draft, values: dict[str, Any], places: dict[str, str]) -> tuple[Column, Steps] | None:
    """The timed column a row names, and the field of the item it names."""
    sheet = TIMED_SHEETS.get(folded(values["sheet"]))
    if sheet is None:
        names = [known.name for known in TIMED_SHEETS.values()]
        _unknown(draft, places["sheet"], "sheet with values over time", values["sheet"], names)
        return None
    column = sheet.by_header.get(folded(values["field"]))
    timed = [known.header for known in sheet.columns if known.timed]
    if column is None or not column.timed:
        _unknown(
            draft,
            places["field"],
            f"column of {sheet.name} that may change over time",
            values["field"],
            timed,
        )
        return None
    index = draft.rows_of.get(sheet.name, {})
    if values["name"] not in index:
        _unknown(draft, places["name"], f"row of {sheet.name}", values["name"], index)
        return None
    return column, (sheet.document, sheet.items, index[values["name"]], *column.steps)


def _unknown(draft: Draft, place: str, what: str, name: str, names: Any) -> None:
    shortlist = ", ".join(shown(known) for known in list(names)[:12]) or "none there"
    found = f"no {what} called '{shown(name)}'{nearest(name, names)}"
    draft.tray.fault("unknown_name", place, found, f"write one of: {shortlist}")
