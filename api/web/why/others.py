"""Plans of another character at about the same cost, each to be opened as a plan."""

from __future__ import annotations

from api.schemas.why import AlternativeLine, Alternatives
from api.web.parts.money import amount, number
from api.web.parts.node import Node, node
from api.web.why.ranges import Scale, range_bar
from api.web.why.seen import About
from scheduler.report.intervals import more

SLACK, SECONDS, EVERY = 0.02, 30.0, 2.0
ASK = "Look for other plans"


def others(found: Alternatives, about: About) -> None:
    """Those that were found first, then what is known of the rest."""
    there = [each for each in found.alternatives if each.id is not None]
    scale = Scale(each.dearer_than_cheapest for each in there)
    if there:
        with node("ul", classes="others"):
            for each in there:
                _card(each, scale, about)
    rest = [each.text for each in found.alternatives if each.id is None]
    rest += [f"{name}: no time to find out" for name in found.unanswered]
    if rest:
        with node("ul", classes="sentences soft"):
            for text in rest:
                node("li", f"{text[:1].upper()}{text[1:]}.")


def _card(line: AlternativeLine, scale: Scale, about: About) -> Node:
    with node("li", classes="other") as shown:
        with node("h3"):
            node("a", line.character.capitalize(), href=f"/plans/{line.id}")
        with node("dl", classes="pairs"):
            if line.before is not None and line.after is not None:
                node("dt", line.unit.capitalize())
                node("dd", f"{number(line.before)} → {number(line.after)}", "number")
            if line.cost is not None:
                node("dt", "Costs")
                node("dd", amount(line.cost, about.currency), "number")
        if line.dearer_than_cheapest is not None:
            words = more(line.dearer_than_cheapest)
            with node("div", classes="without"):
                node("span", f"Beside the cheapest plan, {about.currency}", "soft small")
                range_bar(line.dearer_than_cheapest, scale, words)
                node("span", words, "number")
        if line.trades:
            with node("ul", classes="trades"):
                for each in line.trades:
                    node("li", each)
        with node("p", classes="row"):
            node("a", "Open the plan", "button", href=f"/plans/{line.id}")
            node("a", "Compare", "quiet", href=f"/what-if/{about.state.id}?with={line.id}")
    return shown
