"""Exports of HR systems become workforces: groups and averages, never a person."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import fixtures
from api.imports import cells, putting
from api.imports.builtin import BUILT_IN
from api.imports.catch_up import caught_up
from api.imports.cells import BadCell
from api.imports.comparing import changed_heads, hashed, moves
from api.imports.groups import Made, make
from api.imports.mapping import Columns, Mapping
from api.imports.people import read_people
from api.imports.table import Table, is_json, packed, read_table, table_of, unpacked
from api.store import imports
from api.store.keys import Role, add_key
from api.store.store import Store
from api.store.tables import metadata
from scheduler.errors import UnreadableFile
from scheduler.problem import Calendar, Forecast, Hire, Pool, Problem, Workforce

HRIS = fixtures.ROOT / "hris"
DAY = date(2027, 1, 4)
EXPORTS = {
    "bamboohr/report.csv": "text/csv",
    "bamboohr/report.json": "application/json",
    "personio/report.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "workday/report.csv": "text/csv",
}
AGENTS, CHAT, SENIORS = "Call Agent / Leeds", "Chat Agent / Dublin", "Senior Agent / Leeds"
RAMP = {"step": "month", "values": [0.5, 0.5, 0.8]}
BEFORE: dict[str, Any] = {
    "pools": [
        {"key": AGENTS, "skills": {"phone": 1.0}, "headcount": 16.0, "salary": 25000.0, "site": "Leeds",
         "hire": {"lead": "10w", "ramp": RAMP}},
        {"key": CHAT, "skills": {"chat": 1.0}, "headcount": 6.0, "salary": 2500.0, "per": "month"},
        {"key": SENIORS, "skills": {"phone": 1.1}, "headcount": 3.0, "salary": 41000.0},
    ]
}  # fmt: skip
SQLITE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
STRICT = Workforce.model_validate_json(json.dumps(BEFORE))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day after that of the exports."""
    monkeypatch.setattr(putting, "now", lambda: datetime(2027, 1, 5, 12, tzinfo=UTC))


def table(name: str) -> Table:
    """A fixture's export."""
    content = (HRIS / name).read_bytes()
    return table_of(json.loads(content)) if is_json(content) else read_table(content)


def made(export: Table, mapping: Mapping, before: Workforce = STRICT) -> Made:
    """What an export makes of a workforce; it has no fault."""
    reading = read_people(export, mapping, DAY)
    assert reading.faults == []
    return make(reading.people, before, mapping, DAY)


def lines(*rows: str, head: str = "No,Job,Site,Kind,From,Until,FTE,Pay") -> Table:
    """A small CSV export."""
    return read_table("\n".join((head, *rows)).encode())


OWN = Mapping(
    columns=Columns(
        employee=("No",), job=("Job",), site=("Site",), type=("Kind",), start=("From",), end=("Until",),
        fte=("FTE",), salary=("Pay",),
    ),
    salary_per="year", leave_out=("Agency",),
)  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_one_company_is_the_same_workforce_from_every_system(name: str) -> None:
    found = made(table(name), BUILT_IN[name.partition("/")[0]])
    agents, chat, seniors = found.workforce.pools
    assert (agents.headcount, chat.headcount, seniors.headcount) == (16.0, 6.0, 3.0)
    assert [(each.on, each.heads) for each in agents.arriving] == [(date(2027, 2, 1), 1.5)]
    assert [(each.on, each.heads) for each in agents.leaving] == [(date(2027, 4, 1), 1.0)]
    assert [(each.started, each.heads) for each in agents.recent_starters] == [(date(2026, 12, 1), 2.0)]
    assert agents.salary == pytest.approx(27_195.31, abs=0.02)
    assert chat.salary == pytest.approx(32_350 / 12, abs=0.02)  # the pool's own span is the month
    assert seniors.salary == 41_000.0  # three are too few for an average
    assert agents.hire == STRICT.pools[0].hire  # what no export holds stays
    assert [each.code for each in found.warnings] == ["salary_kept"]
    assert len(found.pools) == 26


