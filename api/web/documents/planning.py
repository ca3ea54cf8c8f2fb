"""Plan with these: from documents to a run."""

from __future__ import annotations

import asyncio

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.documents import DocumentLine, DocumentPage
from api.web.caller import Api
from api.web.documents.fields import Form, button
from api.web.documents.kinds import KINDS
from api.web.parts.faults import problem
from api.web.parts.node import Node, node
from api.web.visit import Visit

NONE = "none of it"
PAGES = 10  # of 200 documents


async def stored(api: Api, path: str) -> list[DocumentLine]:
    """All documents of a kind, newest change first."""
    found: list[DocumentLine] = []
    cursor = None
    for _ in range(PAGES):
        page = await api.read(DocumentPage, f"/v1/{path}", limit=200, cursor=cursor)
        found += page.documents
        cursor = page.next
        if cursor is None:
            break
    return found[::-1]


async def planning(visit: Visit, keys: dict[str, str], series: str) -> None:
    """A form that submits a plan. `keys`: documents that are chosen to begin with, by kind."""
    lines = await asyncio.gather(*(stored(visit.api, kind.path) for kind in KINDS))
    form = Form()
    with node("section", classes="planning", aria_labelledby="plan-with-these"):
        node("h2", "Plan with these", id="plan-with-these")
        with node("div", classes="fields"):
            for kind, found in zip(KINDS, lines, strict=True):
                chosen = keys.get(kind.name, "")
                names = [*(line.key for line in found), chosen]  # what is at work may be stored from here
                options = {name: name for name in names if name}
                options |= {} if kind.name == "forecast" else {"": NONE}
                form.choice(
                    kind.name, kind.label, options, chosen if chosen in options else next(iter(options), "")
                )
            form.text("series", "Series", series, hint="plans of one series follow each other")
            form.text("time", "Search at most, seconds", "60", inputmode="numeric")
            form.text("gap", "Good enough, % above the cheapest", "0.1", inputmode="decimal")
        form.tick(
            "compare",
            "Also work out what contractors alone, no contractors and a spreadsheet would cost",
            on=True,
        )
        place = node("div")
        button("Find the cheapest plan", lambda: _submit(visit, form, place), "button main")
        node("p", "It is made from the stored versions: store your changes first.", "soft small")


async def _submit(visit: Visit, form: Form, place: Node) -> None:
    place.clear()
    wrong = _wrong(form)
    if wrong:
        with place:
            node("p", wrong, "wrong", role="alert")
        return
    body = {kind.name: form[kind.name] for kind in KINDS if form[kind.name]}
    effort = {"time_limit": float(form["time"]), "gap": float(form["gap"].replace("%", "")) / 100}
    asked = {"series": form["series"].strip(), **body, "effort": effort, "compare": form["compare"]}
    try:
        answer = await visit.api.send("POST", "/v1/plans", asked)
    except ApiProblem as error:
        with place:
            problem(error, "These documents do not go together yet")
        return
    ui.navigate.to(f"/plans/{answer.json()['id']}")


def _wrong(form: Form) -> str:
    """What is not filled in as it should be."""
    for name, label in (("time", "Search at most"), ("gap", "Good enough")):
        try:
            if float(str(form[name]).replace("%", "")) < 0:
                raise ValueError
        except ValueError:
            return f"{label}: '{str(form[name])[:40]}' is no number; write one such as 60."
    return "" if form["forecast"] else "There is no forecast to plan: store one first."
