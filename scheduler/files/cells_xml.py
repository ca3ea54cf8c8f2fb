"""What calamine does not tell: error cells, formulas without a value, and how far a sheet reaches.

calamine reads both as empty cells; an empty cell would be a silent zero or default.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from scheduler.files.grid import Broken

MAX_CELLS = 5_000_000
ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def parse(archive: zipfile.ZipFile, name: str) -> Element | None:
    """A part as XML, or None when it is not there; document types are refused."""
    try:
        content = archive.read(name)
    except KeyError:
        return None
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ParseError("document types are not allowed")
    return fromstring(content)


def part(archive: zipfile.ZipFile, name: str) -> Element:
    """A part as XML; an empty element when it is not there."""
    found = parse(archive, name)
    return Element("nothing") if found is None else found


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive's part for each sheet name."""
    book, relations = part(archive, "xl/workbook.xml"), part(archive, "xl/_rels/workbook.xml.rels")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    return {
        sheet.get("name", ""): posixpath.normpath(
            posixpath.join("/xl", targets.get(sheet.get(RELATION), ""))
        ).lstrip("/")
        for sheet in book.iter()
        if local(sheet) == "sheet"
    }


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def scan(sheet: Element) -> tuple[int, dict[tuple[int, int], Broken]]:
    """How many cells the used range has, and the broken cells by (row from 1, column from 0)."""
    broken: dict[tuple[int, int], Broken] = {}
    last_row = last_column = 0
    for row, column, cell in _cells(sheet):
        last_row, last_column = max(last_row, row), max(last_column, column)
        if found := _broken(cell):
            broken[row, column] = found
    return last_row * (last_column + 1), broken


def _cells(sheet: Element) -> Iterator[tuple[int, int, Element]]:
    row = 0
    for line in sheet.iter():
        if local(line) != "row":
            continue
        row = int(line.get("r", row + 1))
        column = -1
        for cell in line:
            match = ADDRESS.fullmatch(cell.get("r", ""))
            column = column_number(match[1]) if match else column + 1
            yield (int(match[2]) if match else row), column, cell


def _broken(cell: Element) -> Broken | None:
    parts = {local(part): part.text or "" for part in cell}
    if cell.get("t") == "e":
        return Broken(f"the error {parts.get('v', '')}", "mend the formula, or write the value")
    if "f" in parts and not parts.get("v") and cell.get("t") not in ("str", "inlineStr"):
        return Broken(
            "a formula that was never computed",
            "open the file in a spreadsheet program and save it, or write the value",
        )
    return None
