"""Parts as CSV: a mark of UTF-8, commas, decimal points, ISO dates, text guarded against formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from api.schemas.parts import ActionLine, Actions, Costs, Ledger
from scheduler.files.guard import CSV_MARKS, guard

MEDIA_TYPE = "text/csv"
Row = Sequence[Any]


def wants_csv(accept: str | None) -> bool:
    """Whether an Accept header asks for CSV rather than JSON, which is given unless it is asked for."""
    weights = {"text/csv": 0.0, "application/json": 0.0, "application/*": 0.0, "text/*": 0.0, "*/*": 0.0}
    for entry in (accept or "*/*").split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        if name.lower() in weights:
            weights[name.lower()] = _weight(parameters)
    json = weights["application/json"] or weights["application/*"] or weights["*/*"]
    return (weights["text/csv"] or weights["text/*"]) > json


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def actions_csv(actions: Actions) -> bytes:
    """One row an action."""
    names = list(ActionLine.model_fields)
    return _csv(names, ([_joined(getattr(line, name)) for name in names] for line in actions.actions))


def costs_csv(costs: Costs) -> bytes:
    """One row a line, then the one sum; a column for each period."""
    names = ["kind", "owner", "part", "cash", "total", "after", *costs.first_days[:-1]]
    rows: list[Row] = [
        [line.kind, line.owner, line.part, line.cash, line.total, line.after, *line.amounts]
        for line in costs.lines
    ]
    if not costs.pay_shown:
        rows.append(["in_house", "", "", "", costs.in_house, *[""] * (len(names) - 5)])
    return _csv(names, rows)


def ledger_csv(ledger: Ledger) -> bytes:
    """One row a quantity of an owner; a column for each period."""
    names = ["ledger", "owner", "quantity", "of", *ledger.first_days[:-1]]
    return _csv(names, _ledger_rows(ledger))


def _ledger_rows(ledger: Ledger) -> Iterator[Row]:
    books = {
        "pool": ledger.pools,
        "move": ledger.moves,
        "offer": ledger.offers,
        "running": ledger.running,
        "workstream": ledger.workstreams,
    }
    for name, book in books.items():
        for owner, entry in book.items():  # type: ignore[attr-defined]
            for quantity, values in entry.model_dump().items():
                if isinstance(values, dict):
                    yield from ([name, owner, quantity, of, *amounts] for of, amounts in values.items())
                else:
                    yield [name, owner, quantity, "", *values]
    for entry in ledger.allocations:
        yield ["allocation", entry.supplier, "hours", entry.workstream, *entry.hours]
    periods = len(ledger.first_days) - 1
    for key, vendor in ledger.vendors.items():  # one figure for the whole plan, in its first column
        for quantity, value in vendor.model_dump().items():
            yield ["vendor", key, quantity, "", float(value), *[""] * (periods - 1)]


def _joined(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value


def _csv(names: Iterable[Any], rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_text(name) for name in names])
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return guard(value, CSV_MARKS) if isinstance(value, str) else value
