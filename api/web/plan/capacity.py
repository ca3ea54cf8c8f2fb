"""Capacity against demand of one skill, stacked by supplier, with the surge marked."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui.events import GenericEventArguments

from api.schemas.told import Capacity, PlanSummary, SkillLine
from api.web.parts.money import number, percent
from api.web.parts.node import node
from api.web.parts.suppliers import Suppliers
from api.web.parts.table import Column, Table
from api.web.plan.section import folded, section
from api.web.plan.supply import draw
from api.web.visit import Visit

ALL = "All skills together"
PICKED = "(event) => emit(event.target.value)"
WELL = 0.99  # covered


class CapacityPart:
    """The part of the page: a skill is picked, its capacity is asked for and drawn."""

    def __init__(self, visit: Visit, plan: str, summary: PlanSummary) -> None:
        self._visit, self._plan, self._summary = visit, plan, summary
        self._suppliers = Suppliers(summary.vendors)

    async def build(self) -> None:
        """Shows the skill with the most short or, where nothing is, the most asked for."""
        first = foremost(self._summary.skills)
        with section("capacity", "Capacity against demand"):
            with node("div", classes="choosing"):
                node("label", "Skill", for_="skill")
                with node("select", id="skill", classes="select") as picked:
                    node("option", ALL, value="")
                    for each in self._summary.skills:
                        node("option", _option(each), value=each.skill, selected=each is first)
                picked.on("change", self._picked, js_handler=PICKED)
                self._said = node("p", "", "soft", role="status")
            self._place = node("div", classes="picture")
            await self._show(first.skill if first else "")
            with folded("All skills in figures"):
                Table("Coverage and people needed by skill", SKILLS, list(map(_row, self._summary.skills)))

    async def _picked(self, event: GenericEventArguments) -> None:
        await self._show(str(event.args))

    async def _show(self, skill: str) -> None:
        path = f"/v1/plans/{self._plan}/capacity"
        found = await self._visit.api.read(Capacity, path, skill=skill or None)
        self._said.set_text(found.text)
        self._place.clear()
        with self._place:
            draw(found, self._suppliers, self._summary.year)


SKILLS = (
    Column("Skill"),
    Column("Asked for", "h", number=True),
    Column("Short", "h", number=True),
    Column("Covered", number=True),
    Column("Most waiting", "h", number=True),
    Column("Most people, net", "FTE", number=True),
    Column("Most people, gross", "FTE", number=True),
)


def foremost(skills: Sequence[SkillLine]) -> SkillLine | None:
    """What to look at first: what is short, else what most is asked for."""
    return max(skills, key=lambda each: (each.share < WELL, each.demand), default=None)


def _option(each: SkillLine) -> str:
    return f"{each.skill} – {percent(each.share)} covered, {number(each.demand)} h"


def _row(each: SkillLine) -> list[str]:
    return [
        each.skill,
        number(each.demand),
        number(each.short),
        percent(each.share),
        number(each.most_waiting),
        number(each.fte_net),
        number(each.fte_gross),
    ]
