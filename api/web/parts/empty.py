"""What a screen shows when there is nothing to show: why, and what to do."""

from __future__ import annotations

from api.web.parts.node import Node, node


def empty(title: str, text: str, *, do: str = "", to: str = "") -> Node:
    """A place that is empty, with one way on: `do` are the words of the link, `to` its address."""
    with node("section", classes="empty") as place:
        node("h2", title)
        node("p", text)
        if do:
            node("a", do, "button main", href=to)
    return place
