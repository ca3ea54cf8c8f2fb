"""A document that is not there yet."""

from __future__ import annotations

from nicegui import ui

from api.web.documents.editor import Editor
from api.web.documents.fields import button
from api.web.documents.kinds import Kind
from api.web.documents.rows import Rows
from api.web.parts.node import node
from api.web.visit import Visit
from scheduler.files.text_tables import sheets_of


def missing(visit: Visit, kind: Kind, key: str) -> None:
    """Says so; whoever may write it begins it here."""
    with node("section", classes="empty"):
        node("h2", f"There is no {kind.label.lower()} named {key} yet")
        node("p", f"It would hold {kind.about}. Drop a workbook at the start, or begin with empty sheets.")
        with node("div", classes="row"):
            if visit.may(*kind.owners):
                button("Begin with empty sheets", lambda: _begin(visit, kind, key), "button main")
            node("a", "To the start", "button", href="/")


async def _begin(visit: Visit, kind: Kind, key: str) -> None:
    tables = [
        {"sheet": sheet.name, "columns": [column.header for column in sheet.ordered], "rows": []}
        for sheet in sheets_of(kind.name)
    ]
    await Editor(visit.api, kind, key, Rows([]), None, None).replace(tables, None)
    ui.navigate.to(kind.page(key))
