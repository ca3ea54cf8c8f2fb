"""An export as it is, CSV, XLSX or a JSON list of rows, as one table with its places."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from api.imports.mapping import same
from scheduler.errors import Fault, UnreadableFile
from scheduler.files.archive import OLE, check_workbook, open_archive
from scheduler.files.csv_read import decode, numbered_rows, separator_of
from scheduler.files.grid import column_letters

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
    """The first sheet of a workbook, or a CSV file; raises UnreadableFile when it is neither."""
    return _workbook(content) if content.startswith((b"PK", OLE)) else _csv(content)


def is_json(content: bytes) -> bool:
    """Whether this is a list of rows rather than a file."""
    return content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")


def packed(table: Table) -> dict[str, Any]:
    """As plain JSON, for another process."""
    rows = [[n, {name: _packed(cell) for name, cell in cells.items()}] for n, cells in table.rows]
    return {"kind": table.kind, "columns": table.columns, "rows": rows}


def unpacked(data: dict[str, Any]) -> Table:
    """The table again."""
    rows = tuple((n, {name: _unpacked(cell) for name, cell in cells.items()}) for n, cells in data["rows"])
    return Table(data["kind"], tuple(data["columns"]), rows)


def _packed(cell: Any) -> Any:
    if isinstance(cell, date):
        return {"day": (cell.date() if isinstance(cell, datetime) else cell).isoformat()}
    return cell if isinstance(cell, str | int | float | bool) or cell is None else str(cell)


def _unpacked(cell: Any) -> Any:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


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


def table_of(data: Any) -> Table:
    """A list of rows, as it is or in the object a system puts around it; raises UnreadableFile for others."""
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
