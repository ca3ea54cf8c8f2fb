"""An HR tool's night, over HTTP with a real worker: from its export to what HR has to do, twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from api.imports import putting
from api.store.keys import Role
from tests.api.served import Served
from tests.api.small import HIRED, POOL, problem, question

PATIENCE = 90.0  # seconds
COLUMNS = {
    "employee": "Staff no", "job": "Role", "type": "Contract", "start": "From", "end": "Until", "fte": "FTE",
    "salary": "Salary",
}  # fmt: skip
HEAD = "Staff no;Name;Role;Contract;From;Until;FTE;Salary"
KEYS = {"forecast": "emea", "workforce": "hris-emea", "rate_card": "emea", "policy": "emea"}


def export(*more: str) -> bytes:
    """Eight agents and one from an agency; `more` lines after them."""
    staff = [f"{n};Invented {n};Agent;Own;2020-01-01;;100 %;26000" for n in range(8)]
    return "\n".join((HEAD, *staff, "90;Invented 90;Agent;Agency;2020-01-01;;100 %;", *more)).encode()


def put(client: httpx2.Client, content: bytes, day: str) -> Any:
    """The night's export, as it is."""
    params = {"mapping": "ours", "export_date": day, "max_change": "20%"}
    headers = {"Content-Type": "text/csv", "If-Match": "*"}
    return ok(client.put("/v1/workforces/hris-emea", params=params, content=content, headers=headers))


def ok(answer: httpx2.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


def hires(client: httpx2.Client, plan: str) -> float:
    """How many a plan still hires."""
    actions = ok(client.get(f"/v1/plans/{plan}/actions"))["actions"]
    return float(sum(each["heads"] for each in actions if each["kind"] == "hire"))


@pytest.fixture
def tool(served: Served) -> Any:
    headers = {"Authorization": f"Bearer {served.key(Role.HR, Role.PLANNER, pay=True)}"}
    with httpx2.Client(base_url=served.url, headers=headers, timeout=PATIENCE) as client:
        yield client


def test_the_night(tool: httpx2.Client, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putting, "now", lambda: datetime(2027, 1, 5, 12, tzinfo=UTC))
    me = ok(tool.get("/v1/me"))
    assert set(me["roles"]) == {"hr", "planner"}
    asked = problem()
    template = {name: value for name, value in asked["workforce"]["pools"][0].items() if name != "headcount"}
    mapping = {
        "columns": COLUMNS, "salary_per": "year", "leave_out": ["Agency"], "jobs": {"Agent": POOL},
        "by_site": False, "templates": [template],
    }  # fmt: skip
    ok(tool.put("/v1/mappings/ours", json=mapping))
    for path, kind in (("forecasts", "forecast"), ("rate-cards", "rate_card"), ("policies", "policy")):
        ok(tool.put(f"/v1/{path}/emea", json=asked[kind]))

    first = put(tool, export(), "2027-01-04")
    assert (first["version"], first["imported"]["people"]) == (1, 8)
    wanted = question(dict(KEYS))
    queued = ok(tool.post("/v1/plans", json=wanted))
    plan = ok(tool.post("/v1/plans", params={"wait": 60}, json=wanted))
    assert (plan["id"], plan["state"], plan["outcome"]) == (queued["id"], "finished", "optimal")
    put(tool, export(), "2027-01-04")
    assert ok(tool.post("/v1/plans", json=wanted))["id"] == plan["id"]  # same inputs: the earlier plan
    assert hires(tool, plan["id"]) == 5.0

    with httpx2.Client(
        base_url=served.url, headers={"Authorization": f"Bearer {served.key(Role.PLANNER)}"}
    ) as planner:
        ok(planner.post(f"/v1/plans/{plan['id']}:adopt"))
    feed = ok(tool.get("/v1/requisitions", params={"series": wanted["series"]}))
    assert [each["change"] for each in feed["requisitions"]] == ["created", "created"]
    hire = next(each for each in feed["requisitions"] if each["kind"] == "hire")
    said = {"external_id": "REQ-1042", "status": "opened", "heads_filled": 3.0, "start": HIRED}
    headers = {"If-Match": f'"{hire["version"]}"'}
    ok(tool.patch(f"/v1/requisitions/{hire['id']}", json=said, headers=headers))

    # the next night two of the three are in the export, and one only in the requisition
    coming = [f"{n};Invented {n};Agent;Own;{HIRED};;1;26000" for n in (101, 102)]
    second = put(tool, export(*coming), "2027-01-05")
    assert (second["version"], second["imported"]["since"]) == (2, "2027-01-04")
    assert second["imported"]["changes"] == {}  # who has not begun is no joiner yet
    later = ok(tool.post("/v1/plans", params={"wait": 60}, json=wanted))
    assert (later["state"], later["id"] != plan["id"]) == ("finished", True)
    assert hires(tool, later["id"]) == 2.0
    news = ok(tool.get("/v1/requisitions", params={"changed_since": feed["cursor"]}))
    assert [(each["id"], each["external_id"]) for each in news["requisitions"]] == [(hire["id"], "REQ-1042")]
    ok(tool.post(f"/v1/plans/{later['id']}:adopt"))
    after = ok(tool.get("/v1/requisitions", params={"changed_since": news["cursor"]}))
    assert after["requisitions"] == []  # five were asked for, three are found, two are to be: as HR knows
    told = ok(tool.get(f"/v1/plans/{plan['id']}/difference/{later['id']}"))
    assert [(each["before"]["heads"], each["after"]["heads"]) for each in told["changed"]] == [(5.0, 2.0)]
    assert (told["added"], told["removed"], told["same"]) == ([], [], 1)  # the contract stays