def test_a_table_crosses_to_another_process_as_it_is() -> None:
    for name in EXPORTS:
        export = table(name)
        assert unpacked(json.loads(json.dumps(packed(export)))) == export


def test_a_new_group_needs_a_template_and_says_so() -> None:
    rows = [f"{n},Porter,York,Own,2020-01-01,,1,30000" for n in range(5)]
    found = made(lines(*rows), OWN)
    assert [(each.code, each.place) for each in found.faults] == [("unknown_group", "export")]
    assert "'Porter / York', 'Porter' or '*'" in found.faults[0].fix
    template = Pool(key="*", skills={"gate": 1.0}, hire=Hire(lead="4w"))
    with_template = OWN.model_copy(update={"templates": (template,)})
    pool = made(lines(*rows), with_template).workforce.pools[-1]
    assert (pool.key, pool.site, pool.headcount, pool.salary) == ("Porter / York", "York", 5.0, 30000.0)
    few = made(lines(*rows[:4]), with_template)
    assert [each.code for each in few.faults] == ["no_salary"]
    assert "30000" not in str(few.faults)


def test_every_fault_at_once_by_row_and_column_without_pay_or_names() -> None:
    reading = read_people(
        lines(
            "1,Smith-Jones,York,Own,2020-31-12,,1,30000",
            "2,Clerk,York,Own,2020-01-01,,1,thirty-one thousand",
            "2,Clerk,York,Own,2020-01-01,,1,30000",
            "3,Clerk,York,Own,,,7,30000",
            ",Clerk,York,Own,2020-01-01,,0,30000",
            "4,Clerk,York,Agency,nonsense,,x,y",
            "1,Clerk,York,Own,2021-01-01,,80 %,31337 XXX",
            "1,Clerk,York,Own,2021-01-01,,80 %,31337",
        ),
        OWN.model_copy(update={"currency": "GBP"}),
        DAY,
    )
    found = {(each.place, each.code) for each in reading.faults}
    assert found == {
        ("export line 2 column 'From'", "bad_cell"),
        ("export line 3 column 'Pay'", "bad_cell"),
        ("export line 5 column 'From'", "missing"),
        ("export line 5 column 'FTE'", "bad_cell"),
        ("export line 6 column 'No'", "missing"),
        ("export line 6 column 'FTE'", "no_hours"),
        ("export line 8 column 'Pay'", "other_currency"),
    }
    text = str(reading.faults)
    assert not any(word in text for word in ("30000", "thirty", "Smith", "31337", "XXX"))
    assert reading.left_out == {"employment type": 1}


def test_an_employee_twice_and_a_column_that_is_not_there() -> None:
    twice = read_people(lines(*["7,Clerk,York,Own,2020-01-01,,1,30000"] * 2), OWN, DAY)
    assert [(each.code, each.place, each.found) for each in twice.faults] == [
        ("duplicate_employee", "export line 3", "the same employee as export line 2")
    ]
    bare = read_people(lines("7,Clerk", head="No,Job"), OWN, DAY)
    assert {each.code for each in bare.faults} == {"missing_column"}
    assert len(bare.faults) == 5  # site, type, start, FTE, pay; nobody need have an end
    with pytest.raises(UnreadableFile, match="two columns"):
        lines("7,7", head="No,no")
    with pytest.raises(UnreadableFile, match="no list of rows"):
        table_of({"message": "denied"})


