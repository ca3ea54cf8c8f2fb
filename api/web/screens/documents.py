"""Documents: what a plan is made from, edited like a workbook."""

from __future__ import annotations

from nicegui import ui

from api.store.keys import Role
from api.web.documents.at_work import at_work
from api.web.documents.editor import Editor
from api.web.documents.heading import heading
from api.web.documents.kinds import BY_NAME, Kind
from api.web.documents.missing import missing
from api.web.documents.opening import at_version, opened
from api.web.documents.planning import planning
from api.web.parts.empty import empty
from api.web.screens.screen import Screen
from api.web.visit import Visit

WRITES = ("planner", "hr", "procurement", "admin")


async def build(visit: Visit, kind: str, key: str) -> None:
    """One document: tabs to the others, its sheets, its versions, and the way on."""
    found = BY_NAME.get(kind)
    if found is None:
        empty(
            "Nothing here",
            "There are forecasts, workforces, rate cards and policies.",
            do="To the start",
            to="/",
        )
        return
    asked = ui.context.client.request.query_params.get("version", "")
    version = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    editor = await (
        at_version(visit.api, found, key, version, version) if version else _newest(visit, found, key)
    )
    keys = await heading(visit, found, key)
    if editor is None:
        missing(visit, found, key)
    else:
        await at_work(visit, editor, version)
    if visit.may(Role.PLANNER):
        series = visit.way.plan.series if visit.way.plan else key
        await planning(visit, keys, series)


async def _newest(visit: Visit, kind: Kind, key: str) -> Editor | None:
    return await opened(visit.api, kind, key, drafts=any(role in WRITES for role in visit.me.roles))


SCREEN = Screen("documents", "/documents/{kind}/{key}", "Documents", build)
