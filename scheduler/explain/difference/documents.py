"""Two inputs side by side: what changed in forecast, workforce, rate card and policy, row by row and field
by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from scheduler.explain.difference.change import DOCUMENTS, Document, DocumentChange, Told
from scheduler.explain.difference.demand import SERIES, Run, runs
from scheduler.explain.difference.field_words import ROWS, by_percent, field_name, shown, span
from scheduler.explain.difference.fields import Stretch, flat, stretches
from scheduler.explain.difference.rows import by_key, keyed, rows_apart
from scheduler.problem import Calendar, Problem

Calendars = tuple[Calendar, Calendar]


def documents_difference(before: Problem, after: Problem) -> tuple[DocumentChange, ...]:
    """Every row and field that differs, in the order of the documents; none for equal inputs.

    Demand is compared on the days that both calendars have: the horizons may differ in start and length.
    """
    calendars = before.forecast.calendar, after.forecast.calendar
    found: list[DocumentChange] = []
    for document in DOCUMENTS:
        old, new = (getattr(problem, document).model_dump() for problem in (before, after))
        found += _document(document, old, new, calendars)
    return tuple(found)


def _document(
    document: Document, old: dict[str, Any], new: dict[str, Any], calendars: Calendars
) -> Iterator[DocumentChange]:
    tables = [name for name in new if name in ROWS]
    own = [{name: value for name, value in side.items() if name not in tables} for side in (old, new)]
    yield from _fields(_about(document), own[0], own[1], calendars)
    for table in tables:
        assert keyed(old[table])
        sides = by_key(old[table]), by_key(new[table])
        apart = rows_apart(*sides)
        for key in apart.added:
            text = f"new {ROWS[table]} {key}"
            yield _about(document, table, key).model_copy(update={"kind": "added", "text": text})
        for key in apart.removed:
            text = f"{ROWS[table]} {key} is gone"
            yield _about(document, table, key).model_copy(update={"kind": "removed", "text": text})
        kept = [key for key in sides[1] if key in sides[0]]
        for key in kept:
            yield from _fields(_about(document, table, key), sides[0][key], sides[1][key], calendars)


def _about(document: Document, table: str = "", key: str = "") -> DocumentChange:
    """What a change is about, before anything is said of it."""
    return DocumentChange(document=document, table=table, key=key, text="")


def _fields(
    about: DocumentChange, old: dict[str, Any], new: dict[str, Any], calendars: Calendars
) -> Iterator[DocumentChange]:
    """Fields of one row; its series by what they say on the days of both calendars."""
    sides = flat(old), flat(new)
    for path in dict.fromkeys((*sides[0], *sides[1])):
        if any(path not in side and other.get(path) == () for side, other in (sides, sides[::-1])):
            continue  # an empty list beside one whose entries are told by themselves
        was, now = (side.get(path) for side in sides)
        if about.table == "workstreams" and path in SERIES and was is not None and now is not None:
            found = runs(path, (calendars[0], was), (calendars[1], now))
            yield from (_demand(about, path, run) for run in found)
        else:
            yield from (_field(about, path, each) for each in stretches(was, now))


def _field(about: DocumentChange, path: str, each: Stretch) -> DocumentChange:
    """steady phone rate 31.50 → 32.60 from 1 Mar 2027."""
    one, other = shown(path, each.before, each.after)
    text = f"{about.key} {field_name(path)} {one} → {other}{span(each.since, each.until)}".strip()
    said = {
        "field": path,
        "before": _told(each.before),
        "after": _told(each.after),
        "since": each.since,
        "until": each.until,
        "share": _share(each.before, each.after),
        "text": text,
    }
    return about.model_copy(update=said)


def _demand(about: DocumentChange, path: str, run: Run) -> DocumentChange:
    """demand of chat +8.0 % from 1 Mar 2027."""
    name = {"aht_seconds": "handling time", "volume": "volume"}.get(path, "demand")
    share = _share(run.before, run.after)
    if share is None:
        by = " {} → {}".format(*shown(path, run.before, run.after))
    else:
        by = f" {by_percent(share)}" if abs(share) >= 0.0005 else " spread otherwise"
    said = {"field": path, "share": share, "text": f"{name} of {about.key}{by}{span(run.since, run.until)}"}
    sums = {"before": run.before, "after": run.after, "since": run.since, "until": run.until}
    return about.model_copy(update={**said, **sums})


def _share(before: Any, after: Any) -> float | None:
    """(after − before) / before, of numbers."""
    numbers = all(isinstance(each, float | int) and not isinstance(each, bool) for each in (before, after))
    return round((after - before) / before, 9) if numbers and before else None


def _told(value: Any) -> Told:
    if isinstance(value, bool | float | int | str) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(str(each) for each in value)
