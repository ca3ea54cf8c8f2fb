"""Start: where a plan begins."""

from __future__ import annotations

from nicegui import ui

from api.client.problem import ApiProblem
from api.store.keys import Role
from api.web.documents.arriving import Arrival
from api.web.documents.drop import Drop
from api.web.documents.fields import button
from api.web.documents.incoming import File, brought, key_of
from api.web.documents.kinds import KINDS
from api.web.documents.recent import recent
from api.web.parts.faults import problem
from api.web.parts.node import Node, node
from api.web.screens.screen import Screen
from api.web.visit import Visit

EXAMPLE = "six-month-surge"
ABOUT = (
    "A support centre of 80 people, a launch that brings up to 90 % more work for half a year, four vendors: "
    "hire, contract, or both?"
)
MAKES_UP = 428  # something of this name is there already


async def build(visit: Visit) -> None:
    """A place for files, the example, and what one was at work on."""
    if visit.may(Role.PLANNER, Role.HR, Role.PROCUREMENT):
        with node("div", classes="begin"):
            Drop(
                "Drop a workbook here, or choose a file",
                "A workbook (.xlsx), its sheets as CSV files or zipped, or JSON. Nothing is stored unasked.",
                lambda files: _arrived(visit, place, files),
                lambda words: visit.tell(words, wrong=True),
            )
            if visit.may(Role.PLANNER):
                _example(visit)
        place = node("div", classes="arrivals")
    await recent(visit)


def _example(visit: Visit) -> None:
    with node("section", classes="example", aria_labelledby="example"):
        node("h2", "Six months of surge", id="example")
        node("p", ABOUT)
        button("Open the example", lambda: _open(visit), "button main")


async def _arrived(visit: Visit, place: Node, files: list[File]) -> None:
    name = files[0][0] if len(files) == 1 else f"{len(files)} files"
    try:
        parts = await brought(visit.api, files)
    except ApiProblem as error:
        place.clear()
        with place:
            problem(error, f"{name} could not be read")
        return
    Arrival(visit, name, parts, key_of(files[0][0]), place).show()


async def _open(visit: Visit) -> None:
    """Stores the example's documents where there are none of its name, and opens the first."""
    told = await visit.api.data(f"/v1/examples/{EXAMPLE}")
    for kind in KINDS:
        try:
            await visit.api.send("PUT", kind.api(EXAMPLE), told[kind.name])
        except ApiProblem as error:
            if error.status != MAKES_UP:
                raise
    ui.navigate.to(KINDS[0].page(EXAMPLE))


SCREEN = Screen("start", "/", "Start", build)
