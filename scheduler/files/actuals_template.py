"""A table of actuals to fill in: everything as it was planned, to be overwritten where it was otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from scheduler.files.csv_write import csv_bytes
from scheduler.files.tables_actuals import ACTUALS
from scheduler.files.write_grids import Table, Written
from scheduler.plan import Plan
from scheduler.problem.actuals import Actual, Actuals, What

LEAST = 1e-6
DIGITS = 4


def actuals_template(plan: Plan, until: date) -> Actuals:
    """Every fact a plan foresaw for the periods that begin before `until`, as rows.

    Teams: heads in the last of these periods, and who began in each. Offers: who began on which day, and
    productive hours in each period. Workstreams: the hours that wait at the end.
    """
    past = [t for t, day in enumerate(plan.first_days[:-1]) if day < until]
    rows = [*_teams(plan, past), *_offers(plan, past), *_hours(plan, past), *_waiting(plan, past)]
    return Actuals(rows=tuple(rows))


def actuals_csv(actuals: Actuals) -> bytes:
    """The table as a CSV file (UTF-8 with a mark), read back by `read_actuals`."""
    return csv_bytes(Table(ACTUALS, list(ACTUALS.columns), [_cells(row) for row in actuals.rows]))


def _cells(row: Actual) -> list[Written | None]:
    values: dict[str, Any] = row.model_dump(by_alias=True)
    values["what"] = row.what.value
    cells = ((values.get(column.path), column.kind) for column in ACTUALS.columns)
    return [None if value is None else Written(kind.write(value), kind) for value, kind in cells]


def _teams(plan: Plan, past: list[int]) -> Iterator[Actual]:
    for key, ledger in plan.pools.items():
        for t in past:
            if ledger.hires[t] > LEAST:
                yield _fact(plan, What.OWN_STARTS, key, t, ledger.hires[t])
        if past:
            yield _fact(plan, What.OWN_HEADS, key, past[-1], ledger.heads[past[-1]])


def _offers(plan: Plan, past: list[int]) -> Iterator[Actual]:
    for key, ledger in plan.offers.items():
        for t in past:
            heads = ledger.starts[t] + ledger.converting_starts[t]
            if heads > LEAST:
                row = _fact(plan, What.CONTRACT_STARTS, key, t, heads)
                yield row.model_copy(update={"planned_for": plan.first_days[t]})


def _hours(plan: Plan, past: list[int]) -> Iterator[Actual]:
    for key in plan.offers:
        mine = [row.hours for row in plan.allocations if row.supplier == key]
        for t in past:
            hours = sum(row[t] for row in mine)
            if hours > LEAST:
                yield _fact(plan, What.HOURS_DELIVERED, key, t, hours)


def _waiting(plan: Plan, past: list[int]) -> Iterator[Actual]:
    for key, ledger in plan.workstreams.items():
        if past and any(hours > LEAST for hours in ledger.waiting):
            yield _fact(plan, What.BACKLOG, key, past[-1], ledger.waiting[past[-1]])


def _fact(plan: Plan, what: What, name: str, t: int, value: float) -> Actual:
    return Actual(what=what, name=name, on=plan.first_days[t], value=round(value, DIGITS))
