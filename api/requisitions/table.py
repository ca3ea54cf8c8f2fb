"""The feed as a table: CSV as spreadsheets and HR systems read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from api.schemas.requisitions import Requisition
from scheduler.files.guard import guard

COLUMNS = tuple(Requisition.model_fields)
TEXTS = frozenset({"external_id", "series", "role", "skill", "site", "vendor", "converts_to"})
MARKS = "=+-@\t\r"  # a spreadsheet would take text that begins so for a formula


def csv_of(rows: Iterable[Requisition]) -> str:
    """One row a requisition, in the columns' order; dates in ISO, nothing for null."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(name, getattr(row, name)) for name in COLUMNS])
    return text.getvalue()


def _cell(name: str, value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return guard(str(value), MARKS) if name in TEXTS else str(value)
