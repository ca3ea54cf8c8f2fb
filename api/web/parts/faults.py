"""Faults as people mend them: where, what was found, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from api.client.problem import ApiProblem
from api.errors import ErrorItem
from api.web.parts.node import Node, node


def problem(error: ApiProblem, title: str = "This could not be done") -> Node:
    """An answer that is an error, with all its faults and the number to name when one asks about it."""
    with node("section", classes="faults", role="alert") as place:
        node("h2", title)
        node("p", error.detail)
        faults(error.errors)
        node("p", f"Request {error.request_id}", "soft small")
    return place


def faults(items: Sequence[ErrorItem]) -> Node | None:
    """A list of faults, in the order of the document; None where there are none."""
    if not items:
        return None
    with node("ol", classes="fault-list") as shown:
        for item in items:
            with node("li"):
                node("code", item.place, "place")
                node("span", item.found, "found")
                node("span", item.fix, "fix")
    return shown
