"""The sheet Limits: a rule of the policy a row."""

from __future__ import annotations

from typing import Any

from scheduler.files.draft import Draft, Steps
from scheduler.files.grid import Grid, is_empty
from scheduler.files.rows import append, missing, read_value, rows, timed_entry
from scheduler.files.tables_policy import ALWAYS, LIMITS, LIMITS_SHEET, OVER_TIME, Limit
from scheduler.validate.pointer import pointer


def read_limits(draft: Draft, grid: Grid) -> None:
    draft.document("policy")
    for _, values, places in rows(draft, grid, LIMITS_SHEET, raw=("value", "from")):
        if missing(draft, LIMITS_SHEET, values, places, "rule", "value"):
            continue
        limit = LIMITS[values["rule"].replace("_", " ")]
        value = read_value(draft, grid, limit.kind, values["value"], places["value"])
        since = _since(draft, grid, values.get("from"), places["from"])
        if value is None or since is False:
            continue
        if not _lawful(draft, limit, values, places):
            continue
        _put_limit(draft, limit, values | {"value": value, "from": since}, places)


def _since(draft: Draft, grid: Grid, cell: Any, place: str) -> Any:
    """A date, `always`, None when empty, False when it cannot be read."""
    if is_empty(cell):
        return None
    if isinstance(cell, str) and cell.strip().lower() == ALWAYS:
        return ALWAYS
    found = read_value(draft, grid, OVER_TIME.by_path["from"].kind, cell, place)
    return False if found is None else found


USED = {
    "one": (),
    "timed": ("from",),
    "rates": ("applies",),
    "budget": ("from", "to"),
    "share": ("applies", "from", "to", "over", "done"),
    "vendor": ("applies", "from", "to", "over", "skill", "done"),
}


def _lawful(draft: Draft, limit: Limit, values: dict[str, Any], places: dict[str, str]) -> bool:
    """Columns a rule has no use for must be empty: they would be ignored in silence."""
    odd = [
        path
        for path in ("applies", "from", "to", "over", "skill", "done")
        if values.get(path) is not None and path not in USED[limit.shape]
    ]
    name = limit.field.replace("_", " ")
    for path in odd:
        header = LIMITS_SHEET.by_path[path].header
        draft.tray.fault("no_use", places[path], f"{name} has no use for '{header}'", "empty the cell")
    return not odd


def _put_limit(draft: Draft, limit: Limit, values: dict[str, Any], places: dict[str, str]) -> None:
    steps: Steps = ("policy", limit.field)
    applies, value, since = values.get("applies"), values["value"], values["from"]
    span = {"from": None if since == ALWAYS else since, "to": values.get("to")}
    span = {name: day for name, day in span.items() if day is not None}
    if limit.shape == "one" or (limit.shape == "timed" and since is None):
        if draft.get(steps) is not None:
            name = limit.field.replace("_", " ")
            draft.tray.fault(
                "row_twice", places["rule"], f"a second row for {name}", "keep one, or give dates"
            )
            return
        draft.places.cells[pointer(steps)] = places["value"]
        draft.put(steps, value)
    elif limit.shape == "rates":
        if applies is None or applies in (draft.get(steps) or {}):
            found = "no currency" if applies is None else f"a second rate for {applies}"
            draft.tray.fault(
                "bad_rate", places["applies"], found, "name each foreign currency once, such as USD"
            )
            return
        draft.places.cells[pointer((*steps, applies))] = places["value"]
        draft.put((*steps, applies), value)
    elif limit.shape == "timed":
        timed_entry(draft, steps, span, value, places)
    else:
        _share_or_budget(draft, limit, steps, values, span, places)


def _share_or_budget(
    draft: Draft,
    limit: Limit,
    steps: Steps,
    values: dict[str, Any],
    span: dict[str, Any],
    places: dict[str, str],
) -> None:
    if limit.shape == "budget":
        entry = {"amount": values["value"], **span}
        fields = {"amount": places["value"]}
    else:
        who = "skill" if limit.shape == "share" else "vendor"
        named = {who: values.get("applies"), "over": values.get("over"), "done": values.get("done")}
        if limit.shape == "vendor":
            named["skill"] = values.get("skill")
        entry = {"share": values["value"], **span} | {k: v for k, v in named.items() if v is not None}
        fields = {"share": places["value"], who: places["applies"]}
        fields = {"skill": places["skill"], "over": places["over"], "done": places["done"]} | fields
    append(draft, steps, entry, places["rule"], fields | {"from": places["from"], "to": places["to"]})
