"""Workbooks: read by calamine after the archive was judged sound."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from scheduler.files.archive import check_workbook, open_archive, read_bytes, unreadable
from scheduler.files.cells_xml import MAX_CELLS, parse, scan, sheet_parts
from scheduler.files.columns import folded
from scheduler.files.grid import Broken, Grid, Stranger, Tray, header_of, note_comments, rows_of
from scheduler.files.kinds import WORKBOOK
from scheduler.files.sheets import SHEETS

KNOWN = {folded(sheet.name): sheet.name for sheet in SHEETS}


def read_workbook(path: Path, tray: Tray, known: Mapping[str, str] = KNOWN) -> list[Grid]:
    """The known sheets of a workbook that hold anything; others are noted and ignored.

    `known`: folded names to names.
    """
    content = read_bytes(path)
    with open_archive(path, content) as archive:
        check_workbook(path, archive)
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            return list(_sheets(path, archive, book, tray, known))
        except (CalamineError, ParseError, ValueError) as error:
            raise unreadable(
                path, "not_a_workbook", "the workbook is damaged", "save it again as .xlsx"
            ) from error


def _sheets(
    path: Path, archive: zipfile.ZipFile, book: CalamineWorkbook, tray: Tray, known: Mapping[str, str]
) -> Iterator[Grid]:
    parts = sheet_parts(archive)
    for meta in book.sheets_metadata:
        name = known.get(folded(meta.name))
        if name is None or meta.typ != SheetTypeEnum.WorkSheet:
            tray.strangers.append(Stranger("sheet", meta.name, f"{path.name} {meta.name}"))
            continue
        xml = parse(archive, parts.get(meta.name, ""))
        if xml is None:
            raise unreadable(path, "damaged", f"its sheet {meta.name} is missing", "save it again as .xlsx")
        size, broken = scan(xml)
        if size > MAX_CELLS:
            raise unreadable(
                path,
                "too_large",
                f"sheet {meta.name} reaches over {size:,} cells",
                "delete its empty rows and columns",
            )
        yield from grid_of(path, name, book.get_sheet_by_name(meta.name), broken, tray)


def grid_of(
    path: Path, name: str, sheet: CalamineSheet, broken: dict[tuple[int, int], Broken], tray: Tray
) -> Iterator[Grid]:
    """The sheet as a grid, unless it is empty. Row 1 is the header."""
    cells: list[list[Any]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), cell in broken.items():
        cells += [[] for _ in range(row - len(cells))]
        cells[row - 1].extend([None] * (column + 1 - len(cells[row - 1])))
        cells[row - 1][column] = cell
    if not cells:
        return
    grid = Grid(
        name,
        path.name,
        header_of(cells[0]),
        rows_of(enumerate(cells, 1), "#"),
        WORKBOOK,
        name + "!{column}{row}",
    )
    note_comments(tray, grid, cells)
    if _merged(grid, sheet, tray) or grid.header or grid.rows:
        yield grid


def _merged(grid: Grid, sheet: CalamineSheet, tray: Tray) -> bool:
    """Merged cells hide which rows a value is for."""
    used = {row.number for row in grid.rows} | {1}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or []:
        if any(top < number <= bottom + 1 for number in used):
            place = grid.place(top + 1, left)
            tray.fault("merged_cells", place, "merged cells", "unmerge them and fill every cell")
            return True
    return False
