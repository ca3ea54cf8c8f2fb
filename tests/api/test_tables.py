"""Documents as tables and back: nothing is lost, every fault has its cell, pay is seen by those who may."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

import fixtures
from api.store.keys import Role, add_key
from api.store.store import Store
from scheduler.files.grid import Tray
from scheduler.files.read_tables import grids_of, read_tables
from scheduler.files.text_tables import text_tables
from tests.api.things import PATHS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SURGE = json.loads(fixtures.load("six-month-surge").model_dump_json(by_alias=True))


@pytest.mark.parametrize("name", fixtures.names())
def test_every_fixture_comes_back_from_its_tables(name: str) -> None:
    problem = fixtures.load(name)
    for kind in PATHS:
        document = getattr(problem, kind)
        assert read_tables(kind, grids_of(text_tables(kind, document)), Tray()).document == document


def key(store: Store, *roles: Role, pay: bool = False) -> dict[str, str]:
    """The header of a new key of ours."""
    with store.scope("ours") as scope:
        return {"Authorization": f"Bearer {add_key(scope, 'one', roles, pay=pay)[1]}"}


def table(answer: Any, sheet: str) -> dict[str, Any]:
    """One of the tables of an answer."""
    found: dict[str, Any] = next(each for each in answer["tables"] if each["sheet"] == sheet)
    return found


@pytest.mark.parametrize("kind", PATHS)
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_what_is_stored_is_told_as_tables_and_put_again_changes_nothing(
    client: TestClient, kind: str
) -> None:
    place = f"/v1/{PATHS[kind]}/emea"
    client.put(place, json=SURGE[kind])
    told = client.get(f"{place}/tables")
    assert (told.status_code, told.headers["etag"], told.json()["valid"]) == (200, '"1"', True)
    said = client.post(f"/v1/{PATHS[kind]}:assemble", json={"tables": told.json()["tables"]}).json()
    assert client.put(place, json=said["content"]).json()["version"] == 1
    assert client.get(f"{place}/tables", params={"version": 2}).status_code == 404


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_fault_is_told_with_its_cell(client: TestClient) -> None:
    tables = client.post("/v1/forecasts:tabulate", json=SURGE["forecast"]).json()["tables"]
    demand = table({"tables": tables}, "Demand")
    by_week = next(row for row in demand["rows"] if row[7])
    demand["rows"] = [by_week, *(row for row in demand["rows"] if row is not by_week)]
    by_week[7] = "about 60"
    demand["rows"].insert(0, ["" for _ in demand["columns"]])  # a blank row says nothing, and counts
    answer = client.post("/v1/forecasts:assemble", json={"tables": tables}).json()
    assert (answer["valid"], answer["content"], answer["count"]) == (False, None, 1)
    (fault,) = answer["faults"]
    assert (fault["place"], fault["sheet"], fault["row"], fault["column"]) == ("Demand!H3", "Demand", 1, 7)
    assert "about 60" in fault["found"]
    assert answer["periods"][0] == demand["columns"][3]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_workbook_with_faults_is_told_as_tables_all_the_same(client: TestClient) -> None:
    book = openpyxl.load_workbook(fixtures.path("six-month-surge", ".xlsx"))
    names = [cell.value for cell in book["Workstreams"][1]]
    book["Workstreams"].cell(3, names.index("Occupancy") + 1).value = "most"
    out = io.BytesIO()
    book.save(out)
    answer = client.post(
        "/v1/forecasts:tabulate", content=out.getvalue(), headers={"Content-Type": XLSX}
    ).json()
    (fault,) = answer["faults"]
    assert fault["place"].startswith("Workstreams!")
    row = table(answer, "Workstreams")["rows"][fault["row"]]
    assert row[fault["column"]] == "most"
    row[fault["column"]] = "85 %"
    said = client.post("/v1/forecasts:assemble", json={"tables": answer["tables"]}).json()
    assert said["valid"], said["faults"]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_names_stay_text(client: TestClient) -> None:
    name = "=cmd()|<img src=x onerror=alert(1)>"
    card = {"vendors": [{"key": name}, {"key": "#1"}]}
    tables = client.post("/v1/rate-cards:tabulate", json=card).json()["tables"]
    assert [row[0] for row in tables[0]["rows"]] == [name, "#1"]
    said = client.post("/v1/rate-cards:assemble", json={"tables": tables}).json()
    assert [vendor["key"] for vendor in said["content"]["vendors"]] == [name, "#1"]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_without_pay_its_cells_are_empty_and_what_is_stored_stays(client: TestClient, store: Store) -> None:
    place, blind = "/v1/workforces/emea", key(store, Role.PLANNER)
    client.put(place, json=SURGE["workforce"])
    tables = client.get(f"{place}/tables", headers=blind).json()["tables"]
    teams = tables[0]
    paid = {"Salary", "per", "On-cost", "Recruit", "Train", "Seat", "Severance", "Premium", "Overheads"}
    for row in teams["rows"]:
        assert not any(cell for name, cell in zip(teams["columns"], row, strict=True) if name in paid)
    teams["rows"][0][teams["columns"].index("Heads")] = "50"
    said = client.post("/v1/workforces:assemble?of=emea", json={"tables": tables}, headers=blind)
    assert "premium" not in said.text
    said = said.json()
    assert said["valid"], said["faults"]
    made = client.put(place, json=said["content"], headers={**blind, "If-Match": '"1"'})
    assert made.status_code == 201, made.text
    pools = client.get(place).json()["content"]["pools"]
    assert pools[0] == {**SURGE["workforce"]["pools"][0], "headcount": 50.0}
    assert pools[1:] == SURGE["workforce"]["pools"][1:]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_fault_of_a_table_repeats_pay_to_those_who_may_see_it(client: TestClient, store: Store) -> None:
    tables = client.post("/v1/workforces:tabulate", json=SURGE["workforce"]).json()["tables"]
    teams = tables[0]
    teams["rows"][0][teams["columns"].index("Salary")] = "31417 or so"
    seen = client.post("/v1/workforces:assemble", json={"tables": tables})
    blind = client.post("/v1/workforces:assemble", json={"tables": tables}, headers=key(store, Role.PLANNER))
    for answer in (seen, blind):
        (fault,) = answer.json()["faults"]
        assert fault["sheet"] == "Teams"
    assert "31417" in seen.text
    assert "31417" not in blind.text


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_sheets_of_other_documents_are_refused(client: TestClient) -> None:
    vendors = {"sheet": "Vendors", "columns": ["Name"], "rows": []}
    moves = {"sheet": "Moves", "columns": ["Name"], "rows": []}
    answer = client.post("/v1/workforces:assemble", json={"tables": [vendors, moves, moves]}).json()
    assert [fault["code"] for fault in answer["faults"]] == ["unknown_sheet", "sheet_twice"]
