"""What a column and a sheet are. Each column is declared once, for reading, writing, CSV and error places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scheduler.files.kinds import Kind


@dataclass(frozen=True)
class Column:
    """One column: its header, the field it holds (a dotted path within the row's item), its kind.

    Core columns come first and are always written; an anchor says that the object it belongs to is there,
    a needed one must be filled when anything of its object is.
    Timed columns may also be given by date in the sheet Over time.
    """

    header: str
    path: str
    kind: Kind
    help: str
    example: Any = None
    unit: str = ""
    core: bool = False
    anchor: bool = False
    needed: bool = False
    timed: bool = False
    group: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(self.path.split("."))


@dataclass(frozen=True)
class Sheet:
    """A sheet whose rows are the items of one list of a document (`items` empty: the document itself)."""

    name: str
    document: str
    items: str
    columns: tuple[Column, ...]
    about: str
    first: str = ""

    @property
    def file_name(self) -> str:
        return self.name.lower().replace(" ", "_") + ".csv"

    @cached_property
    def by_header(self) -> dict[str, Column]:
        return {folded(column.header): column for column in self.columns}

    @cached_property
    def by_path(self) -> dict[str, Column]:
        return {column.path: column for column in self.columns}

    @property
    def ordered(self) -> Iterator[Column]:
        """Core columns first, then the optional ones."""
        yield from (column for column in self.columns if column.core)
        yield from (column for column in self.columns if not column.core)


def folded(header: str) -> str:
    """A header or sheet name without case, units, or odd blanks."""
    return " ".join(header.split("\n")[0].split("(")[0].replace("_", " ").split()).casefold()