def test_cells_as_they_are_written_elsewhere() -> None:
    assert cells.amount("31,000.50 GBP", ".") == (31000.5, "GBP")
    assert cells.amount("31.000,50", ",") == (31000.5, None)
    assert cells.amount({"value": "1200", "currency": "EUR"}, ".") == (1200.0, "EUR")
    assert cells.day("4.1.2027", "d.m.y") == cells.day("1/4/2027", "m/d/y") == DAY
    assert cells.day("2027-01-04T00:00:00+01:00", "iso") == DAY
    assert cells.share("80 %", ".") == cells.share(0.8, ".") == 0.8
    assert (cells.text(12.0), cells.text("0012"), cells.text(None)) == ("12", "0012", "")
    for bad in ("31.000,50", "1 234 5", "-4", "GBP 5 EUR", "nan", "1e3"):
        with pytest.raises(BadCell):
            cells.amount(bad, ".")
    for bad, order in (
        ("4.1.27", "d.m.y"), ("2027-02-30", "iso"), ("04/01", "d/m/y"), ("1.1.99999999999999999999", "d.m.y"),
        ("1899-12-31", "iso"), ("3000-01-01", "iso"), ("9999-12-31", "iso"),
    ):  # fmt: skip
        with pytest.raises(BadCell):
            cells.day(bad, order)
    assert cells.end("9999-12-31", "iso") is cells.end(date(9999, 12, 30), "iso") is None
    assert cells.end("31/12/4712", "d/m/y") is cells.end("0000-00-00", "iso") is None
    assert cells.end("2999-12-31", "iso") == date(2999, 12, 31)
    for bad in ("0001-01-01", "3000-01-01"):
        with pytest.raises(BadCell, match="not a date that can be"):
            cells.end(bad, "iso")
    assert (cells.hours("168", "."), cells.amount("1,000,000,000,000", ".")) == (168.0, (1e12, None))
    with pytest.raises(BadCell):
        cells.hours("168.5", ".")
    for dear in (1.1e12, {"value": 1e300, "currency": "GBP"}, "1000000000001 GBP"):
        with pytest.raises(BadCell):
            cells.amount(dear, ".")


def test_a_mapping_groups_jobs_and_converts_currencies() -> None:
    mapping = Mapping(
        columns=OWN.columns, salary_per="month", currency="EUR", exchange_rates={"GBP": 1.2}, by_site=False,
        jobs={"Agent I": "agents", "Agent II": "agents"}, other_jobs="leave_out",
        templates=(Pool(key="agents", skills={"phone": 1.0}),),
    )  # fmt: skip
    rows = [f"{n},agent {'I' * (1 + n % 2)},York,Own,2020-01-01,,1,1000 GBP" for n in range(6)]
    reading = read_people(lines(*rows, "9,Cook,York,Own,2020-01-01,,1,1"), mapping, DAY)
    pool = make(reading.people, Workforce(), mapping, DAY).workforce.pools[0]
    assert (pool.key, pool.headcount, pool.salary) == ("agents", 6.0, 14_400.0)
    assert reading.left_out == {"job not in the mapping": 1}
    named = read_people(
        lines("9,Cook,York,Own,2020-01-01,,1,1"), mapping.model_copy(update={"other_jobs": "fault"}), DAY
    )
    assert [each.code for each in named.faults] == ["unknown_job"]


def test_joiners_leavers_and_movers_by_keyed_hashes() -> None:
    before = hashed({"1": "a", "2": "a", "3": "b"}, b"k" * 32)
    after = hashed({"1": "a", "2": "b", "4": "a"}, b"k" * 32)
    found = {pool: each.model_dump() for pool, each in moves(before, after).items()}
    assert found == {
        "a": {"joined": 1, "left": 0, "moved_in": 0, "moved_out": 1},
        "b": {"joined": 0, "left": 1, "moved_in": 1, "moved_out": 0},
    }
    assert hashed({"1": "a"}, b"other" * 7).keys().isdisjoint(before)
    half = Workforce(pools=tuple(p.model_copy(update={"headcount": p.headcount / 2}) for p in STRICT.pools))
    assert changed_heads(STRICT, half) == 0.5


