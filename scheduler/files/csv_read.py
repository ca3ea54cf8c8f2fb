"""CSV files: one per sheet, in a folder or a zip archive, with the same columns as the workbook."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from scheduler.files.archive import open_archive, read_bytes, unreadable
from scheduler.files.columns import folded
from scheduler.files.grid import Grid, Stranger, Tray, header_of, note_comments, rows_of
from scheduler.files.guard import CSV_MARKS
from scheduler.files.kinds import EITHER_WAY, Style
from scheduler.files.sheets import SHEETS

KNOWN = {folded(sheet.name): sheet.name for sheet in SHEETS}
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECIMAL = re.compile(r"[+-]?\d+([.,])\d+")


def read_folder(path: Path, tray: Tray) -> list[Grid]:
    """Every CSV file of a folder whose name is that of a sheet."""
    files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv")
    if not files:
        raise unreadable(
            path, "empty_folder", "no CSV file in this folder", "give a folder with demand.csv and others"
        )
    return [grid for file in files for grid in read_csv(file, tray)]


def read_csv(path: Path, tray: Tray, known: Mapping[str, str] = KNOWN) -> list[Grid]:
    """The grid of a file whose folded name is among `known` (to the sheet's name)."""
    return list(parse_csv(path, path.name, read_bytes(path), tray, known))


def read_zipped(path: Path, tray: Tray) -> list[Grid]:
    """The CSV files of a zip archive."""
    with open_archive(path, read_bytes(path)) as archive:
        names = sorted(name for name in archive.namelist() if name.lower().endswith(".csv"))
        if not names:
            raise unreadable(
                path, "empty_archive", "no CSV file in this archive", "zip a folder of CSV files"
            )
        contents = [(name.rpartition("/")[2], archive.read(name)) for name in names]
    return [grid for name, content in contents for grid in parse_csv(path, name, content, tray)]


def parse_csv(
    path: Path, file: str, content: bytes, tray: Tray, known: Mapping[str, str] = KNOWN
) -> Iterator[Grid]:
    """The grid of one CSV file, unless its name is no sheet's."""
    stem = folded(file[:-4].replace("-", " "))
    if stem not in known:
        tray.strangers.append(Stranger("file", file, file))
        return
    text = decode(path, file, content)
    separator, text = separator_of(text)
    lines = list(numbered_rows(path, file, text, separator))
    if not lines:
        return
    header_row, header = lines[0]
    marks = CSV_MARKS
    rows = rows_of(lines, marks, header_row)
    pattern = file.replace("{", "{{").replace("}", "}}") + " line {row} column {column}"
    grid = Grid(known[stem], file, header_of(header), rows, style_of(separator, lines), pattern, header_row)
    note_comments(tray, grid, [cells for _, cells in lines[1:]])
    yield grid


def decode(path: Path, file: str, content: bytes) -> str:
    """UTF-8 with or without a mark, or UTF-16 with one."""
    encoding = next((name for mark, name in BOMS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"{file} is not {encoding.removesuffix('-sig').upper()}: byte {error.start}"
        raise unreadable(path, "bad_encoding", found, "save it as CSV UTF-8") from error
    if "\x00" in text:
        raise unreadable(path, "bad_encoding", f"{file} has zero bytes", "save it as CSV UTF-8")
    return text


def separator_of(text: str) -> tuple[str, str]:
    """Comma, semicolon or tab: what the header has most of; and the text without a line `sep=;`."""
    if match := re.match(r"\s*sep=([,;\t])\r?\n", text):
        return match[1], "\n" + text[match.end() :]
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return max(",;\t", key=outside.count), text


def numbered_rows(path: Path, file: str, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they begin on; blank lines before the header are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line, seen = 1, False
    try:
        for cells in reader:
            seen = seen or any(cell.strip() for cell in cells)
            if seen:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise unreadable(
            path,
            "bad_csv",
            f"{file} line {line}: {error}",
            "close every quotation mark; double those inside a cell",
        ) from error


def style_of(separator: str, lines: list[tuple[int, list[str]]]) -> Style:
    """The decimal mark: a point where commas part the cells, else what the numbers themselves tell."""
    if separator == ",":
        return Style(text_numbers=True)
    cells = {cell.strip().removesuffix("%").rstrip() for _, row in lines for cell in row}
    sure = (DECIMAL.fullmatch(cell) for cell in cells if not EITHER_WAY.fullmatch(cell))
    marks = {match[1] for match in sure if match}
    comma = separator == ";" and "," in marks
    return Style(text_numbers=True, decimal="," if comma else ".", doubtful=not marks)
