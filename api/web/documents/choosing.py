"""Two changed the same thing: what happened, what can be done, and what differs cell by cell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from api.web.documents.fields import button
from api.web.parts.node import Node, node
from api.web.parts.table import Cell, Column
from api.web.parts.table import Table as Shown

MOST = 200
Done = Callable[[], Awaitable[Any]]
Ways = Sequence[tuple[str, Done]]


def choosing(
    place: Node,
    title: str,
    said: tuple[str, str],
    ways: Ways,
    differ: tuple[tuple[str, str, str], list[list[Cell]]],
    *,
    best: bool = False,
) -> None:
    """Shows it in `place`. `best`: the first way is what one would do; `differ`: three headings, and rows."""
    place.clear()
    with place, node("section", classes="conflict", role="alert", aria_labelledby="conflict"):
        node("h2", title, id="conflict")
        node("p", said[0])
        with node("div", classes="row"):
            for at, (words, act) in enumerate(ways):
                button(words, act, "button main" if best and at == 0 else "button")
        if said[1]:
            node("p", said[1], "soft")
        heads, rows = differ
        node("p", _count(len(rows)), "soft")
        if rows:
            Shown("What differs", [Column(each) for each in ("Row", "Column", *heads)], rows[:MOST])


def _count(rows: int) -> str:
    return "One cell differs." if rows == 1 else f"{rows} cells differ." if rows else "No cell differs."
