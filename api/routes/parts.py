"""What can be had of a finished plan: actions, books, costs, check, files, what differs from another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Response
from fastapi.concurrency import run_in_threadpool

from api.deps import Anybody, Parts, Service
from api.parts.actions import actions
from api.parts.asking import explanation
from api.parts.calendar import calendar
from api.parts.checked import check_of
from api.parts.costs import costs
from api.parts.difference import compared
from api.parts.finished import ended, finished, require_ended
from api.parts.ledger import ledger
from api.parts.making import Making, making
from api.parts.pay import Seen
from api.parts.tables import MEDIA_TYPE, actions_csv, costs_csv, ledger_csv, wants_csv
from api.routes.below import below_v1
from api.schemas.parts import Actions, Check, Compared, Costs, Ledger
from api.store import comparisons, studies
from api.store.keys import Caller
from api.store.studies import Kind
from scheduler.explain.alternative import Alternative
from scheduler.report.guard import POLICY
from scheduler.report.view import PlanView

router = below_v1("plans")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICS = "text/calendar"
Accept = Annotated[str | None, Header(max_length=1000, description="application/json, or text/csv")]
Maker = Annotated[Making, Depends(making)]


def _also(media_type: str, schema: dict[str, str] | None = None) -> dict[int | str, dict[str, Any]]:
    """A 200 in another form than JSON."""
    shape = schema or {"type": "string"}
    return {200: {"content": {media_type: {"schema": shape}}}}


Part = TypeVar("Part", Actions, Ledger, Costs)
BINARY = {"type": "string", "format": "binary"}


@router.get("/plans/{plan}/actions", response_model=Actions, responses=_also(MEDIA_TYPE))
def read_actions(plan: str, parts: Parts, asking: Anybody, accept: Accept = None) -> Actions | Response:
    """What the plan decides, by decide-by date."""
    _, seen = finished(parts, asking, plan)
    return _as_wanted(accept, plan, actions(plan, seen, _view(seen)), actions_csv)


@router.get("/plans/{plan}/ledger", response_model=Ledger, responses=_also(MEDIA_TYPE))
def read_ledger(plan: str, parts: Parts, asking: Anybody, accept: Accept = None) -> Ledger | Response:
    """Heads and hours by period: teams, contracts, work, who does what."""
    _, seen = finished(parts, asking, plan)
    return _as_wanted(accept, plan, ledger(plan, seen), ledger_csv)


@router.get("/plans/{plan}/costs", response_model=Costs, responses=_also(MEDIA_TYPE))
def read_costs(plan: str, parts: Parts, asking: Anybody, accept: Accept = None) -> Costs | Response:
    """What the plan costs, by line and period and by calendar month."""
    _, seen = finished(parts, asking, plan)
    return _as_wanted(accept, plan, costs(plan, seen), costs_csv)


@router.get("/plans/{plan}/check")
def read_check(plan: str, parts: Parts, asking: Anybody) -> Check:
    """What the independent check said; without a plan, what stands in the way of one."""
    _, seen = ended(parts, asking, plan)
    return check_of(plan, seen)


@router.get("/plans/{plan}/calendar", response_class=Response, responses=_also(ICS))
def read_calendar(plan: str, parts: Parts, asking: Anybody) -> Response:
    """Decide-by dates to subscribe to; an action keeps its identity in every plan of the series."""
    row, seen = finished(parts, asking, plan)
    body = calendar(_view(seen), asking.tenant, row.series, row.finished)
    return _file(body, f"{ICS}; charset=utf-8", f"{plan}.ics")


@router.get("/plans/{plan}/workbook", response_class=Response, responses=_also(XLSX, BINARY))
async def read_workbook(plan: str, parts: Parts, asking: Anybody, files: Maker) -> Response:
    """The plan as an Excel workbook; without a plan, what stands in the way and what would make one."""
    body = await _made(files, "workbook", plan, parts, asking)
    return _file(body, XLSX, f"{plan}.xlsx")


@router.get("/plans/{plan}/report", response_class=Response, responses=_also("text/html"))
async def read_report(plan: str, parts: Parts, asking: Anybody, files: Maker) -> Response:
    """The plan, or why there is none, as one page of HTML that asks nothing of any other host."""
    body = await _made(files, "report", plan, parts, asking)
    guarded = {"Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'"}
    return Response(body, media_type="text/html; charset=utf-8", headers=guarded)


@router.get("/plans/{plan}/difference/{other}")
def read_difference(plan: str, other: str, parts: Parts, asking: Anybody) -> Compared:
    """From one plan to another, in numbers."""
    _, before = finished(parts, asking, plan)
    _, after = finished(parts, asking, other)
    return compared((plan, other), before, after)


async def _made(files: Making, kind: str, plan: str, parts: Service, asking: Caller) -> bytes:
    others, answers = await run_in_threadpool(_others, parts, asking, plan)
    read: Callable[[], Seen] = partial(_seen, parts, asking, plan, others, answers > 0)
    return await files.file((asking.tenant, plan, kind, asking.pay, len(others), answers), read)


def _others(parts: Service, asking: Caller, plan: str) -> tuple[tuple[Alternative, ...], int]:
    """Other ways, and how many questions about the plan have answers."""
    require_ended(parts, asking, plan)
    with parts.store.reading(asking.tenant) as scope:
        every = [each.id for each in studies.of(scope, plan, Kind.EXPLANATION)]
        return comparisons.of(scope, plan, pay=asking.pay), len(studies.answered(scope, every))


def _seen(
    parts: Service, asking: Caller, plan: str, others: tuple[Alternative, ...], explained: bool
) -> Seen:
    why = explanation(parts, asking, plan).explanation if explained else None
    return replace(ended(parts, asking, plan)[1], others=others, explanation=why)


def _view(seen: Seen) -> PlanView:
    assert seen.result.plan is not None
    return PlanView(seen.problem, seen.result.plan)


def _as_wanted(accept: str | None, plan: str, part: Part, as_csv: Callable[[Part], bytes]) -> Part | Response:
    """The part itself, or as CSV where that is asked for."""
    if not wants_csv(accept):
        return part
    return _file(as_csv(part), f"{MEDIA_TYPE}; charset=utf-8", f"{plan}.csv", Vary="Accept")


def _file(body: bytes, media_type: str, name: str, **headers: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(body, media_type=media_type, headers={"Content-Disposition": disposition, **headers})
