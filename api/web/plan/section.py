"""The parts of a plan's page: each a section with a heading that the list of parts leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from api.web.parts.node import Node, node

Part = tuple[str, str, str]
"""A part's name, its title, and the one figure it comes to (empty: none)."""


@contextmanager
def section(name: str, title: str, hint: str = "") -> Iterator[Node]:
    """A section under its heading; what is made inside stands below."""
    heading = f"{name}-heading"
    with node("section", classes=f"chapter chapter-{name}", id=name, aria_labelledby=heading) as place:
        with node("div", classes="chapter-head"):
            node("h2", title, id=heading)
            if hint:
                node("p", hint, "soft")
        yield place


def contents(parts: Sequence[Part]) -> None:
    """Links to the parts of the page, each with what it comes to."""
    with node("nav", classes="parts", aria_label="Parts of this plan"), node("ul"):
        for name, title, figure in parts:
            with node("li"), node("a", title, href=f"#{name}"):
                if figure:
                    node("span", figure, "comes-to")


def side_by_side() -> Node:
    """Two parts beside each other where there is room: `with side_by_side():`."""
    return node("div", classes="pair")


def figures(values: Sequence[tuple[str, str, str]], classes: str = "") -> Node:
    """Figures side by side: what it is, the figure, a word more."""
    with node("dl", classes=f"figures {classes}".strip()) as shown:
        for name, value, more in values:
            with node("div"):
                node("dt", name)
                node("dd", value, "figure")
                if more:
                    node("dd", more, "more")
    return shown


def bullets(lines: Sequence[str], classes: str = "notes") -> Node:
    """A list of sentences."""
    with node("ul", classes=classes) as shown:
        for line in lines:
            node("li", line)
    return shown


def folded(title: str) -> Node:
    """Something to open: `with folded("…"):`."""
    place = node("details", classes="folded")
    with place:
        node("summary", title)
    return place
