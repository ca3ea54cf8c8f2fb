"""All plans, newest first."""

from __future__ import annotations

from nicegui import ui
from nicegui.events import GenericEventArguments

from api.schemas.plans import PlanLine, PlanPage, PlanState
from api.web.parts.empty import empty
from api.web.parts.money import amount, gap
from api.web.parts.node import node
from api.web.parts.table import Cell, Column, Link, Table
from api.web.plan.asked import moment
from api.web.plan.search import standing
from api.web.screens.screen import Screen
from api.web.visit import Visit
from scheduler.words import kind_name

MOST = 50  # at once
COLUMNS = (
    Column("Plan"),
    Column("State"),
    Column("Cost", number=True),
    Column("Above the cheapest", number=True),
    Column("Asked for"),
    Column("By"),
    Column("Took", "s", number=True),
    Column(""),
)
PICKED = "(event) => emit(event.target.value)"
OPEN = ("queued", "running")
LOOK_EVERY = 3.0  # seconds, while some are open


class Plans:
    """The list, of all series or of one, page by page."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._series = visit, ""
        self._shown: list[PlanLine] = []
        self._next: str | None = None

    async def build(self) -> None:
        """The first page; empty, what to do."""
        found = await self._read(None)
        if not found.plans:
            empty("No plans yet", "A plan is run from its documents.", do="To the start", to="/")
            return
        with node("div", classes="choosing"):
            node("label", "Series", for_="series")
            with node("select", id="series", classes="select") as picked:
                node("option", "All series", value="")
                for name in sorted({plan.series for plan in found.plans}):
                    node("option", name, value=name)
            picked.on("change", self._pick, js_handler=PICKED)
            self._count = node("p", "", "soft", role="status")
        self._table = Table("Plans, newest first", COLUMNS, [], captioned=False).classes("plans")
        self._more = node("button", "Earlier plans", "button", type="button")
        self._more.on("click", self._earlier)
        await self._show(found)
        ui.timer(LOOK_EVERY, self._look, immediate=False)

    async def _read(self, cursor: str | None) -> PlanPage:
        series = self._series or None
        return await self._visit.api.read(PlanPage, "/v1/plans", series=series, limit=MOST, cursor=cursor)

    async def _adopted(self) -> set[str]:
        path, series = "/v1/plans", self._series or None
        found = await self._visit.api.read(PlanPage, path, adopted=True, series=series, limit=200)
        return {plan.id for plan in found.plans}

    async def _pick(self, event: GenericEventArguments) -> None:
        self._series = str(event.args)
        await self._show(await self._read(None))

    async def _earlier(self) -> None:
        before = self._shown
        found = await self._read(self._next)
        await self._show(found.model_copy(update={"plans": [*before, *found.plans]}))

    async def _look(self) -> None:
        """Open plans move on by themselves; nothing is asked while there are none."""
        if not any(plan.state in OPEN for plan in self._shown):
            return
        newest = (await self._read(None)).plans
        fresh = {plan.id: plan for plan in newest}
        known = {plan.id for plan in self._shown}
        added = [plan for plan in newest if plan.id not in known]
        await self._fill([*added, *(fresh.get(plan.id, plan) for plan in self._shown)])

    async def _show(self, found: PlanPage) -> None:
        self._next = found.next
        self._more.attribute("hidden", value=found.next is None)
        await self._fill(found.plans)

    async def _fill(self, plans: list[PlanLine]) -> None:
        self._shown = plans
        adopted = await self._adopted()
        more = " and more" if self._next else ""
        self._count.set_text(f"{len(plans)} {'plan' if len(plans) == 1 else 'plans'}{more}")
        self._table.fill([_row(plan, plan.id in adopted) for plan in plans])


def _row(plan: PlanLine, adopted: bool) -> list[Cell]:
    return [
        Link(plan.series, f"/plans/{plan.id}"),
        standing(plan),
        "" if plan.cost is None else amount(plan.cost, plan.currency),
        _above(plan),
        moment(plan.created),
        plan.asked_by or "",
        "" if plan.seconds is None else f"{plan.seconds:.1f}",
        _mark(plan, adopted),
    ]


def _above(plan: PlanState) -> str:
    if plan.outcome == "optimal":
        return "nothing"
    if plan.cost is None or plan.bound is None or plan.bound <= 0:
        return ""
    return gap((plan.cost - plan.bound) / plan.bound)


def _mark(plan: PlanState, adopted: bool) -> str:
    if adopted:
        return "adopted"
    beside = "" if plan.beside is None else plan.beside.character or plan.beside.relation
    return kind_name(beside)


async def build(visit: Visit) -> None:
    """A list that leads to each."""
    await Plans(visit).build()


SCREEN = Screen("run", "/plans", "Plans", build)
