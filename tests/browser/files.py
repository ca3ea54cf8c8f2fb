"""A planner's files: the example's workbook with a fault in it, and what came out at the other end."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page, expect

from scheduler.files.columns import folded
from scheduler.files.grid import Grid, Tray
from scheduler.files.workbook_read import read_workbook

SURGE = Path("fixtures/six-month-surge/problem.xlsx")
FAULTY, WRONG = "F2", "3,56x2"  # the cell that somebody mistyped, and what stands there
RIGHT = 3549.0
DROPPED = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name));
  const place = document.querySelector('form.drop');
  for (const kind of ['dragover', 'drop'])
    place.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def with_a_fault() -> bytes:
    """The six-month surge, one cell of its demand mistyped."""
    book = openpyxl.load_workbook(SURGE)
    assert book["Demand"][FAULTY].value == RIGHT
    book["Demand"][FAULTY].value = WRONG
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def drop(page: Page, name: str, content: bytes) -> None:
    """Lets a file fall on the page."""
    page.evaluate(DROPPED, [name, base64.b64encode(content).decode()])


def paste(page: Page, text: str) -> None:
    """Puts a block on the clipboard, as a spreadsheet does, and pastes it where the focus is."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def grids(place: Path, *names: str) -> dict[str, Grid]:
    """Sheets of a workbook, read as the service reads those of planners. Fails on a fault in any of them."""
    tray = Tray()
    found = read_workbook(place, tray, {folded(name): name for name in names})
    assert not tray.faults, tray.faults
    return {grid.name: grid for grid in found}


def cell(page: Page, row: int, column: int) -> Locator:
    """A cell of a sheet by the place of its row and its column, both from 0."""
    return page.locator(f'.ag-row[row-index="{row}"] .ag-cell[col-id="{column}"]')


def row_added(page: Page) -> None:
    """A row is added to the sheet, and its first cell has the focus: what is typed goes there."""
    page.get_by_role("button", name="Add row").click()
    expect(page.locator(".ag-cell:focus")).to_have_count(1)
