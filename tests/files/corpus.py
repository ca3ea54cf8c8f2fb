"""Every broken file: a name, a writer, and what its fault's place must contain.

`write(folder)` writes the files into an empty folder and returns the paths to load together.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.files.corpus_archives import ARCHIVES
from tests.files.corpus_json import TEXTS, VALUES, write_text, write_value
from tests.files.corpus_sheets import BOOKS, FOLDERS, SHEETS
from tests.files.plain import Change, changed, write_book, write_folder

Writer = Callable[[Path], list[Path]]


def as_book(change: Change) -> Writer:
    return lambda folder: write_book(folder / "problem.xlsx", changed(change))


def as_folder(change: Change) -> Writer:
    return lambda folder: write_folder(folder / "problem", changed(change))


BROKEN: list[tuple[str, Writer, str]] = [
    *((name, write_text(content), place) for name, content, place in TEXTS),
    *((f"JSON: {name}", write_value(change), place) for name, change, place in VALUES),
    *((f"workbook: {name}", as_book(change), place) for name, change, place in [*SHEETS, *BOOKS]),
    *((f"CSV: {name}", as_folder(change), place) for name, change, place in FOLDERS),
    *ARCHIVES,
]
