"""Where there is no plan: what stands in the way, and remedies that can be carried out."""

from __future__ import annotations

from functools import partial

from api.schemas.parts import Check
from api.web.parts.going import go
from api.web.parts.money import listed
from api.web.parts.node import node
from api.web.parts.table import Column, Table
from api.web.why.seen import About
from scheduler.explain.explanation import Explanation
from scheduler.explain.remedies import Remedy
from scheduler.report.intervals import ends
from scheduler.report.no_plan import PROVEN
from scheduler.words import kind_name

NAME = 120  # characters of a name


def conflicts(check: Check) -> None:
    """The rules by name and place."""
    if not check.conflicts:
        return
    with node("section", classes="answer", aria_labelledby="answer-conflicts"):
        node("h2", "What stands in the way", id="answer-conflicts")
        columns = [Column("Rule"), Column("Who"), Column("What stands in the way")]
        rows = [[kind_name(each.rule).capitalize(), each.owner, each.text] for each in check.conflicts]
        Table("Rules that no plan can keep together", columns, rows, captioned=False)


def remedies(found: Explanation, about: About) -> None:
    """A card a remedy, the cheapest plan first."""
    there = [each for each in found.remedies if each.edits]
    for text in (each.text for each in found.remedies if not each.edits):
        node("p", f"{text[:1].upper()}{text[1:]}.")
    if not there:
        return
    node("p", "Any one of these is enough; each was tried, and with it there is a plan.", "soft")
    with node("ol", classes="remedies"):
        for place, each in enumerate(there, 1):
            _card(place, each, about)


def _card(place: int, remedy: Remedy, about: About) -> None:
    words = " and ".join(edit.text for edit in remedy.edits)
    with node("li", classes="remedy"):
        with node("div"):
            node("h3", f"{words[:1].upper()}{words[1:]}")
            node("p", _cost(remedy, about))
            with node("details", classes="more"):
                node("summary", "What is changed")
                with node("ul"):
                    for cell in (cell for edit in remedy.edits for cell in edit.cells):
                        where = listed([part for part in (cell.row, cell.field.replace("/", " ")) if part])
                        node("li", f"{where}: {cell.before} → {cell.after}")
        if about.may_ask:
            _apply(place, words, remedy, about)


def _cost(remedy: Remedy, about: About) -> str:
    low, high = ends(remedy.cost)
    if low is None or high is None:
        return f"Then there is a plan; {PROVEN[remedy.least]}."
    cost = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"The plan then costs {cost} {about.currency}; {PROVEN[remedy.least]}."


def _apply(place: int, words: str, remedy: Remedy, about: About) -> None:
    if not all(edit.cells for edit in remedy.edits):
        node("p", "By how much is pay: somebody who sees pay can apply it.", "soft small")
        return
    button = node("button", "Apply and plan again", "button main", type="button", id=f"remedy-{place}")
    button.on("click", partial(_applied, words, remedy, about))


async def _applied(words: str, remedy: Remedy, about: About) -> None:
    """Another plan of the series, of the problem with this remedy carried out."""
    fields = [
        {
            "document": cell.document,
            "table": cell.table,
            "row": cell.row,
            "field": cell.field,
            "was": cell.before,
            "value": cell.after,
        }
        for edit in remedy.edits
        for cell in edit.cells
    ]
    body = {"name": words[:NAME], "changes": {"fields": fields}}
    made = (await about.visit.api.send("POST", f"{about.address}:vary", body)).json()
    go(f"/plans/{made['id']}")
