"""The seven steps of a plan, and where each leads from the page one is at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from api.schemas.documents import DocumentPage
from api.schemas.plans import PlanPage, PlanState
from api.web.caller import Api

OPEN = frozenset({"queued", "running"})
PLANNED = frozenset({"optimal", "feasible"})


@dataclass(frozen=True)
class Way:
    """What one is at work on: documents by their key, and a plan; the newest ones where a page names none."""

    documents: str | None = None
    plan: PlanState | None = None

    @property
    def running(self) -> bool:
        """Whether the plan is still searched for."""
        return self.plan is not None and self.plan.state in OPEN

    @property
    def ended(self) -> bool:
        """Whether the plan has an answer, be it that there is none."""
        return self.plan is not None and self.plan.state == "finished"

    @property
    def planned(self) -> bool:
        """Whether there is a plan to be taken away."""
        return self.plan is not None and self.plan.outcome in PLANNED


@dataclass(frozen=True)
class Step:
    """One of the seven. `target`: its address; None where it is not possible yet, and `missing` says why."""

    name: str
    label: str
    target: Callable[[Way], str | None]
    missing: str = ""


def _documents(way: Way) -> str | None:
    return f"/documents/forecast/{quote(way.documents, safe='')}" if way.documents else None


def _run(way: Way) -> str | None:
    return f"/plans/{way.plan.id}" if way.plan and way.running else "/plans"


def _of_plan(path: str, possible: Callable[[Way], bool]) -> Callable[[Way], str | None]:
    return lambda way: path.format(plan=way.plan.id) if way.plan and possible(way) else None


NO_PLAN = "There is no finished plan yet: run one first."
STEPS = (
    Step("start", "Start", lambda _: "/"),
    Step("documents", "Documents", _documents, "There are no documents yet: begin at the start."),
    Step("run", "Run", _run),
    Step("plan", "Plan", _of_plan("/plans/{plan}", lambda way: not way.running), NO_PLAN),
    Step("why", "Why", _of_plan("/plans/{plan}/why", lambda way: way.ended), NO_PLAN),
    Step("what-if", "What if", _of_plan("/what-if/{plan}", lambda way: way.ended), NO_PLAN),
    Step("take", "Take away", _of_plan("/plans/{plan}/take", lambda way: way.ended), NO_PLAN),
)


async def find_way(api: Api, named: Mapping[str, str]) -> Way:
    """What an address names, `plan` and `key`; else the newest. Raises ApiProblem where there is none."""
    if "plan" in named:
        plan: PlanState | None = await api.read(PlanState, f"/v1/plans/{quote(named['plan'], safe='')}")
    else:
        plan = next(iter((await api.read(PlanPage, "/v1/plans", limit=1)).plans), None)
    used = plan.inputs.get("forecast") if plan else None
    key = named.get("key") or (used.key if used else None)
    if key is None and "plan" not in named:
        kept = (await api.read(DocumentPage, "/v1/forecasts", limit=1)).documents
        key = kept[0].key if kept else None
    return Way(key, plan)