def test_what_lies_between_the_export_and_the_calendar_has_happened() -> None:
    workforce = made(table("workday/report.csv"), BUILT_IN["workday"]).workforce
    forecast = Forecast(calendar=Calendar(start=date(2027, 2, 8), periods=4), workstreams=())
    pool = caught_up(Problem(forecast=forecast, workforce=workforce), DAY).workforce.pools[0]
    assert (pool.headcount, pool.arriving, len(pool.leaving)) == (17.5, (), 1)
    assert [(each.started, each.heads) for each in pool.recent_starters] == [
        (date(2026, 12, 1), 2.0),
        (date(2027, 2, 1), 1.5),
    ]


def test_who_arrived_in_between_is_bound_and_ramps_as_was_said() -> None:
    start = date(2027, 2, 8)
    come = {"date": date(2027, 1, 11), "heads": 1.0}
    arriving = (come | {"experienced": True}, come | {"experienced": True, "bound_until": start}, come)
    team = Pool.model_validate(
        {"key": "team", "skills": {"talk": 1.0}, "headcount": 4.0, "arriving": arriving}
    )
    workforce = Workforce(pools=(team,))
    forecast = Forecast(calendar=Calendar(start=start, periods=4), workstreams=())
    pool = caught_up(Problem(forecast=forecast, workforce=workforce), DAY).workforce.pools[0]
    assert pool.headcount == 7.0
    assert [(each.experienced, each.bound_until) for each in pool.recent_starters] == [
        (False, None), (True, start)
    ]  # fmt: skip


def put(client: TestClient, content: bytes, media: str, **query: str) -> Any:
    """Sends an export of the day in place of the workforce."""
    params = {"export_date": str(DAY), **query}
    headers = {"If-Match": "*", "Content-Type": media}
    return client.put("/v1/workforces/hris", params=params, content=content, headers=headers)


def rows_of(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((HRIS / name).read_text(encoding="utf-8"))))


