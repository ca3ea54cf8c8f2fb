"""Requisitions: what adopted plans ask for, under ids that last; nobody is asked for or counted twice."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.requisitions.filled import with_filled
from api.requisitions.keeping import without_found
from api.requisitions.matching import matched
from api.requisitions.wishes import Wish
from api.store import audit, plans, requisitions
from api.store.keys import Role, add_key
from api.store.requisitions import Change
from api.store.store import Store
from api.work import planning
from scheduler import Problem, Result
from scheduler.plan import Action, Plan
from tests.api.side_by_side import at_once
from tests.api.small import HIRED, OFFER, PEAK, POOL, SERIES, problem, question

ANY_VERSION = {"If-Match": "*"}
SQLITE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


def planned(
    client: TestClient, store: Store, asked: dict[str, Any]
) -> tuple[str, dict[tuple[str, str], float]]:
    """A plan solved here: its id, and the heads it asks for by kind and start."""
    answer = client.post("/v1/plans", json=asked)
    assert answer.status_code in (200, 202), answer.text
    identity: str = answer.json()["id"]
    planning.carry_out(planning.Job(store, "ours", identity, "worker", 1))
    with store.reading("ours") as scope:
        text = plans.result_of(scope, identity)
    assert text is not None
    plan = Result.model_validate_json(text).plan
    assert plan is not None
    asks = [each for each in plan.actions if each.kind != "end_running"]
    return identity, {(each.kind, str(each.start)): each.heads for each in asks}


def adopted(client: TestClient, store: Store, asked: dict[str, Any]) -> dict[tuple[str, str], float]:
    """Solves and adopts a plan; its actions."""
    identity, actions = planned(client, store, asked)
    assert client.post(f"/v1/plans/{identity}:adopt").status_code == 200
    return actions


def feed(client: TestClient, since: str | None = None, **more: Any) -> dict[str, Any]:
    """What changed, and the cursor after it."""
    given = {} if since is None else {"changed_since": since}
    answer = client.get("/v1/requisitions", params={"series": SERIES, **given, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def patch(client: TestClient, row: dict[str, Any], **said: Any) -> dict[str, Any]:
    """Says something of a requisition, on the version that was read."""
    place, version = (
        f"/v1/requisitions/{row['id']}",
        client.get(f"/v1/requisitions/{row['id']}").headers["etag"],
    )
    answer = client.patch(place, json=said, headers={"If-Match": version})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_who_is_found_is_not_asked_for_again_nor_counted_twice(client: TestClient, store: Store) -> None:
    first = adopted(client, store, question(problem()))
    assert first == {("hire", HIRED): 5.0, ("contract", PEAK): 5.0}
    page = feed(client)
    hire, contract = sorted(page["requisitions"], key=lambda row: row["kind"], reverse=True)
    wanted = {
        "kind": "hire", "role": POOL, "skill": "phone", "site": "Leeds", "vendor": None, "heads": 5.0,
        "start": HIRED, "end": None, "decide_by": "2027-02-15", "status": "planned", "change": "created",
        "series": SERIES, "heads_filled": 0.0, "cost_centre": None, "external_id": None, "version": 1,
    }  # fmt: skip
    assert {name: hire[name] for name in wanted} == wanted
    assert (contract["role"], contract["vendor"], contract["end"]) == (OFFER, "Steady", "2027-05-10")
    assert feed(client, page["cursor"]) == {"requisitions": [], "cursor": page["cursor"], "more": False}

    patch(client, hire, external_id="REQ-1", status="opened", heads_filled=3.0, start=HIRED)
    patch(client, contract, status="filled")
    news = feed(client, page["cursor"])
    assert [(row["id"], row["change"]) for row in news["requisitions"]] == [
        (hire["id"], "changed"),
        (contract["id"], "changed"),
    ]
    assert news["requisitions"][1]["heads_filled"] == 5.0
    # the next plan: three arrive, five are under contract, two are still to be hired
    assert adopted(client, store, question(problem())) == {("hire", HIRED): 2.0}
    assert feed(client, news["cursor"])["requisitions"] == []  # HR has nothing new to do
    # now HR's own export holds the three: they are not counted a second time
    with_them = problem(arriving=[{"date": HIRED, "heads": 3.0}])
    assert adopted(client, store, question(with_them)) == {("hire", HIRED): 2.0}
    assert feed(client, news["cursor"])["requisitions"] == []
    assert adopted(client, store, question(with_them, effort={"gap": 0.0, "seed": 1})) == {
        ("hire", HIRED): 2.0
    }
    # nobody more is needed: what was filled stays, and what was not is no more asked for
    assert adopted(client, store, question(problem(more=3, peak=0))).get(("hire", HIRED)) is None
    last = {row["id"]: row for row in feed(client, news["cursor"])["requisitions"]}
    assert last.keys() == {hire["id"]}
    assert (last[hire["id"]]["heads"], last[hire["id"]]["status"]) == (3.0, "filled")
    assert last[hire["id"]]["external_id"] == "REQ-1"


@SQLITE
def test_what_is_withdrawn_stays_in_sight_and_comes_back_as_itself(client: TestClient, store: Store) -> None:
    adopted(client, store, question(problem(peak=0)))
    page = feed(client)
    (row,) = page["requisitions"]
    patch(client, row, status="opened", external_id="REQ-7")
    adopted(client, store, question(problem(more=0, peak=0)))
    news = feed(client, page["cursor"])
    (gone,) = news["requisitions"]
    assert (gone["id"], gone["change"], gone["status"]) == (row["id"], "withdrawn", "withdrawn")
    assert (gone["status_before"], gone["external_id"], gone["heads"]) == ("opened", "REQ-7", 5.0)
    refused = client.patch(f"/v1/requisitions/{row['id']}", json={"status": "filled"}, headers=ANY_VERSION)
    assert (refused.status_code, refused.json()["code"]) == (409, "withdrawn")
    adopted(client, store, question(problem(more=4, peak=0)))
    (back,) = feed(client, news["cursor"])["requisitions"]
    assert (back["id"], back["status"], back["heads"], back["change"]) == (
        row["id"],
        "opened",
        4.0,
        "changed",
    )
    patch(client, back, status="cancelled")
    adopted(client, store, question(problem(more=4, peak=0), effort={"gap": 0.0, "seed": 1}))
    new = [each for each in feed(client, news["cursor"])["requisitions"] if each["id"] != row["id"]]
    assert [(each["heads"], each["change"]) for each in new] == [(4.0, "created")]


@SQLITE
def test_limits_over_the_horizon_are_used_up_by_those_who_were_found(
    client: TestClient, store: Store
) -> None:
    def asked(more: int, **changes: Any) -> dict[str, Any]:
        limited = problem(more=more, peak=0, hire={"lead": "4w", "max_total": 5.0}, **changes)
        return question(limited | {"policy": {"max_hires": 6.0}, "rate_card": {}})

    assert adopted(client, store, asked(5)) == {("hire", HIRED): 5.0}
    patch(client, feed(client)["requisitions"][0], heads_filled=3.0, status="opened")
    # seven are wanted by now, and five may be hired in all: two beside the three who come
    assert planned(client, store, asked(7))[1] == {("hire", HIRED): 2.0}
    # the same when the export holds the three
    there = asked(7, arriving=[{"date": HIRED, "heads": 3.0}])
    assert planned(client, store, there)[1] == {("hire", HIRED): 2.0}


def test_what_is_left_of_each_limit() -> None:
    asked = problem(hire={"lead": "4w", "max_total": 5.0}) | {"policy": {"max_hires": 6.0}}
    conversion = {"after": "8w", "to_pool": POOL, "max": 4}
    asked["rate_card"]["offers"][0]["conversion"] = conversion
    found = Problem.model_validate_json(json.dumps(asked))

    def left(*rows: Any) -> tuple[float | None, float | None, int]:
        new = with_filled(found, rows, date(2027, 1, 3))[0]
        hire, terms = new.workforce.pools[0].hire, new.rate_card.offers[0].conversion
        assert hire is not None
        assert terms is not None
        return hire.max_total, new.policy.max_hires, terms.max

    converts = {"kind": "contract", "role": OFFER, "converts_to": POOL, "end": "2027-05-10"}
    assert left() == (5.0, 6.0, 4)
    assert left(row(1, HIRED, filled=3.0)) == (2.0, 3.0, 4)
    assert left(row(1, HIRED, filled=3.0), row(2, PEAK, filled=9.0)) == (0.0, 0.0, 4)
    assert left(row(1, HIRED, filled=1.0, role="gone")) == (5.0, 5.0, 4)
    assert left(row(1, "2027-05-17", filled=3.0)) == (2.0, 3.0, 4)  # the first day of the last of 20 weeks
    assert left(row(1, "2027-05-24", filled=3.0)) == (5.0, 6.0, 4)  # after the horizon
    assert left(row(1, "2026-12-28", filled=3.0)) == (5.0, 6.0, 4)  # before it
    assert left(row(1, PEAK, filled=3.0, **converts)) == (5.0, 6.0, 1)
    assert left(row(1, PEAK, filled=3.0, **converts | {"converts_to": None})) == (5.0, 6.0, 4)


@SQLITE
def test_a_plan_that_keeps_to_the_adopted_one_does_not_hire_those_who_were_found(
    client: TestClient, store: Store
) -> None:
    adopted(client, store, question(problem(peak=0)))
    patch(client, feed(client)["requisitions"][0], heads_filled=3.0)
    frozen = problem(peak=0) | {"policy": {"frozen_until": "2027-03-01"}}
    _, actions = planned(client, store, question(frozen, baseline="adopted"))
    assert actions == {("hire", HIRED): 2.0}  # five as they were adopted, less the three


@SQLITE
def test_the_feed_as_a_table_and_its_cursors(client: TestClient, store: Store) -> None:
    asked = problem() | {"rate_card": {
        "vendors": [{"key": "=Steady"}],
        "offers": [problem()["rate_card"]["offers"][0] | {"vendor": "=Steady"}],
    }}  # fmt: skip
    adopted(client, store, question(asked))
    answer = client.get("/v1/requisitions", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["vendor"] for row in rows} == {"", "'=Steady"}  # no spreadsheet takes it for a formula
    assert {row["heads"] for row in rows} == {"5"}
    first = feed(client, limit=1)
    assert first["more"]
    second = feed(client, first["cursor"], limit=1)
    assert not second["more"]
    assert second["cursor"] == answer.headers["x-cursor"] == feed(client, second["cursor"])["cursor"]
    assert first["requisitions"][0]["id"] != second["requisitions"][0]["id"]
    assert feed(client, second["cursor"], series="another")["requisitions"] == []
    for wrong in ("nonsense", "cmVxdWlzaXRpb25zIDk5OQ", "cmVxdWlzaXRpb25zIC0x"):  # 999, −1
        refused = client.get("/v1/requisitions", params={"changed_since": wrong})
        assert (refused.status_code, refused.json()["code"]) == (422, "bad_cursor")


@SQLITE
def test_who_may_say_what_and_on_which_version(client: TestClient, store: Store) -> None:
    adopted(client, store, question(problem(peak=0)))
    (row,) = feed(client)["requisitions"]
    place = f"/v1/requisitions/{row['id']}"
    assert client.patch(place, json={"status": "opened"}).status_code == 428
    assert client.patch(place, json={"status": "opened"}, headers={"If-Match": '"9"'}).status_code == 412
    for wrong in ({"status": "withdrawn"}, {"heads_filled": -1}, {"heads_filled": None}, {"heads": 3}):
        answer = client.patch(place, json=wrong, headers=ANY_VERSION)
        assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
    once = client.patch(place, json={"status": "opened"}, headers={"If-Match": '"1"'})
    assert (once.status_code, once.headers["etag"]) == (200, '"2"')
    again = client.patch(place, json={"status": "opened"}, headers={"If-Match": '"2"'})
    assert again.json()["version"] == 2  # nothing was said that was not known
    with store.scope("ours") as scope:
        keys = {role: add_key(scope, role, [role], pay=False)[1] for role in Role}
        log = [(line.action, line.subject) for line in audit.read(scope, 1)]
    assert log == [("requisition.patch", row["id"])]
    for role, secret in keys.items():
        headers = {"Authorization": f"Bearer {secret}", **ANY_VERSION}
        assert client.get(place, headers=headers).status_code == 200
        allowed = role in (Role.HR, Role.PLANNER, Role.ADMIN)
        assert (client.patch(place, json={}, headers=headers).status_code == 200) is allowed


def row(number: int, start: str, filled: float = 0.0, **body: Any) -> Any:
    """A requisition as it is stored."""
    whole = {
        "kind": "hire", "role": POOL, "skill": "phone", "converts_to": None, "start": start, "end": None,
        "filled_start": None, "tolerance": 28, "before": {}, **body,
    }  # fmt: skip
    return SimpleNamespace(
        id=f"req_{number}", body=whole, heads_filled=filled, external_id=None, status="opened", first=number
    )


def wish(start: str, heads: float = 1.0) -> Wish:
    day = date.fromisoformat(start)
    return Wish("hire", POOL, "phone", None, None, heads, day, None, day, None, 28)


def test_a_wish_goes_on_with_the_nearest_requisition_within_its_lead() -> None:
    early, late, far = row(1, "2027-03-01"), row(2, "2027-03-22"), row(3, "2027-06-07")
    other = row(4, "2027-03-15", skill="chat")
    found = matched([wish("2027-03-15"), wish("2027-03-08"), wish("2027-04-26")], [early, late, far, other])
    assert [each and each.id for each in found] == ["req_2", "req_1", None]
    acted = row(5, "2027-03-22", filled=1.0)
    assert matched([wish("2027-03-22")], [late, acted]) == [acted]


def test_what_the_documents_hold_is_not_counted_again() -> None:
    def counted(arriving: list[tuple[str, float]], *rows: Any, day: str = "2027-01-03") -> list[float]:
        entries = [{"date": on, "heads": heads} for on, heads in arriving]
        asked = Problem.model_validate(problem(arriving=entries), strict=False)
        return [fill.counted for fill in with_filled(asked, rows, date.fromisoformat(day))[1]]

    one = row(1, HIRED, filled=3.0)
    assert counted([], one) == [3.0]
    assert counted([(HIRED, 3.0)], one) == [0.0]
    assert counted([("2027-03-22", 2.0)], one) == [1.0]  # a week later is near enough
    assert counted([("2027-08-02", 3.0)], one) == [3.0]  # somebody else
    assert counted([], one, day=HIRED) == [0.0]  # has begun: among the heads of an export of that day
    expected_anyhow = row(2, HIRED, filled=3.0, before={HIRED: 2.0})
    assert counted([(HIRED, 2.0)], expected_anyhow) == [3.0]
    assert counted([(HIRED, 5.0)], expected_anyhow) == [0.0]
    both = row(3, HIRED, filled=3.0), row(4, HIRED, filled=2.0)
    assert counted([(HIRED, 4.0)], *both) == [0.0, 1.0]
    later = row(5, HIRED, filled=3.0), row(6, HIRED, filled=2.0, before={HIRED: 3.0})
    assert counted([(HIRED, 3.0)], *later) == [0.0, 2.0]


def test_an_adopted_plan_less_those_who_were_found_since() -> None:
    action = {"id": "a", "kind": "hire", "owner": POOL, "heads": 5.0, "start": HIRED, "decide_by": HIRED}
    plan = Plan.model_construct(actions=(Action.model_validate_json(json.dumps(action)),))
    fill = {"requisition": "r", "kind": "hire", "role": POOL, "counted": 0.0, "start": HIRED, "wanted": HIRED}

    def left(then: float, now: float) -> list[float]:
        inputs = [{"filled": {"fills": [{**fill, "heads": heads}]}} for heads in (then, now)]
        return [each.heads for each in without_found(plan, *inputs).actions]

    assert left(0.0, 3.0) == [2.0]
    assert left(3.0, 4.0) == [4.0]
    assert left(0.0, 5.0) == []
    assert left(3.0, 1.0) == [5.0]


def test_no_reader_misses_a_change_while_many_write(store: Store) -> None:
    written = set[str]()
    seen: list[tuple[int, str]] = []
    done = threading.Event()
    body = Change({"kind": "hire"}, "planned", None, 0.0, "plan")

    def write() -> None:
        for _ in range(3):
            with store.scope("ours") as scope:
                requisitions.hold(scope)
                written.add(requisitions.add(scope, SERIES, body))
                time.sleep(0.01)  # a number is given out, and not committed yet
                written.add(requisitions.add(scope, SERIES, body))

    def read() -> None:
        last = False
        while not last:
            last = done.is_set()
            with store.reading("ours") as scope:
                since = seen[-1][0] if seen else 0
                seen.extend((each.change, each.id) for each in requisitions.changed(scope, since, 5))
            time.sleep(0.002)
        with store.reading("ours") as scope:
            seen.extend((each.change, each.id) for each in requisitions.changed(scope, seen[-1][0], 1000))

    reader = threading.Thread(target=read)
    reader.start()
    at_once(6, write)
    done.set()
    reader.join()
    assert [change for change, _ in seen] == list(range(1, 37))
    assert {identity for _, identity in seen} == written


def test_two_adoptions_at_once_leave_one_set_of_requisitions(client: TestClient, store: Store) -> None:
    ours = [planned(client, store, question(problem(more=more, peak=0)))[0] for more in (4, 5)]
    todo = iter(ours)
    codes: list[int] = []
    at_once(2, lambda: codes.append(client.post(f"/v1/plans/{next(todo)}:adopt").status_code))
    assert codes == [200, 200]
    with store.reading("ours") as scope:
        kept = plans.adopted(scope, SERIES)
    (row,) = feed(client)["requisitions"]
    assert row["heads"] == {ours[0]: 4.0, ours[1]: 5.0}[str(kept)]


@SQLITE
def test_another_tenant_sees_nothing_of_it(client: TestClient, store: Store) -> None:
    adopted(client, store, question(problem(peak=0)))
    (row,) = feed(client)["requisitions"]
    with store.scope("theirs") as scope:
        client.headers["Authorization"] = f"Bearer {add_key(scope, 'all', list(Role), pay=True)[1]}"
    assert feed(client)["requisitions"] == []
    assert client.get(f"/v1/requisitions/{row['id']}").status_code == 404
    assert client.patch(f"/v1/requisitions/{row['id']}", json={}, headers=ANY_VERSION).status_code == 404
