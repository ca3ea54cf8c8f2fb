"""CSV text of a table: UTF-8 with a mark, commas, decimal points, text guarded against formulas."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from scheduler.files.guard import CSV_MARKS, guard
from scheduler.files.kinds import number_text
from scheduler.files.write_grids import Table


def csv_bytes(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([column.header for column in table.columns])
    for row in table.rows:
        writer.writerow(["" if cell is None else _text(cell.value) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return number_text(value)
    return guard(value, CSV_MARKS)
