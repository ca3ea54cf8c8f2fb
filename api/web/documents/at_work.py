"""The sheets of a document and what surrounds them: its state, storing, throwing away, versions."""

from __future__ import annotations

from nicegui import ui

from api.web.documents.desk import Desk
from api.web.documents.editor import Editor
from api.web.documents.fields import button
from api.web.documents.opening import newest
from api.web.documents.restoring import restoring
from api.web.documents.sheets import Sheets, Window
from api.web.documents.versions import versions
from api.web.parts.node import node
from api.web.visit import Visit

PAID = ("hr", "admin")  # write pay they may not see


async def at_work(visit: Visit, editor: Editor, version: int | None) -> None:
    """Puts all of it there. `version`: an earlier one, only to be read."""
    there = await newest(visit.api, editor.kind, editor.key)
    locked = version is not None or not visit.may(*editor.kind.owners)
    desk = Desk(visit, editor, there)
    with node("div", classes="document-bar"):
        desk.state = node("p", desk.standing(version), "draft-state", role="status", aria_live="polite")
        if not locked:
            with node("div", classes="row"):
                desk.drop = button("Discard draft", desk.discard, "quiet")
                desk.keep = button("Store", desk.store, "button main")
        elif version is not None:
            with node("div", classes="row"):
                if there is not None and version < there and visit.may(*editor.kind.owners):
                    restoring(visit, editor.kind, editor.key, version, "Restore this version")
                node("a", "To the newest", "button", href=editor.kind.page(editor.key))
    desk.place = node("div", classes="document-news")
    if there and not locked and editor.revision and (editor.base or 0) < there:
        with desk.place:
            node(
                "p",
                f"Version {there} was stored since this draft was begun. Storing will show what differs.",
                "news",
            )
    paid = visit.me.pay or any(role in PAID for role in visit.me.roles)
    title = editor.kind.label.lower()
    person = f"{visit.me.tenant}/{visit.me.key}"
    window = None if locked else Window(person, f"{editor.kind.name}/{editor.key}", desk.state.id)
    desk.sheets = Sheets(
        title, editor.rows, window=window, paid=paid, edited=editor.edited, aside=desk.put_back
    )
    desk.listen()
    if editor.judgement is None:
        await editor.judge()
    else:
        desk.judged(editor.judgement)
    if not locked:
        ui.context.client.on_disconnect(editor.flush)
    desk.past = node("div")
    if there:
        with desk.past:
            versions(visit, editor.kind, editor.key, there)
