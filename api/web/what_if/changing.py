"""Putting changes together: a form for one, the list of all in words, a name, and the run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from api.client.problem import ApiProblem
from api.errors import ErrorItem
from api.schemas.plans import PlanState
from api.schemas.variants import PlanProblem, Varied
from api.web.parts.faults import faults
from api.web.parts.node import node
from api.web.visit import Visit
from api.web.what_if.change import Change, NotSo, together
from api.web.what_if.fields import choice, text
from api.web.what_if.kinds import KINDS, Kind
from scheduler.words import listed

SAID, LONGEST = 12, 120  # lines of what the documents then say; characters of a name


class Changing:
    """Two cards: what to change, and what that comes to."""

    def __init__(
        self,
        visit: Visit,
        state: PlanState,
        problem: PlanProblem,
        changes: list[Change],
        changed: Callable[[list[Change]], None],
        ran: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        self._visit, self._state, self._problem = visit, state, problem
        self._changes, self._changed, self._ran = list(changes), changed, ran
        self._place = f"/v1/plans/{state.id}"
        self._kinds = [kind for kind in KINDS if kind.possible(problem)]

    async def begin(self) -> None:
        """Both cards."""
        with node("div", classes="changing"):
            with node("section", classes="panel", aria_labelledby="change-heading"):
                node("h2", "Change something", id="change-heading")
                self._form()
            with node("section", classes="panel", aria_labelledby="otherwise-heading"):
                node("h2", "What will be otherwise", id="otherwise-heading")
                self._list = node("div", classes="otherwise")
        await self._show()

    def _form(self) -> None:
        names = [(kind.name, kind.label) for kind in self._kinds]
        with node("form", classes="form") as form:
            self._kind = choice("what-kind", "What", names, self._drawn)
            self._fields = node("div", classes="entries")
            self._wrong = node("p", classes="wrong", role="alert")
            node("button", "Add this change", "button", type="submit")
        form.on("submit", self._add, js_handler="(event) => { event.preventDefault(); emit(); }")
        self._drawn()
        used = self._state.inputs.get("forecast")
        if used is not None and used.key:
            with node("p", classes="soft small"):
                node("span", "Anything else: ")
                node("a", "edit the documents", href=f"/documents/forecast/{used.key}")
                node("span", " and plan them anew.")

    def _drawn(self) -> None:
        """The fields of the kind that is chosen."""
        kind = self._now()
        self._fields.clear()
        self._wrong.set_text("")
        with self._fields:
            self._made = kind.form(self._problem)

    def _now(self) -> Kind:
        return next(kind for kind in self._kinds if kind.name == self._kind.value)

    async def _add(self) -> None:
        """Takes the change in where it can be carried out; the form stays for the next one."""
        self._wrong.set_text("")
        try:
            change = self._made()
            await self._preview([*self._changes, change])
        except NotSo as error:
            self._wrong.set_text(str(error))
            return
        except ApiProblem as error:
            self._wrong.set_text(error.errors[0].found if error.errors else error.detail)
            return
        self._changes.append(change)
        self._changed(self._changes)
        await self._show()

    async def _preview(self, changes: list[Change]) -> Varied:
        answer = await self._visit.api.send("POST", f"{self._place}:preview", together(changes))
        return Varied.model_validate_json(answer.content)

    async def _remove(self, change: Change) -> None:
        self._changes.remove(change)
        self._changed(self._changes)
        await self._show()

    async def _show(self) -> None:
        """The list, and what the documents would say."""
        found, wrong = None, None
        if self._changes:
            try:
                found = await self._preview(self._changes)
            except ApiProblem as error:
                wrong = error
        self._list.clear()
        with self._list:
            if not self._changes:
                node("p", "Nothing yet. Each change you add is listed here before anything runs.", "soft")
                return
            with node("ol", classes="changes"):
                for change in self._changes:
                    with node("li"):
                        node("span", change.words)
                        label = f"Take out: {change.words}"
                        away = node("button", "×", "quiet", type="button", aria_label=label)
                        away.on("click", partial(self._remove, change))
            if wrong is not None:
                self._faulty(wrong.errors or (), wrong.detail)
            elif found is not None:
                self._said(found)

    def _said(self, found: Varied) -> None:
        if not found.valid:
            self._faulty(found.faults, "With these changes the documents do not hold together.")
            return
        if not found.inputs:
            node("p", "The documents say the same as before: there is nothing to run.", "soft")
            return
        with node("details", classes="more"):
            node("summary", f"What the documents then say ({len(found.inputs)})")
            with node("ul", classes="sentences"):
                for each in found.inputs[:SAID]:
                    node("li", each.text)
                if len(found.inputs) > SAID:
                    node("li", f"and {len(found.inputs) - SAID} more", "soft")
        with node("form", classes="form run") as form:
            self._name = text(
                "what-name", "Name", value=listed(each.words for each in self._changes)[:LONGEST]
            )
            self._button = node("button", "Run it", "button main", type="submit")
        form.on("submit", self._run, js_handler="(event) => { event.preventDefault(); emit(); }")

    def _faulty(self, items: Any, detail: str) -> None:
        with node("div", classes="faulty", role="alert"):
            node("p", detail, "wrong-text")
            faults([each for each in items if isinstance(each, ErrorItem)])

    async def _run(self) -> None:
        """Another plan of the series; the list is empty then."""
        name = self._name.value.strip()[:LONGEST] or listed(each.words for each in self._changes)[:LONGEST]
        self._button.attribute("disabled", value=True)
        body = {"name": name, "changes": together(self._changes)}
        try:
            made = (await self._visit.api.send("POST", f"{self._place}:vary", body)).json()
        except ApiProblem:
            self._button.attribute("disabled", value=False)
            raise
        self._changes = []
        self._changed(self._changes)
        await self._show()
        await self._ran(made)
