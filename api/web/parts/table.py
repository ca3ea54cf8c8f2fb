"""A plain table: one element however many cells it has, so that a ledger of a hundred weeks stays light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from nicegui.element import Element

SAFE = ("/", "#")


@dataclass(frozen=True)
class Column:
    """A column's heading; numbers stand right-aligned below their `unit`."""

    label: str
    unit: str = ""
    number: bool = False


@dataclass(frozen=True)
class Link:
    """A cell that leads somewhere in the page."""

    text: str
    href: str


Cell = str | Link


class Table(Element, component="table.js"):
    """Rows of text under columns. The first cell of a row names it; all text is shown as it is.

    `caption` says what the table holds, also to who cannot see it; `captioned=False` hides it from sight.
    """

    def __init__(
        self,
        caption: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        captioned: bool = True,
    ) -> None:
        super().__init__()
        self._props["caption"] = caption
        self._props["hidden_caption"] = not captioned
        self._props["columns"] = [asdict(column) for column in columns]
        self.fill(rows)

    def fill(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Shows other rows. Raises ValueError for a link that leads elsewhere."""
        self._props["rows"] = [[_cell(cell) for cell in row] for row in rows]
        self.update()


def _cell(cell: Cell) -> str | dict[str, str]:
    if isinstance(cell, str):
        return cell
    if not cell.href.startswith(SAFE) or cell.href.startswith("//"):
        raise ValueError(f"{cell.href} is no address of the page")
    return asdict(cell)
