"""A problem as sheets of cells, the same for workbooks and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import DATE, NUMBERS, Kind
from scheduler.files.sheets import DEMAND, LISTS, MEASURES, SHEETS
from scheduler.files.tables_forecast import START
from scheduler.files.tables_policy import ALWAYS, LIMITS, LIMITS_SHEET, OVER_TIME, Limit
from scheduler.files.tables_workforce import EXPERIENCED, FURTHER, TEAM_CHANGES
from scheduler.problem import Problem
from scheduler.problem.timeline import Timeline

HIRING_PARTS = ("recruiting", "training", "seat")


@dataclass
class Written:
    """One cell: its value as a cell, and the kind it was written by."""

    value: Any
    kind: Kind


@dataclass
class Table:
    """A sheet to be written: its columns and rows. Dates of Demand are further columns."""

    sheet: Sheet
    columns: list[Column]
    rows: list[list[Written | None]] = field(default_factory=list)


def tables(problem: Problem) -> list[Table]:
    """Every sheet, in the order of the workbook."""
    full = problem.model_dump(by_alias=True)
    given = problem.model_dump(by_alias=True, exclude_defaults=True)
    over_time = Table(OVER_TIME, list(OVER_TIME.columns))
    found = {
        "Over time": over_time,
        "Start": _list_table(START, [full["forecast"]], [given["forecast"]], over_time),
    }
    for sheet in LISTS:
        items = full[sheet.document][sheet.items]
        sparse = given.get(sheet.document, {}).get(sheet.items, ())
        found[sheet.name] = _list_table(sheet, items, sparse, over_time)
    found["Demand"] = demand_table(problem)
    found["Team changes"] = _changes(full["workforce"]["pools"])
    found["Limits"] = _limits({name: full["policy"][name] for name in given.get("policy", {})})
    return [found[sheet.name] for sheet in SHEETS]


def _list_table(sheet: Sheet, full: Any, given: Any, over_time: Table) -> Table:
    table = Table(sheet, list(sheet.ordered))
    for item, sparse in zip(full, given, strict=True):
        row = []
        for column in table.columns:
            shown = column.core or column.anchor or _value(sparse, column) is not None
            value = _value(item, column) if shown else None
            if value in ((), {}) and _value(sparse, column) is None:
                value = None  # an empty list or object that is the default
            if column.timed and isinstance(value, tuple | list):
                value = _over_time(over_time, sheet, item, column, value)
            row.append(_cell(column.kind, value))
        table.rows.append(row)
    return table


def _value(item: Any, column: Column) -> Any:
    skills = list(item.get("skills", ()))
    for step in column.steps:
        if not isinstance(item, dict):
            return None
        item = item.get(step)
    if column.path == "supervision" and item and list(item) == skills[:1]:
        return next(iter(item.values()))
    if column.path == "hire.costs" and item:
        return {name: cost for name, cost in item.items() if name not in HIRING_PARTS} or None
    return item


def _cell(kind: Kind, value: Any) -> Written | None:
    return None if value is None else Written(kind.write(value), kind)


def _over_time(table: Table, sheet: Sheet, item: Any, column: Column, entries: Any) -> Any:
    """Writes {from, value} rows; returns the value for the sheet itself when one holds before all dates."""
    entries = list(entries)
    base = None
    if len(entries) > 1 and entries[0]["from"] is None:
        base = entries.pop(0)["value"]
    names = [Written(sheet.name, START.columns[0].kind) for _ in range(3)]
    names[1] = Written(item[sheet.first], names[1].kind)
    names[2] = Written(column.header, names[2].kind)
    for entry in entries:
        row = [*names, _cell(DATE, entry.get("from")), _cell(column.kind, entry["value"])]
        table.rows.append(row)
    return base


def demand_table(problem: Problem) -> Table:
    """One column for each period's first day; one number for all periods has its own column."""
    timeline = Timeline(problem.forecast.calendar)
    days = [timeline.first_day(period) for period in range(timeline.periods)]
    dated = [Column(day.isoformat(), "", NUMBERS, "First day of the period", unit="date") for day in days]
    table = Table(DEMAND, [*DEMAND.columns, *dated])
    for workstream in problem.forecast.workstreams:
        for measure in MEASURES:
            series = getattr(workstream, measure)
            if series is None:
                continue
            every, numbers = (None, series) if isinstance(series, tuple) else (series, ())
            row = [_cell(DEMAND.columns[0].kind, workstream.key), _cell(DEMAND.columns[1].kind, measure)]
            table.rows.append([*row, _cell(NUMBERS, every), *(_cell(NUMBERS, number) for number in numbers)])
    return table


def _changes(pools: Any) -> Table:
    table = Table(TEAM_CHANGES, list(TEAM_CHANGES.columns))
    kinds = [column.kind for column in TEAM_CHANGES.columns]
    for pool in pools:
        for name, path, day, sign in (
            ("arriving", "arriving", "date", 1),
            ("leaving", "leaving", "date", -1),
            ("started", "recent_starters", "started", 1),
        ):
            for entry in pool[path]:
                what = f"{name} {EXPERIENCED}" if entry.get("experienced") else name
                further = (entry.get(field) for field in FURTHER)
                values = (pool["key"], entry[day], sign * entry["heads"], what, *further, None)
                table.rows.append([_cell(kind, value) for kind, value in zip(kinds, values)])
    return table


def _limits(policy: Any) -> Table:
    table = Table(LIMITS_SHEET, list(LIMITS_SHEET.columns))
    for name, limit in LIMITS.items():
        if limit.field in policy:
            for values in _limit_rows(limit, policy[limit.field]):
                row = [_cell(column.kind, values.get(column.path)) for column in LIMITS_SHEET.columns[1:]]
                row[1] = _cell(limit.kind, values["value"])
                if values.get("from") == ALWAYS:
                    row[2] = Written(ALWAYS, LIMITS_SHEET.columns[0].kind)
                table.rows.append([Written(name, LIMITS_SHEET.columns[0].kind), *row])
    return table


def _limit_rows(limit: Limit, value: Any) -> Iterator[dict[str, Any]]:
    if limit.shape == "timed" and isinstance(value, tuple | list):
        for entry in value:
            yield {"value": entry["value"], "from": entry.get("from") or ALWAYS}
    elif limit.shape == "rates":
        for currency, rate in value.items():
            yield {"value": rate, "applies": currency}
    elif limit.shape == "budget":
        for entry in value:
            yield {"value": entry["amount"], **entry}
    elif limit.shape in ("share", "vendor"):
        for entry in value:
            if limit.shape == "share":
                entry = {name: inner for name, inner in entry.items() if name != "skill"} | {
                    "applies": entry.get("skill")
                }
            yield {"value": entry["share"], "applies": entry.get("vendor"), **entry}
    else:
        yield {"value": value}
