"""One colour and one pattern for each supplier, as in the report: own, overtime, short, vendors in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.web.parts.node import Node, node
from scheduler.report.capacity import OVERTIME, OWN, SHORT

VENDORS = 6
WORDS = {OWN: "own people"}
FIXED = {OWN: "own", OVERTIME: "overtime", SHORT: "short"}


class Suppliers:
    """The looks of a plan's suppliers. `vendors`: their names in the order of the rate card."""

    def __init__(self, vendors: Sequence[str]) -> None:
        self._looks = {name: str(place) for place, name in enumerate(vendors[:VENDORS], 1)} | FIXED

    def look(self, name: str) -> str:
        """The part of the tokens' names: `--supplier-own`, `--supplier-1` …, `--supplier-other`."""
        return self._looks.get(name, "other")

    def legend(self, names: Sequence[str], words: Mapping[str, str] = WORDS) -> Node:
        """Names beside their colour and pattern; `words`: for some of them, what they are called."""
        with node("ul", classes="legend") as shown:
            for name in names:
                with node("li"):
                    node("span", classes=f"swatch look-{self.look(name)}", aria_hidden="true")
                    node("span", words.get(name, name))
        return shown
