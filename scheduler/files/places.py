"""Where a value stands in the user's own files, by its JSON pointer."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class RowPlace:
    """A row of a sheet: the place of its item, and the places of the item's fields by dotted path."""

    place: str
    fields: dict[str, str]
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Places:
    """Cells by pointer, and rows by the pointer of their item."""

    cells: dict[str, str] = field(default_factory=dict)
    rows: dict[str, RowPlace] = field(default_factory=dict)

    def __getitem__(self, where: str) -> str:
        """The nearest place that is known; the pointer itself when none is (JSON files)."""
        place, inner = where, ""
        while place:
            if place in self.cells:
                return self.cells[place]
            if row := self.rows.get(place):
                return _field_place(row, inner)
            place, _, last = place.rpartition("/")
            inner = f"{last}.{inner}" if inner else last
        return where

    def label(self, where: str) -> str:
        """What a field is called in the user's files: its column's header, else its own name."""
        place, inner = where, ""
        while place:
            if row := self.rows.get(place):
                return row.headers.get(inner, where.rpartition("/")[2])
            place, _, last = place.rpartition("/")
            inner = f"{last}.{inner}" if inner else last
        return where.rpartition("/")[2]


def _field_place(row: RowPlace, inner: str) -> str:
    while inner:
        if inner in row.fields:
            return row.fields[inner]
        inner = inner.rpartition(".")[0]
    return row.place
