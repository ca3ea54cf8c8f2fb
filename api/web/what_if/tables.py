"""Plans side by side in figures: each beside the first, with the difference."""

from __future__ import annotations

from dataclasses import dataclass

from api.schemas.parts import Compared
from api.web.parts.money import number, percent
from api.web.parts.node import node
from api.web.parts.table import Column, Table
from scheduler.explain.difference import Pair
from scheduler.words import covered, kind_name


@dataclass(frozen=True)
class Beside:
    """Another plan, and what it says otherwise."""

    name: str
    difference: Compared


def _columns(first: str, others: list[Beside]) -> list[Column]:
    beside = (
        column
        for each in others
        for column in (Column(each.name, number=True), Column("difference", number=True))
    )
    return [Column(first), Column("This plan", number=True), *beside]


def headline(others: list[Beside]) -> None:
    """Cost, cash, penalties, coverage."""
    first = others[0].difference
    rows = []
    for label, name in (
        ("Cost in all", "cost"),
        ("Paid", "cash"),
        ("Penalties", "penalties"),
        ("In-house", "in_house"),
    ):
        pairs = [getattr(each.difference.totals, name) for each in others]
        if any(pairs) and not (name == "in_house" and first.pay_shown):
            rows.append([f"{label}, {first.currency}", *_cells(pairs)])
    covered = [each.difference.coverage for each in others]
    shares = [cell for each in covered for cell in (percent(each.after), _points(each))]
    rows.append(["Covered", percent(covered[0].before), *shares])
    Table("Headline figures and their differences", _columns("", others), rows, captioned=False)


def _cells(pairs: list[Pair | None]) -> list[str]:
    """The first plan's figure, then each other's with its difference."""
    before = next(each.before for each in pairs if each is not None)
    cells = [whole(before)]
    for each in pairs:
        cells += ["–", "–"] if each is None else [whole(each.after), signed(each.difference)]
    return cells


def kinds(others: list[Beside]) -> None:
    """Every kind of cost that differs."""
    known: dict[str, dict[int, Pair]] = {}
    for place, each in enumerate(others):
        for row in each.difference.costs:
            known.setdefault(row.kind, {})[place] = row.amount
    rows = [
        [kind_name(kind).capitalize(), *_cells([pairs.get(place) for place in range(len(others))])]
        for kind, pairs in known.items()
    ]
    if rows:
        with node("details", classes="more"):
            node("summary", f"Kinds of cost that differ ({len(rows)})")
            Table(f"Kinds of cost, {others[0].difference.currency}", _columns("Kind", others), rows)


def whole(amount: float) -> str:
    """A sum in full: the differences of two plans are small beside them."""
    return f"{amount:,.0f}"


def signed(amount: float) -> str:
    """+1,200; −300; 0."""
    shown = f"{abs(amount):,.0f}"
    return shown if shown == "0" else f"{'+' if amount > 0 else '−'}{shown}"


def _points(pair: Pair) -> str:
    """The difference of the shares as they are shown."""
    points = 100 * (covered(pair.after) - covered(pair.before))
    return (
        "0" if abs(points) < 0.05 else f"{'+' if points > 0 else '−'}{number(abs(points))} percentage points"
    )