def csv_of(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def test_night_after_night_an_export_is_put_as_it_is(client: TestClient, store: Store) -> None:
    assert client.put("/v1/workforces/hris", json=BEFORE).status_code == 201
    first = put(client, (HRIS / "workday/report.csv").read_bytes(), "text/csv", mapping="workday")
    assert first.status_code == 201, first.text
    told = first.json()["imported"]
    assert (told["rows"], told["people"], told["since"], told["changes"]) == (31, 26, None, {})
    assert told["left_out"] == {"employment type": 2, "left before the day of the export": 1}
    same = put(client, (HRIS / "bamboohr/report.json").read_bytes(), "application/json", mapping="bamboohr")
    assert (same.status_code, same.json()["version"], same.json()["imported"]["changes"]) == (200, 2, {})
    head, *rows = rows_of("workday/report.csv")
    moved = [[*row[:3], "Chat Agent", "Dublin", *row[5:]] if row[0] == "S0001" else row for row in rows]
    arrived = [["S0099", "New Invented", "Employee", "Call Agent", "Leeds", "2027-01-05", "", "1", "", "GBP"]]
    next_night = csv_of([head, *(row for row in moved if row[0] != "S0002"), *arrived])
    answer = put(client, next_night, "text/csv", mapping="workday", export_date="2027-01-05").json()
    assert answer["imported"]["since"] == "2027-01-04"
    assert answer["imported"]["changes"] == {
        AGENTS: {"joined": 1, "left": 1, "moved_in": 0, "moved_out": 1},
        CHAT: {"joined": 0, "left": 0, "moved_in": 1, "moved_out": 0},
    }
    older = put(client, next_night, "text/csv", mapping="workday")
    assert (older.status_code, older.json()["code"]) == (422, "older_export")
    half = csv_of([head, *rows[: len(rows) // 2]])
    refused = put(client, half, "text/csv", mapping="workday", export_date="2027-01-06", max_change="20%")
    assert (refused.status_code, refused.json()["code"]) == (422, "too_much_changed")
    with store.reading("ours") as scope:
        assert len(imports.people(scope, "hris")) == 26
    with store.engine.connect() as connection:  # of no employee is anything kept
        for each in metadata.sorted_tables:
            kept = str(connection.execute(each.select()).all())
            assert not any(word in kept for word in ("S0001", "Invented", "Given", "31000"))
    assert client.post("/v1/workforces/hris:purge").status_code == 204
    with store.reading("ours") as scope:
        assert imports.people(scope, "hris") == {}


@SQLITE
def test_files_that_are_no_exports_and_mappings_that_are_not_there(client: TestClient) -> None:
    book = (HRIS / "personio/report.xlsx").read_bytes()
    media = EXPORTS["personio/report.xlsx"]
    assert put(client, book, media, mapping="personio").json()["code"] == "validation_failed"  # no pools yet
    client.put("/v1/workforces/hris", json=BEFORE)
    assert put(client, book, media, mapping="personio").status_code == 201
    assert put(client, book, media, mapping="none").status_code == 404
    wrong = put(client, book, media, mapping="workday").json()
    assert {each["code"] for each in wrong["errors"]} == {"missing_column"}
    assert put(client, book[:4000], media, mapping="personio").status_code == 415
    assert (
        put(client, b"[1]", "application/json", mapping="personio").json()["errors"][0]["code"] == "not_rows"
    )
    assert put(client, b'[{"a":1,"a":2}]', "application/json", mapping="personio").status_code == 400
    assert put(client, b'a,b\n"', "text/csv", mapping="personio").json()["errors"][0]["code"] == "bad_csv"
    plain = client.put(
        "/v1/forecasts/hris?mapping=workday", content=b"a", headers={"Content-Type": "text/csv"}
    )
    assert plain.status_code == 415


@SQLITE
def test_pay_of_an_export_is_hrs_alone(client: TestClient, store: Store) -> None:
    client.put("/v1/workforces/hris", json=BEFORE)
    with store.scope("ours") as scope:
        planner = add_key(scope, "plans", [Role.PLANNER], pay=False)[1]
        tool = add_key(scope, "tool", [Role.HR], pay=False)[1]
    everything = client.headers["Authorization"]
    export = (HRIS / "workday/report.csv").read_bytes()
    for secret, salary in ((planner, 25_000.0), (tool, 27_195.31)):
        client.headers["Authorization"] = f"Bearer {secret}"
        answer = put(client, export, "text/csv", mapping="workday")
        assert answer.status_code == 201, answer.text
        assert "27195" not in answer.text
        client.headers["Authorization"] = everything
        content = client.get("/v1/workforces/hris").json()["content"]
        assert content["pools"][0]["salary"] == pytest.approx(salary, abs=0.01)


@SQLITE
def test_mappings_have_versions_and_hide_pay(client: TestClient, store: Store) -> None:
    place, names = (
        "/v1/mappings/ours",
        {"employee": "No", "job": "Job", "start": "From", "fte": ["FTE", "F.T.E."]},
    )
    template = {"key": "*", "skills": {"phone": 1.0}, "salary": 30_303.0}
    made = client.put(place, json={"columns": names, "templates": [template]})
    assert (made.status_code, made.json()["version"], made.headers["etag"]) == (201, 1, '"1"')
    assert client.put(place, json={"columns": names, "templates": [template]}).status_code == 200
    assert client.put(place, json={"columns": names}).status_code == 428
    assert client.put(place, json={"columns": names}, headers={"If-Match": '"2"'}).status_code == 412
    assert client.put("/v1/mappings/workday", json={"columns": names}).json()["code"] == "built_in"
    assert client.get("/v1/mappings").json() == {"built_in": sorted(BUILT_IN), "own": ["ours"]}
    assert client.get("/v1/mappings/personio").json()["mapping"]["columns"]["job"] == ["Position"]
    none = {name: column for name, column in names.items() if name != "fte"}
    for wrong in (
        {"columns": none},
        {"columns": {**names, "wage": "x"}},
        {"columns": {**names, "salary": "x"}},
    ):
        answer = client.put("/v1/mappings/other", json=wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
    assert "30303" in client.get(place).text
    with store.scope("ours") as scope:
        client.headers["Authorization"] = f"Bearer {add_key(scope, 'plans', [Role.PLANNER], pay=False)[1]}"
    assert "30303" not in client.get(place).text
    refused = client.put(place, json={"columns": names, "templates": [template]}, headers={"If-Match": "*"})
    assert refused.json()["errors"][0]["code"] == "pay_not_yours"


@SQLITE
def test_an_archived_mapping_reads_nothing_until_it_is_put_again(client: TestClient) -> None:
    place = "/v1/mappings/ours"
    mapping = client.get("/v1/mappings/workday").json()["mapping"]
    assert client.delete(place).status_code == 404
    assert client.put(place, json=mapping).status_code == 201
    assert client.delete("/v1/mappings/workday").json()["code"] == "built_in"
    assert client.delete(place).status_code == 204
    assert client.delete(place).status_code == 404
    assert client.get("/v1/mappings").json()["own"] == []
    seen = client.get(place).json()
    assert seen["archived"] is not None
    assert seen["mapping"] == mapping
    client.put("/v1/workforces/hris", json=BEFORE)
    export = (HRIS / "workday/report.csv").read_bytes()
    assert put(client, export, "text/csv", mapping="ours").status_code == 404
    back = client.put(place, json=mapping, headers={"If-Match": '"1"'})
    assert (back.status_code, back.json()["version"], back.json()["archived"]) == (201, 2, None)
    assert client.get("/v1/mappings").json()["own"] == ["ours"]
    assert put(client, export, "text/csv", mapping="ours").status_code == 201
    done = [each["action"] for each in client.get("/v1/audit").json()["lines"]]
    assert [each for each in done if each.startswith("mapping")] == [
        "mapping.put", "mapping.archive", "mapping.put",
    ]  # fmt: skip


CLERK = {"Job": "Clerk", "Site": "York", "From": "2020-01-01", "Until": "", "FTE": 1, "Pay": 30000}
ATTRITION = {"step": "month", "values": [0.2]}
TEMPLATE = {"key": "*", "skills": {"desk": 1.0}, "salary": 1.0, "attrition_by_age": ATTRITION}


def put_rows(client: TestClient, *changes: dict[str, Any], **query: str) -> Any:
    """Sends six clerks as rows, the first of them changed."""
    rows = [{**CLERK, "No": n, **each} for n, each in zip(range(6), (*changes, *[{}] * 6))]
    return put(client, json.dumps(rows).encode(), "application/json", mapping="rows", **query)


def put_mapping(client: TestClient, template: dict[str, Any], **more: Any) -> None:
    """How those rows are read."""
    columns = OWN.columns.model_dump(exclude_none=True, exclude={"type"})
    body = {"columns": columns, "salary_per": "year", "templates": [template]}
    answer = client.put("/v1/mappings/rows", json=body | more, headers={"If-Match": "*"})
    assert answer.status_code in (200, 201), answer.text


def faults_in(answer: Any) -> set[tuple[str, str]]:
    """What a refusal says: (place, code)."""
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed"), answer.text
    return {(each["place"], each["code"]) for each in answer.json()["errors"]}


@SQLITE
def test_an_end_in_9999_is_no_end_and_other_days_that_cannot_be_are_refused(client: TestClient) -> None:
    put_mapping(client, TEMPLATE)
    made = put_rows(client, {"Until": "9999-12-31"}, {"Until": "9999-12-30"}, {"Until": "2027-01-31"})
    assert made.status_code == 201, made.text
    pool = client.get("/v1/workforces/hris").json()["content"]["pools"][0]
    assert (pool["headcount"], pool["leaving"]) == (6.0, [{"date": "2027-02-01", "heads": 1.0}])
    wrong = put_rows(
        client,
        {"From": "9999-12-31"},
        {"From": "0001-01-01"},
        {"Until": "3500-01-01"},
        {"From": "0000-00-00"},
    )
    assert faults_in(wrong) == {
        ("export#/0/From", "bad_cell"),
        ("export#/1/From", "bad_cell"),
        ("export#/2/Until", "bad_cell"),
        ("export#/3/From", "missing"),  # nobody gets lost in silence
    }
    assert "from 1900-01-01 to 2999-12-31" in wrong.json()["errors"][0]["fix"]


@SQLITE
def test_an_export_makes_a_workforce_that_can_be_read_or_none(client: TestClient) -> None:
    put_mapping(client, TEMPLATE, exchange_rates={"USD": 1e9}, currency="GBP")
    long = {"Job": "j" * 150, "Site": "s" * 50}  # and " / " between them
    cases: list[tuple[list[dict[str, Any]], set[tuple[str, str]]]] = [
        ([long] * 2, {("export#/0/Job", "bad_cell"), ("export#/1/Job", "bad_cell")}),
        ([{}, {"Pay": 1e300}], {("export#/1/Pay", "bad_cell")}),
        (
            [{"Pay": "400000 USD"}] * 6,  # 4e14 pounds
            {("export#/0 and 5 more rows, workforce#/pools/0/salary", "out_of_range")},
        ),
        (
            [{"FTE": 1e-300}] * 6,  # of so few heads each would earn 3e304
            {("export#/0 and 5 more rows, workforce#/pools/0/salary", "out_of_range")},
        ),
        (
            [{}, {"Job": "Cl\x07rk", "From": "2027-02-01"}],
            {("export#/1, workforce#/pools/0/key", "unprintable")},
        ),
    ]
    for rows, expected in cases:
        refused = put_rows(client, *rows)
        assert faults_in(refused) == expected
        assert "00000" not in refused.text  # pay is not told
        assert client.get("/v1/workforces/hris").status_code == 404
    assert put_rows(client, long | {"Site": "s" * 47}).status_code == 201
    assert client.get("/v1/workforces/hris/tables").status_code == 200


@SQLITE
def test_what_a_template_has_wrong_is_said_to_be_the_templates(client: TestClient) -> None:
    put_mapping(client, TEMPLATE | {"country": "XX"})
    refused = put_rows(client)
    place = "the mapping's template '*', workforce#/pools/0/country"
    assert faults_in(refused) == {(place, "unknown_country")}
    later = [{"from": "2027-02-01", "value": 38.0}]
    put_mapping(client, TEMPLATE | {"hours_per_week": later, "per": "hour"})
    made = put_rows(client)
    assert made.status_code == 201, made.text
    salary = client.get("/v1/workforces/hris").json()["content"]["pools"][0]["salary"]
    assert salary == pytest.approx(30_000 / 52 / 38, abs=0.01)


@SQLITE
def test_an_export_of_a_day_to_come_shuts_nobody_out(client: TestClient) -> None:
    put_mapping(client, TEMPLATE)
    last = date(2027, 1, 5) + putting.AHEAD
    for day in ("9999-12-31", str(last + timedelta(days=1)), "1899-12-31"):
        refused = put_rows(client, export_date=day)
        assert faults_in(refused) == {("query export_date", "bad_parameter")}
        assert refused.json()["errors"][0]["found"] == day
        assert refused.json()["errors"][0]["fix"].endswith(f"to {last}")
    assert put_rows(client, export_date=str(last)).status_code == 201
    assert put_rows(client).json()["code"] == "older_export"
    assert client.post("/v1/workforces/hris:purge").status_code == 204
    again = put_rows(client)
    assert (again.status_code, again.json()["version"], again.json()["imported"]["since"]) == (201, 2, None)


def test_the_exports_are_of_nobody() -> None:
    for path in Path(HRIS).glob("*/*.csv"):
        assert "Invented" in path.read_text(encoding="utf-8")
