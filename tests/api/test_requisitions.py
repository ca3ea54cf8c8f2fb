"""Requisitions: what adopted plans ask for, under ids that last; nobody is asked for or counted twice."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.errors import ApiError
from api.requisitions.acting import patched
from api.requisitions.filled import with_filled
from api.requisitions.keeping import without_found
from api.requisitions.matching import matched
from api.requisitions.wishes import Wish
from api.schemas.requisitions import RequisitionPatch
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


def test_those_who_were_found_count_in_their_month() -> None:
    asked = problem(hire={"lead": "4w", "max": {"heads": 4.0, "per": "month"}})
    card = asked["rate_card"]
    card["offers"][0]["max_starts"] = card["vendors"][0]["max_starts"] = {"heads": 9.0, "per": "quarter"}
    found = Problem.model_validate_json(json.dumps(asked))
    rows = (
        row(1, HIRED, filled=3.0),
        row(2, PEAK, filled=2.0, kind="contract", role=OFFER, converts_to=None),
    )
    new = with_filled(found, rows, date(2027, 1, 3))[0]
    hire, offer, vendor = new.workforce.pools[0].hire, new.rate_card.offers[0], new.rate_card.vendors[0]
    assert hire is not None
    assert hire.max is not None
    assert hire.max.gone == ((date.fromisoformat(HIRED), 3.0),)
    assert offer.max_starts == vendor.max_starts
    assert offer.max_starts is not None
    assert offer.max_starts.gone == ((date.fromisoformat(PEAK), 2.0),)


def test_those_who_were_found_are_bound_like_the_hires_of_a_plan() -> None:
    found = Problem.model_validate_json(json.dumps(problem(hire={"lead": "4w", "min_tenure": "26w"})))
    pool = with_filled(found, (row(1, HIRED, filled=3.0),), date(2027, 1, 3))[0].workforce.pools[0]
    assert [each.bound_until for each in pool.arriving] == [date.fromisoformat(HIRED) + timedelta(weeks=26)]


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


def faults(client: TestClient, row: dict[str, Any], **said: Any) -> list[tuple[str, str, str, str]]:
    """What is refused of what is said of a requisition: code, place, found and fix of each fault."""
    answer = client.patch(f"/v1/requisitions/{row['id']}", json=said, headers=ANY_VERSION)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed"), answer.text
    return [(each["code"], each["place"], each["found"], each["fix"]) for each in answer.json()["errors"]]


@SQLITE
def test_a_slip_in_a_start_or_in_heads_is_refused_where_it_is_made(client: TestClient, store: Store) -> None:
    adopted(client, store, question(problem()))
    hire, contract = sorted(feed(client)["requisitions"], key=lambda row: row["kind"], reverse=True)
    for start in ("2207-02-15", "9999-12-31", "0001-01-01", "2029-04-13"):
        ((code, place, found, fix),) = faults(client, contract, status="filled", start=start)
        assert (code, place) == ("date_out_of_range", "body#/start")
        assert found == f"'start' is {start}, and {PEAK} is asked for"
        # 731 days before and after 12 April 2027; 2028 is a leap year
        assert fix == f"write a day from 2025-04-11 to 2029-04-12, or null for the plan's, {PEAK}"
    ((code, place, found, fix),) = faults(client, hire, heads_filled=1e7)
    assert (code, place) == ("out_of_range", "body#/heads_filled")
    assert found == "'heads_filled' is 10000000, asked for: 5"
    assert fix == "write at most 5; if more were found, name all of them in the workforce's 'arriving'"
    ((_, _, _, fix),) = faults(client, contract, heads_filled=6)
    assert fix.endswith("in the rate card's 'running'")
    assert len(faults(client, hire, heads_filled=6, start="2207-02-15", status=None)) == 3
    assert patch(client, hire, start="2028-12-31", heads_filled=5.0)["filled_start"] == "2028-12-31"
    assert client.post("/v1/plans", json=question(problem())).status_code == 202


def test_heads_are_found_whole_and_what_was_said_may_be_said_again() -> None:
    def most(heads: float, filled: float = 0.0) -> float:
        """The most that is taken of 1, 2, 3 … heads."""
        there = row(1, HIRED, filled=filled, heads=heads)
        for number in range(1, 10):
            try:
                patched(there, RequisitionPatch(heads_filled=float(number)))
            except ApiError:
                return number - 1
        return 9

    assert most(5.0) == 5
    assert most(4.0 + 1e-12) == 4  # the solver's noise is no head
    assert most(2.4) == 3
    assert most(3.0, filled=5.0) == 5  # a later plan asked for fewer


def test_who_joins_a_team_begins_before_that_day() -> None:
    there = row(1, PEAK, kind="contract", converts_to=POOL, end="2027-06-07", heads=2.0)
    patched(there, RequisitionPatch(start=date(2027, 6, 6)))
    with pytest.raises(ApiError) as caught:
        patched(there, RequisitionPatch(start=date(2027, 6, 7)))
    (fault,) = caught.value.errors
    assert fault.found == "'start' is 2027-06-07, and they join a team on 2027-06-07"
    assert fault.fix == f"write a day before 2027-06-07, or null for the plan's, {PEAK}"


@SQLITE
def test_a_contract_that_does_not_fit_is_told_at_its_requisition(client: TestClient, store: Store) -> None:
    adopted(client, store, question(problem()))
    (contract,) = (row for row in feed(client)["requisitions"] if row["kind"] == "contract")
    patch(client, contract, status="filled")
    running = {"key": "r", "offer": OFFER, "heads": 1.0, "started": "2026-12-28"}

    def refused(asked: dict[str, Any]) -> tuple[str, str]:
        for place in ("/v1/plans", "/v1/plans:validate"):
            answer = client.post(place, json=question(asked))
            assert answer.status_code == 422, answer.text
        (fault,) = answer.json()["errors"]
        assert fault["place"].startswith(f"requisitions#/{contract['id']}/")
        return fault["place"].rpartition("/")[2], fault["fix"]

    # an offer that is sold by the hour by now has nobody who is there
    card = problem()["rate_card"]
    by_the_hour = {name: card["offers"][0][name] for name in ("key", "vendor", "skills", "rate")}
    hours = {**card, "offers": [by_the_hour | {"unit": "hours"}]}
    field, fix = refused(problem() | {"rate_card": hours})
    assert (field, "heads_filled is 0" in fix) == ("role", True)
    # the problem of an earlier plan, sent back, holds the contract already
    twice = running | {"key": f"requisition {contract['id']}"}
    assert refused(problem() | {"rate_card": {**card, "running": [running, twice]}})[0] == "id"
    # what was said before starts were judged
    with store.scope("ours") as scope:
        requisitions.hold(scope)
        there = requisitions.requisition(scope, contract["id"])
        assert there is not None
        body = there.body | {"filled_start": "2207-02-15"}
        requisitions.set_to(scope, there.id, Change(body, "filled", None, 5.0, there.plan))
    field, fix = refused(problem() | {"rate_card": {**card, "running": [running]}})
    assert (field, f"PATCH /v1/requisitions/{contract['id']}" in fix) == ("start", True)
    # a fault of the caller's own is told where the caller has it
    there_too = running | {"latest_end": "2026-12-01"}
    patch(client, contract, start=None)
    own = client.post("/v1/plans", json=question(problem() | {"rate_card": {**card, "running": [there_too]}}))
    assert [each["place"] for each in own.json()["errors"]] == ["rate_card#/running/0/latest_end"]


def row(number: int, start: str, filled: float = 0.0, **body: Any) -> Any:
    """A requisition as it is stored."""
    whole = {
        "kind": "hire", "role": POOL, "skill": "phone", "converts_to": None, "start": start, "end": None,
        "filled_start": None, "tolerance": 28, "before": {}, **body,
    }  # fmt: skip
    return SimpleNamespace(
        id=f"req_{number}", body=whole, heads_filled=filled, external_id=None, status="opened", first=number,
        plan="plan",
    )  # fmt: skip


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
