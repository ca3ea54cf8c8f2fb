"""Rows that are drawn by one element however many there are: decisions, the timeline, the waterfall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nicegui.element import Element

Row = Mapping[str, Any]


class Decisions(Element, component="decisions.js"):
    """Decisions by date: `by`, `late`, `what`, `dates`, `heads`, `cost` as text, `look` of the supplier."""

    def __init__(self, rows: Sequence[Row], cost: str) -> None:
        super().__init__()
        self._props["cost"] = cost
        self.fill(rows)

    def fill(self, rows: Sequence[Row]) -> None:
        """Shows other decisions."""
        self._props["rows"] = list(rows)
        self.update()


class Timeline(Element, component="timeline.js"):
    """Bars from start to end: `who`, `text`, `said`, `look`, `from`, `to` (shares of the time); `ticks`."""

    def __init__(self, rows: Sequence[Row], ticks: Sequence[Row]) -> None:
        super().__init__()
        self._props["ticks"] = list(ticks)
        self.fill(rows)

    def fill(self, rows: Sequence[Row]) -> None:
        """Shows other bars."""
        self._props["rows"] = list(rows)
        self.update()


class Waterfall(Element, component="waterfall.js"):
    """Steps that add up: `groups` with `name`, `total`, `steps` (`name`, `amount`, `from`, `to`)."""

    def __init__(self, groups: Sequence[Row], total: str, unit: str) -> None:
        super().__init__()
        self._props["groups"], self._props["total"], self._props["unit"] = list(groups), total, unit
