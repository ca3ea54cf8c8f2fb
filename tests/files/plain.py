"""One small problem as plain sheets and as plain JSON, and ways to write it with a change or two."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

Sheets = dict[str, list[list[Any]]]
Change = Callable[[Sheets], object]


@dataclass(frozen=True)
class Formula:
    """A formula with the value that was stored for it."""

    text: str
    value: Any


def sheets() -> Sheets:
    """Four weeks of one workstream, one team, one vendor, one offer."""
    days = [date(2027, 1, 4), date(2027, 1, 11), date(2027, 1, 18), date(2027, 1, 25)]
    return {
        "Start": [
            ["Currency", "Start", "Unit", "Periods", "As of", "Time zone"],
            ["EUR", date(2027, 1, 4), "week", 4, date(2027, 1, 4), "UTC"],
        ],
        "Demand": [["Workstream", "Measure", *days], ["calls", "hours", 100, 120, 140.5, 90]],
        "Workstreams": [
            ["Name", "Skill", "Short price/h", "May wait", "Max contractor share"],
            ["calls", "phone", 90, "0d", 0.6],
        ],
        "Teams": [
            ["Name", "Heads", "Skills", "Salary", "per", "Shrinkage", "Time to hire", "Ramp"],
            ["Phone", 3, "phone 1", 2500.5, "month", 0.25, "2w", "50/75 % by week"],
        ],
        "Vendors": [["Name", "Max heads"], ["Steady", 10]],
        "Rate card": [
            ["Offer", "Vendor", "Skills", "Sold as", "Rate", "per", "Lead", "Minimum"],
            ["steady-phone", "Steady", "phone 0.95", "heads", 31.5, "hour", "1w", "2w"],
        ],
    }


def document() -> dict[str, Any]:
    """The same problem as JSON data."""
    return {
        "format": 1,
        "forecast": {
            "currency": "EUR",
            "calendar": {"start": "2027-01-04", "periods": 4, "as_of": "2027-01-04"},
            "workstreams": [
                {
                    "key": "calls",
                    "skill": "phone",
                    "hours": [100, 120, 140.5, 90],
                    "shortage_cost": 90,
                    "max_contractor_share": 0.6,
                }
            ],
        },
        "workforce": {
            "pools": [
                {
                    "key": "Phone",
                    "headcount": 3,
                    "skills": {"phone": 1},
                    "salary": 2500.5,
                    "per": "month",
                    "shrinkage": 0.25,
                    "hire": {"lead": "2w", "ramp": {"step": "week", "values": [0.5, 0.75]}},
                }
            ]
        },
        "rate_card": {
            "vendors": [{"key": "Steady", "max_heads": 10}],
            "offers": [
                {
                    "key": "steady-phone",
                    "vendor": "Steady",
                    "skills": {"phone": 0.95},
                    "rate": 31.5,
                    "lead": "1w",
                    "min_term": "2w",
                }
            ],
        },
    }


def changed(change: Change | None = None) -> Sheets:
    content = copy.deepcopy(sheets())
    if change:
        change(content)
    return content


def write_book(path: Path, content: Sheets, hide: str = "", merge: str = "") -> list[Path]:
    """A workbook of these sheets; `merge` merges a range of Demand."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in content.items():
            sheet = book.add_worksheet(name)
            if name == hide:
                sheet.hide()
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    _write(sheet, day, r, c, value)
            if merge and name == "Demand":
                sheet.merge_range(merge, 100)
    return [path]


def _write(sheet: Any, day: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, None, value.value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, value)


def write_folder(
    path: Path, content: Sheets, encoding: str = "utf-8", separator: str = ",", end: str = "\r\n"
) -> list[Path]:
    """A folder of CSV files; with semicolons, numbers have decimal commas."""
    path.mkdir()
    for name, rows in content.items():
        file = path / (name.lower().replace(" ", "_") + ".csv")
        with file.open("w", encoding=encoding, newline="") as out:
            writer = csv.writer(out, delimiter=separator, lineterminator=end)
            writer.writerows([[_text(value, separator) for value in row] for row in rows])
    return [path]


def _text(value: Any, separator: str) -> str:
    if isinstance(value, float) and separator == ";":
        return repr(value).replace(".", ",")
    return "" if value is None else str(value)


def write_json(path: Path, data: Any, encoding: str = "utf-8") -> list[Path]:
    path.write_bytes(json.dumps(data).encode(encoding))
    return [path]
