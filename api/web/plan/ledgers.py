"""Books by period: teams, contracts, coverage; asked for when somebody opens them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nicegui.events import GenericEventArguments

from api.schemas.parts import Ledger
from api.web.parts.money import day
from api.web.parts.node import Node, node
from api.web.parts.table import Cell, Column, Table
from api.web.plan.section import section
from api.web.visit import Visit
from scheduler.words import exact, kind_name

PICKED = "(event) => emit(event.target.value)"
PAGE = 25  # rows
Values = Sequence[float]
Rows = list[tuple[str, Values]]
BOOKS: dict[str, tuple[str, str]] = {
    "pools": ("Teams", "heads"),
    "offers": ("Contracts", "active"),
    "workstreams": ("Coverage", "demand"),
}
HOURS = ("hours", "demand", "delivered", "short", "waiting", "ahead")


class Ledgers:
    """The part of the page. What is read is not kept: another choice asks anew."""

    def __init__(self, visit: Visit, plan: str, year: int) -> None:
        self._visit, self._plan, self._year = visit, plan, year
        self._book, self._measure, self._first = "pools", "heads", 0
        with section("ledgers", "Ledgers"):
            with node("div", classes="choosing"):
                self._select("Book", {key: title for key, (title, _) in BOOKS.items()}, self._to_book)
                self._measures = node("span", classes="choosing")
            self._place = node("div", classes="book")
            with self._place:
                open_ = node("button", "Show the books by period", "button", type="button")
                open_.on("click", self._show)

    def _select(
        self, label: str, choices: dict[str, str], then: Callable[[GenericEventArguments], object]
    ) -> Node:
        name = f"ledger-{label.lower()}"
        node("label", label, for_=name)
        with node("select", id=name, classes="select") as picked:
            for value, words in choices.items():
                node("option", words, value=value, selected=value == self._measure)
        return picked.on("change", then, js_handler=PICKED)

    async def _to_book(self, event: GenericEventArguments) -> None:
        self._book = event.args if event.args in BOOKS else "pools"
        self._measure, self._first = BOOKS[self._book][1], 0
        self._measures.clear()
        await self._show()

    async def _to_measure(self, event: GenericEventArguments) -> None:
        self._measure, self._first = str(event.args), 0
        await self._show()

    async def _turn(self, by: int) -> None:
        self._first = max(0, self._first + by)
        await self._show()

    async def _show(self) -> None:
        found = await self._visit.api.read(Ledger, f"/v1/plans/{self._plan}/ledger")
        names = measures(found, self._book)
        if not self._measures.default_slot.children and names:
            with self._measures:
                self._select("Figure", {name: kind_name(name) for name in names}, self._to_measure)
        rows = rows_of(found, self._book, self._measure)
        self._place.clear()
        with self._place:
            self._table(found, rows)

    def _table(self, found: Ledger, rows: Rows) -> None:
        if not rows:
            node("p", "There is nothing in this book.", "soft")
            return
        unit = "h" if self._measure.endswith(HOURS) else "heads"
        columns = [Column(BOOKS[self._book][0])]
        columns += [Column(day(first, self._year), number=True) for first in found.first_days[:-1]]
        shown = rows[self._first : self._first + PAGE]
        cells: list[list[Cell]] = [
            [name, *(exact(round(each, 2)) if abs(each) >= 0.005 else "·" for each in values)]
            for name, values in shown
        ]
        caption = f"{kind_name(self._measure)}, {unit}, by {found.unit}"
        Table(caption[0].upper() + caption[1:], columns, cells).classes("ledger")
        if len(rows) > PAGE:
            self._pager(len(rows), len(shown))

    def _pager(self, count: int, shown: int) -> None:
        with node("p", classes="row"):
            for words, by, possible in (
                ("Earlier rows", -PAGE, self._first > 0),
                ("Later rows", PAGE, self._first + shown < count),
            ):
                button = node("button", words, "button", type="button", disabled=not possible)
                button.on("click", lambda by=by: self._turn(by))
            node("span", f"{self._first + 1} to {self._first + shown} of {count:,}", "soft")


def measures(found: Ledger, book: str) -> list[str]:
    """Figures of a book that stand by period."""
    entries = list(getattr(found, book).values())
    names = list(type(entries[0]).model_fields) if entries else []
    return [name for name in names if name not in ("supervision", "bought_hours")] + (
        ["bought_hours"] if book == "offers" and names else []
    )


def rows_of(found: Ledger, book: str, measure: str) -> Rows:
    """A row for each team, contract or piece of work; running contracts below the offers."""
    rows: Rows = []
    for name, entry in getattr(found, book).items():
        value = getattr(entry, measure, None)
        if isinstance(value, dict):
            rows += [(f"{name}, {skill}", hours) for skill, hours in value.items()]
        elif value is not None:
            rows.append((name, value))
    if book == "offers" and measure in ("active", "ends"):
        rows += [(f"{name}, running already", getattr(lot, measure)) for name, lot in found.running.items()]
    return rows
