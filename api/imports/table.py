"""An export as it is, CSV, XLSX or a JSON list of rows, as one table with its places."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from api.imports.mapping import same
from scheduler.errors import Fault, UnreadableFile
from scheduler.files.archive import check_workbook, open_archive
from scheduler.files.csv_read import decode, numbered_rows, separator_of
from scheduler.files.grid import column_letters
from scheduler.files.json_read import read_text, text_of

EXPORT = Path("export")
WRAPPED = ("employees", "report entry", "data", "rows")  # where systems put their list of rows


@dataclass(frozen=True)
class Table:
    """`rows`: number in the file and cells by `same` column name. `kind`: csv, xlsx or json."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, Any]], ...]

    def has(self, column: str) -> bool:
        """Whether there is such a column."""
        return same(column) in {same(each) for each in self.columns}

    def place(self, row: int, column: str | None = None) -> str:
        """Where a cell, or a row, is in the file."""
        position = next(
            (i for i, each in enumerate(self.columns) if column and same(each) == same(column)), None
        )
        if self.kind == "xlsx":
            return f"export!{column_letters(position)}{row}" if position is not None else f"export row {row}"
        if self.kind == "json":
            return f"export#/{row}" + (f"/{self.columns[position]}" if position is not None else "")
        return f"export line {row}" + (f" column '{self.columns[position]}'" if position is not None else "")


def read_table(content: bytes) -> Table:
    """The first sheet, the CSV file or the list of rows; raises UnreadableFile when it is none of them."""
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(b"PK"):
        return _workbook(content)
    return _json(content) if start[:1] in (b"[", b"{") else _csv(content)


def _csv(content: bytes) -> Table:
    separator, text = separator_of(decode(EXPORT, "export", content))
    lines = [
        (number, cells) for number, cells in numbered_rows(EXPORT, "export", text, separator) if any(cells)
    ]
    return _table("csv", lines)


def _workbook(content: bytes) -> Table:
    with open_archive(EXPORT, content) as archive:
        check_workbook(EXPORT, archive)
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        except (CalamineError, ValueError, IndexError) as error:
            raise _unreadable(
                "not_a_workbook", "the workbook is damaged", "save it again as .xlsx"
            ) from error
    return _table("xlsx", [(n, row) for n, row in enumerate(cells, 1) if any(cell != "" for cell in row)])


def _json(content: bytes) -> Table:
    data = read_text(EXPORT, text_of(EXPORT, content))
    if isinstance(data, dict):
        lists = [value for name, value in data.items() if same(name) in WRAPPED and isinstance(value, list)]
        data = lists[0] if len(lists) == 1 else None
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise _unreadable("not_rows", "no list of rows", "send a list of objects, one an employee")
    columns = dict.fromkeys(name for row in data for name in row)
    rows = tuple((n, {same(name): value for name, value in row.items()}) for n, row in enumerate(data))
    return _checked("json", tuple(columns), rows)


def _table(kind: str, lines: Sequence[tuple[int, Sequence[Any]]]) -> Table:
    if not lines:
        raise _unreadable("empty", "nothing in it", "export the report with its heading")
    header = [str(cell).strip() for cell in lines[0][1]]
    names = [same(name) for name in header]
    rows = tuple((n, {name: cell for name, cell in zip(names, cells) if name}) for n, cells in lines[1:])
    return _checked(kind, tuple(header), rows)


def _checked(kind: str, columns: tuple[str, ...], rows: tuple[tuple[int, dict[str, Any]], ...]) -> Table:
    names = [same(each) for each in columns if each]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnreadableFile(
            [
                Fault("duplicate_column", "export", f"two columns are named '{name}'", "leave one out")
                for name in twice
            ]
        )
    return Table(kind, columns, rows)


def _unreadable(code: str, found: str, fix: str) -> UnreadableFile:
    return UnreadableFile([Fault(code, "export", found, fix)])
