"""Plans: asked for, waited for, read, stopped, adopted."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel

from api.client.problem import Unreachable
from api.client.wire import Wire
from api.schemas.parts import Actions, Check, Compared, Costs, Judgement, Ledger, PlanNews, Verdict
from api.schemas.plans import PlanPage, PlanState

Given = str | BaseModel | Mapping[str, Any]
"""A document: the key it is stored under, or what it says."""
OPEN = ("queued", "running")
LONGEST_WAIT = 60.0  # seconds the service holds a request for
LOOK_EVERY = 1.0


class Plans:
    """What a client does with plans."""

    _wire: Wire

    def plan(
        self,
        series: str,
        *,
        forecast: Given,
        workforce: Given | None = None,
        rate_card: Given | None = None,
        policy: Given | None = None,
        baseline: Literal["adopted"] | None = None,
        time_limit: float | None = None,
        gap: float | None = None,
        seed: int | None = None,
        wait: float = 0.0,
        idempotency_key: str | None = None,
    ) -> PlanState:
        """Asks for a plan; the same question is answered by the same plan, also when asked twice by a retry.

        `time_limit` and `wait` in seconds, `gap` a fraction of the cost. `wait`: answer as soon as the plan
        has ended, and at most that late.
        """
        documents = {"forecast": forecast, "workforce": workforce, "rate_card": rate_card, "policy": policy}
        effort = {"time_limit": time_limit, "gap": gap, "seed": seed}
        asked = {
            "series": series,
            "baseline": baseline,
            "effort": {name: value for name, value in effort.items() if value is not None},
            **{name: given(each) for name, each in documents.items() if each is not None},
        }
        return self._planned("/v1/plans", asked, wait, idempotency_key)

    def _planned(self, path: str, asked: Mapping[str, Any], wait: float, key: str | None) -> PlanState:
        """The plan that is asked for at a path: once, however often it is tried."""
        held = min(wait, LONGEST_WAIT)
        found = self._wire.send(
            PlanState,
            "POST",
            path,
            asked,
            query={"wait": held} if held else None,
            headers={"Idempotency-Key": key or uuid.uuid4().hex},
            repeatable=True,
            longer=held,
        )
        return self.wait_for(found, timeout=wait - held) if wait > held else found

    def plan_state(self, plan: str | PlanState) -> PlanState:
        """Where a plan is."""
        return self._wire.read(PlanState, "GET", place_of_plan(plan))

    def plans(
        self,
        *,
        series: str | None = None,
        state: str | None = None,
        updated_since: datetime | None = None,
    ) -> Iterator[PlanState]:
        """All plans, newest first."""
        since = None if updated_since is None else updated_since.isoformat()
        query: dict[str, Any] = {"series": series, "state": state, "updated_since": since, "limit": 200}
        while True:
            page = self._wire.read(PlanPage, "GET", "/v1/plans", query=query)
            yield from page.plans
            if page.next is None:
                return
            query["cursor"] = page.next

    def wait_for(self, plan: str | PlanState, *, timeout: float | None = None) -> PlanState:
        """The plan once it has ended, or as it is after `timeout` seconds (absent: however long it takes)."""
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            found = self.plan_state(plan)
            left = LOOK_EVERY if until is None else until - time.monotonic()
            if found.state not in OPEN or left <= 0:
                return found
            time.sleep(min(LOOK_EVERY, left))

    def events(self, plan: str | PlanState) -> Iterator[PlanNews]:
        """Where the search stands, whenever that changes, until its end; joins again when cut off."""
        ended, failures = False, 0
        while not ended:
            try:
                with self._wire.events(place_of_plan(plan) + "/events") as told:
                    for each in (each for each in told if each.data):
                        news = PlanNews.model_validate_json(each.data)
                        failures, ended = 0, news.state not in OPEN
                        yield news
            except Unreachable:
                failures += 1
                if failures > 5:
                    raise
                time.sleep(LOOK_EVERY)

    def stop(self, plan: str | PlanState) -> PlanState:
        """Ends the search soon and keeps its best plan; one that waits yet is cancelled at once."""
        return self._wire.read(PlanState, "POST", place_of_plan(plan) + ":stop", repeatable=True)

    def adopt(self, plan: str | PlanState) -> PlanState:
        """Makes a finished plan the one of its series that is acted upon."""
        return self._wire.read(PlanState, "POST", place_of_plan(plan) + ":adopt", repeatable=True)

    def actions(self, plan: str | PlanState) -> Actions:
        """What is to be decided, by decide-by date."""
        return self._wire.read(Actions, "GET", place_of_plan(plan) + "/actions")

    def costs(self, plan: str | PlanState) -> Costs:
        """What it costs, by period and by calendar month."""
        return self._wire.read(Costs, "GET", place_of_plan(plan) + "/costs")

    def ledger(self, plan: str | PlanState) -> Ledger:
        """Heads and hours by period."""
        return self._wire.read(Ledger, "GET", place_of_plan(plan) + "/ledger")

    def check(self, plan: str | PlanState) -> Check:
        """What the independent check said, or what stands in the way of any plan."""
        return self._wire.read(Check, "GET", place_of_plan(plan) + "/check")

    def difference(self, before: str | PlanState, after: str | PlanState) -> Compared:
        """What the second plan does that the first does not, and the other way round."""
        return self._wire.read(Compared, "GET", f"{place_of_plan(before)}/difference/{_name(after)}")

    def judge(self, series: str, **documents: Given) -> Judgement:
        """All that is wrong, odd or assumed in what a plan would be asked for with; nothing is stored."""
        asked = {"series": series, **{name: given(each) for name, each in documents.items()}}
        return self._wire.send(Judgement, "POST", "/v1/plans:validate", asked, repeatable=True)

    def check_plan(self, plan: BaseModel | Mapping[str, Any], **documents: Given) -> Verdict:
        """Judges anybody's plan by every rule; `documents`: what it is a plan for, and its `baseline`."""
        asked = {"plan": given(plan), **{name: given(each) for name, each in documents.items()}}
        return self._wire.send(Verdict, "POST", "/v1/plans:check", asked, repeatable=True)

    def workbook(self, plan: str | PlanState, to: Path) -> Path:
        """The plan as a workbook; without a plan, what stands in the way of one."""
        return self._kept(plan, "workbook", to)

    def report(self, plan: str | PlanState, to: Path) -> Path:
        """The plan, or why there is none, as a page to read."""
        return self._kept(plan, "report", to)

    def calendar(self, plan: str | PlanState, to: Path) -> Path:
        """The days by which something must be decided, for a calendar (ICS)."""
        return self._kept(plan, "calendar", to)

    def _kept(self, plan: str | PlanState, what: str, to: Path) -> Path:
        to.write_bytes(self._wire.ask("GET", f"{place_of_plan(plan)}/{what}").content)
        return to


def _name(plan: str | PlanState) -> str:
    return quote(plan if isinstance(plan, str) else plan.id, safe="")


def place_of_plan(plan: str | PlanState) -> str:
    """Where a plan is."""
    return f"/v1/plans/{_name(plan)}"


def given(document: Given) -> Any:
    """A document as it is sent."""
    if isinstance(document, BaseModel):
        return document.model_dump(mode="json", by_alias=True)
    return document
