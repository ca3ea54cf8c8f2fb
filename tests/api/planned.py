"""A service with plans that have ended: two of one series, one of few people, one without a plan."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from api.work.planning import Job, carry_out

TEAM = "=cmd|' /C calc'!A0"  # a name that a spreadsheet would run
VENDOR = 'Steady; "Sons", Söhne\\Co'
SERIES = "support-emea"


def question() -> dict[str, Any]:
    """Eight months, a surge in the middle: people are hired, work overtime, and contracts fill the rest."""
    hours = [1300, 1500, 2600, 3000, 3000, 2600, 1600, 1300]
    team = {
        "key": TEAM, "skills": {"phone": 1.0}, "headcount": 8, "salary": 30000.0, "per": "year",
        "on_cost_share": 0.25, "hours_per_week": 40.0, "shrinkage": 0.2, "site": "Leeds",
        "overheads": [{"name": "seat", "amount": 200.0, "per": "month"}],
        "hire": {"costs": {"recruiting": 2000.0}, "lead": "1m", "max": {"heads": 2, "per": "month"}},
        "release": {"cost": 4000.0, "notice": "1m", "max_of_present": 1},
        "overtime": {"max_share": 0.05, "premium": 1.5}, "idle_cost": 1.0,
    }  # fmt: skip
    seniors = {"key": "seniors", "skills": {"phone": 1.1}, "headcount": 2, "salary": 47000.0}
    return {
        "series": SERIES,
        "forecast": {
            "currency": "EUR",
            "calendar": {"start": "2027-01-01", "unit": "month", "periods": 8},
            "workstreams": [
                {"key": "calls", "skill": "phone", "hours": hours, "shortage_cost": 150.0},
                {"key": "mail", "skill": "phone", "hours": 120.0},
            ],
        },
        "workforce": {"pools": [team, seniors]},
        "rate_card": {
            "vendors": [{"key": VENDOR, "sites": ["Leeds"]}, {"key": "Prime"}],
            "offers": [
                {"key": "phone, 40 h", "vendor": VENDOR, "skills": {"phone": 0.9}, "rate": 29.0,
                 "lead": "1m", "min_term": "2m", "notice": "1m", "onboarding": 500.0,
                 "shrinkage": 0.2, "max_heads": 6},
                {"key": "on call", "vendor": "Prime", "unit": "hours", "skills": {"phone": 1.0},
                 "rate": 48.0, "shrinkage": 0.1, "max_hours": {"hours": 300, "per": "month"}},
            ],
        },
        "effort": {"time_limit": 20.0, "gap": 0.01},
    }  # fmt: skip


def changed(**fields: Any) -> dict[str, Any]:
    """The question with other pay or heads for the team, or more work."""
    other = copy.deepcopy(question())
    more = fields.pop("more", 1.0)
    work = other["forecast"]["workstreams"][0]
    work["hours"] = [each * more for each in work["hours"]]
    other["workforce"]["pools"][0] |= fields
    return other


def few_people() -> dict[str, Any]:
    """Three people."""
    other = changed(headcount=2, more=0.3)
    other["workforce"]["pools"][1]["headcount"] = 1
    return other


def impossible() -> dict[str, Any]:
    """More work than anybody may do, none of it to be left, and no money."""
    other = changed(more=9.0)
    other["policy"] = {"strict": True, "budget": [{"amount": 1.0, "from": "2027-01-01", "to": "2027-09-01"}]}
    return other


@dataclass(frozen=True)
class Planned:
    """A client with its keys as headers (everything, no pay, another tenant) and the ids of plans."""

    client: TestClient
    store: Store
    blind: dict[str, str]
    foreign: dict[str, str]
    first: str
    second: str
    few: str
    none: str
    open: str

    def get(self, part: str, plan: str | None = None, **asked: Any) -> Any:
        """A part of a plan."""
        return self.client.get(f"/v1/plans/{plan or self.first}/{part}", **asked)


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planned]:
    """Solved in this process: what a worker does, without a queue."""
    settings = Settings(data=tmp_path_factory.mktemp("planned"))
    store = Store(settings.store_url)
    store.migrate()
    for tenant in ("ours", "theirs"):
        add_tenant(store, tenant, tenant.title())
    with store.scope("ours") as scope:
        everything = add_key(scope, "everything", list(Role), pay=True)[1]
        blind = _bearer(add_key(scope, "blind", [Role.PLANNER], pay=False)[1])
    with store.scope("theirs") as scope:
        foreign = _bearer(add_key(scope, "theirs", list(Role), pay=True)[1])
    with TestClient(create_app(settings), headers=_bearer(everything)) as client:
        wanted = (question(), changed(more=1.4, headcount=15), few_people(), impossible())
        plans = [_carried_out(client, store, each) for each in wanted]
        queued = client.post("/v1/plans", json=changed(headcount=9)).json()["id"]
        yield Planned(client, store, blind, foreign, *plans, queued)
    store.close()


def rows(body: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def _bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def _carried_out(client: TestClient, store: Store, asked: dict[str, Any]) -> str:
    answer = client.post("/v1/plans", json=asked)
    assert answer.status_code == 202, answer.text
    plan: str = answer.json()["id"]
    carry_out(Job(store, "ours", plan, "tests", 1))
    return plan
