"""What can be had of a plan: parts that add up, in every form, for those who see pay and those who do not."""

from __future__ import annotations

import html
import io
import json
import re
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
from icalendar import Calendar

from api.parts import making
from api.parts.tables import wants_csv
from scheduler.rules import Cost, Rule
from tests.api.planned import SERIES, TEAM, VENDOR, Planned

PARTS = ("actions", "ledger", "costs", "check", "calendar", "workbook", "report")
OWN_KINDS = {"salary", "on_cost", "pool_overhead", "overtime", "hiring", "release"}


def test_costs_add_up(planned: Planned) -> None:
    found, state = planned.get("costs").json(), planned.client.get(f"/v1/plans/{planned.first}").json()
    assert found["cost"] == state["cost"] == pytest.approx(sum(line["total"] for line in found["lines"]))
    assert found["cash"] + found["penalties"] == pytest.approx(found["cost"])
    for line in found["lines"]:
        assert len(line["amounts"]) == len(found["first_days"]) - 1
        assert sum(line["amounts"]) + line["after"] == pytest.approx(line["total"], abs=1e-5)
    months = found["months"]
    assert months["total"] == pytest.approx(found["cost"])
    assert sum(row["total"] for row in months["rows"]) == pytest.approx(found["cost"])
    by_kind = {row["kind"]: row["total"] for row in months["rows"]}
    for kind, total in by_kind.items():
        of_lines = sum(line["total"] for line in found["lines"] if line["kind"] == kind)
        assert total == pytest.approx(of_lines, abs=0.02)
    own = sum(line["total"] for line in found["lines"] if line["kind"] in OWN_KINDS)
    assert found["in_house"] == pytest.approx(own)  # no hours are short, and nobody idles


def test_without_pay_own_people_are_one_sum(planned: Planned) -> None:
    whole = planned.get("costs").json()
    found = planned.get("costs", headers=planned.blind).json()
    assert (found["pay_shown"], found["cash"], found["penalties"]) == (False, None, None)
    assert {line["kind"] for line in found["lines"]} == {"contract", "onboarding"}
    assert {row["kind"] for row in found["months"]["rows"]} == {"contract", "onboarding"}
    assert found["in_house"] == whole["in_house"]
    assert found["in_house"] + found["months"]["total"] == pytest.approx(found["cost"])
    assert found["lines"] == [line for line in whole["lines"] if line["kind"] not in OWN_KINDS]


def test_few_people_have_no_sum(planned: Planned) -> None:
    found = planned.get("costs", planned.few, headers=planned.blind).json()
    assert found["in_house"] is found["cost"] is None
    state = planned.client.get(f"/v1/plans/{planned.few}", headers=planned.blind).json()
    assert (state["state"], state["cost"], state["bound"], state["gap"]) == ("finished", None, None, None)
    listed = planned.client.get("/v1/plans", headers=planned.blind).json()["plans"]
    costs = {each["id"]: each["cost"] for each in listed}
    assert costs[planned.few] is None
    assert costs[planned.first] is not None
    assert planned.client.get(f"/v1/plans/{planned.few}").json()["cost"] is not None


def test_actions_are_those_of_the_ledger(planned: Planned) -> None:
    found, ledger = planned.get("actions").json(), planned.get("ledger").json()
    lines = found["actions"]
    assert [line["decide_by"] for line in lines] == sorted(line["decide_by"] for line in lines)
    hired = sum(line["heads"] for line in lines if line["kind"] == "hire")
    assert hired == pytest.approx(sum(ledger["pools"][TEAM]["hires"]))
    signed = [line for line in lines if line["kind"] == "contract"]
    assert sum(line["heads"] for line in signed) == pytest.approx(
        sum(ledger["offers"]["phone, 40 h"]["starts"])
    )
    assert {(line["vendor"], line["site"]) for line in signed} == {(VENDOR, "Leeds")}
    bought = sum(ledger["offers"]["on call"]["bought_hours"]["phone"])
    ordered = [line for line in lines if line["kind"] == "hours"]
    assert sum(line["hours"] for line in ordered) == pytest.approx(bought)
    assert all(line["cost"] is not None for line in lines)
    seen = planned.get("actions", headers=planned.blind).json()["actions"]
    assert {line["kind"] for line in seen if line["cost"] is None} == {"hire", "release"}
    assert [{**line, "cost": 0} for line in seen] == [{**line, "cost": 0} for line in lines]


def test_csv_is_read_by_others_and_runs_nothing(planned: Planned) -> None:
    asked = {"Accept": "text/csv"}
    for part in ("actions", "costs", "ledger"):
        answer = planned.get(part, headers=asked)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        cells = pd.read_csv(io.BytesIO(answer.content), encoding="utf-8-sig", dtype=str).stack()
        assert "'" + TEAM in set(cells)
        assert not [cell for cell in cells if str(cell)[:1] in "=+-@" and not re.match(r"-?\d", str(cell))]
    whole = planned.get("costs").json()
    table = pd.read_csv(io.BytesIO(planned.get("costs", headers=asked).content))
    assert table["total"].sum() == pytest.approx(whole["cost"])
    assert list(table.columns[6:]) == whole["first_days"][:-1]
    blind = pd.read_csv(io.BytesIO(planned.get("costs", headers=asked | planned.blind).content))
    assert blind["total"].sum() == pytest.approx(whole["cost"])
    assert set(blind["kind"]) == {"contract", "onboarding", "in_house"}
    ledger = pd.read_csv(io.BytesIO(planned.get("ledger", headers=asked).content))
    heads = ledger[(ledger["ledger"] == "pool") & (ledger["quantity"] == "heads")]
    assert len(heads) == 2
    assert planned.get("costs", headers={"Accept": "application/json, text/csv;q=0.9"}).json() == whole


@pytest.mark.parametrize(
    ("accept", "csv"),
    [
        (None, False), ("*/*", False), ("text/csv", True), ("TEXT/CSV;q=0.5", True),
        ("text/csv, */*;q=0.1", True), ("text/csv;q=0.5, application/json", False),
        ("text/csv;q=x", False), ("text/html", False), ("text/*", True), ("", False),
    ],
)  # fmt: skip
def test_csv_is_given_where_it_is_asked_for(accept: str | None, csv: bool) -> None:
    assert wants_csv(accept) is csv


def test_the_check(planned: Planned) -> None:
    found = planned.get("check").json()
    assert (found["check"], found["rules"], found["violations"]) == ("passed", len(Rule), [])
    assert any("534 EUR" in text for text in found["assumptions"])
    seen = planned.get("check", headers=planned.blind).json()
    assert len(seen["assumptions"]) == len(found["assumptions"])
    assert not re.search(r"534|11,750", json.dumps(seen))


def test_what_stands_in_the_way(planned: Planned) -> None:
    found = planned.get("check", planned.none).json()
    assert (found["outcome"], found["check"]) == ("infeasible", None)
    conflicts = {each["rule"]: each for each in found["conflicts"]}
    assert conflicts["budget"]["amount"] > 1e6
    seen = planned.get("check", planned.none, headers=planned.blind).json()
    budget = next(each for each in seen["conflicts"] if each["rule"] == "budget")
    assert budget["amount"] is None
    assert not re.search(r"\d{3}", budget["text"])
    others = [each for each in found["conflicts"] if each["rule"] != "budget"]
    assert [each for each in seen["conflicts"] if each["rule"] != "budget"] == others


def test_the_calendar_is_read_back(planned: Planned) -> None:
    answer = planned.get("calendar")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    actions = planned.get("actions").json()["actions"]
    days = sorted(date.fromisoformat(each["decide_by"]) for each in actions)
    ends = [each["end_decide_by"] for each in actions if each["end_decide_by"]]
    assert len(events) == len(actions) + len(ends)
    found = sorted(event.decoded("dtstart") for event in events)
    assert found == sorted([*days, *map(date.fromisoformat, ends)])
    assert len({event["uid"] for event in events}) == len(events)
    summaries = [str(event["summary"]) for event in events]
    assert any(f"phone, 40 h ({VENDOR})" in summary for summary in summaries)
    assert any(summary.startswith("give notice") for summary in summaries)
    assert str(Calendar.from_ical(answer.content)["x-wr-calname"]).endswith(SERIES)
    assert answer.content == planned.get("calendar", headers=planned.blind).content


def test_an_action_keeps_its_identity_in_the_next_plan(planned: Planned) -> None:
    def uids(plan: str) -> dict[str, str]:
        events = Calendar.from_ical(planned.get("calendar", plan).content).walk("VEVENT")
        starts = [event for event in events if str(event["summary"]).startswith(("hire", "sign"))]
        return {str(event["summary"]): str(event["uid"]) for event in starts}

    first, second = uids(planned.first), uids(planned.second)
    both = first.keys() & second.keys()
    assert both
    assert all(first[name] == second[name] for name in both)


def amounts_of_pay(planned: Planned, plan: str) -> set[float]:
    """Every amount that is own people's alone: by line, kind, period and month."""
    found = planned.get("costs", plan).json()
    own = [line for line in found["lines"] if line["kind"] in OWN_KINDS]
    own += [row for row in found["months"]["rows"] if row["kind"] in OWN_KINDS]
    amounts = {amount for line in own for amount in (*line["amounts"], line["total"])}
    others = [line for line in found["lines"] if line["kind"] not in OWN_KINDS]
    shown = {amount for line in others for amount in (*line["amounts"], line["total"])}
    return {amount for amount in amounts - shown if amount > 1000}


@pytest.mark.parametrize("which", ["first", "few"])
def test_the_workbook(planned: Planned, which: str) -> None:
    plan = getattr(planned, which)
    cells = _cells(planned.get("workbook", plan).content)
    assert TEAM in cells
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith("'")]
    pay = amounts_of_pay(planned, plan)
    assert {round(each, 2) for each in pay} & {round(c, 2) for c in cells if isinstance(c, int | float)}
    seen = _cells(planned.get("workbook", plan, headers=planned.blind).content)
    numbers = {round(float(cell), 2) for cell in seen if isinstance(cell, int | float)}
    assert not numbers & {round(each, 2) for each in pay}
    assert any("reader without pay" in str(cell) for cell in seen)
    whole = planned.get("costs", plan).json()
    told = {whole["in_house"], whole["cost"]}
    assert numbers & told == (told if which == "first" else set())


def _cells(content: bytes) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    return [cell.value for cell in cells]


@pytest.mark.parametrize("which", ["first", "few"])
def test_the_report(planned: Planned, which: str) -> None:
    plan = getattr(planned, which)
    answer = planned.get("report", plan)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    odd = {amount for amount in amounts_of_pay(planned, plan) if amount % 500}  # no marks on an axis
    pay = {text for amount in odd for text in (f"{amount:,.2f}", f"{amount:,.0f}")}
    assert any(amount in answer.text for amount in pay)
    seen = planned.get("report", plan, headers=planned.blind).text
    assert not [amount for amount in pay if re.search(rf"(?<![\d,]){re.escape(amount)}(?![\d,])", seen)]
    assert "reader without pay" in seen
    whole = planned.get("costs", plan).json()
    told = [f"{whole['in_house']:,.2f}" in seen, f"{whole['cost']:,.2f}" in seen]
    assert told == [which == "first"] * 2
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", seen)


def test_what_was_made_is_kept(planned: Planned) -> None:
    kept = planned.client.app.state.making._kept  # type: ignore[attr-defined]
    first = planned.get("workbook").content
    assert kept["ours", planned.first, "workbook", True, 0, 0] is not None
    assert planned.get("workbook").content == first
    answer = planned.get("workbook", planned.first, headers=planned.foreign)
    assert answer.status_code == 404


@pytest.mark.parametrize("part", [*PARTS, "events"])
def test_what_is_not_there_and_what_is_not_ours(planned: Planned, part: str) -> None:
    foreign = planned.get(part, headers=planned.foreign)
    unknown = planned.get(part, "plan_0", headers=planned.foreign)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.json() | {"request_id": ""} == unknown.json() | {"request_id": ""}


@pytest.mark.parametrize("part", PARTS)
def test_what_is_not_there_yet_or_never_will_be(planned: Planned, part: str) -> None:
    early = planned.get(part, planned.open)
    assert (early.status_code, early.json()["code"]) == (409, "plan_open")
    assert early.headers["retry-after"] == "1"
    if part not in ("check", "workbook", "report"):
        never = planned.get(part, planned.none)
        assert (never.status_code, never.json()["code"]) == (409, "no_plan")


def test_files_where_there_is_no_plan_say_why(planned: Planned) -> None:
    said = planned.get("check", planned.none).json()["conflicts"]
    assert any(each["rule"] == "budget" for each in said)
    page = planned.get("report", planned.none)
    assert page.headers["content-type"].startswith("text/html")
    assert "No plan can keep all the rules" in page.text
    book = openpyxl.load_workbook(io.BytesIO(planned.get("workbook", planned.none).content))
    assert book.sheetnames == ["Remedies", "Conflicts"]
    told = {row[2] for row in book["Conflicts"].iter_rows(values_only=True)}
    for each in said:
        assert each["text"] in told
        assert html.escape(each["text"]) in page.text


def test_files_where_there_is_no_plan_tell_no_pay(planned: Planned) -> None:
    whole, blind = (
        [planned.get(part, planned.none, headers=headers) for part in ("report", "workbook")]
        for headers in ({}, planned.blind)
    )
    (short,) = {
        each["text"]
        for each in planned.get("check", planned.none).json()["conflicts"]
        if each["rule"] == "budget"
    }
    by = html.escape(short.partition(": ")[2])  # by how much the budget is too small
    assert any(letter.isdigit() for letter in by)
    assert by in whole[0].text
    assert [answer.status_code for answer in blind] == [200, 200]
    assert by not in blind[0].text
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(io.BytesIO(blind[1].content))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert not any(by in cell for cell in cells)
    assert any("stands in the way" in cell for cell in cells)


def test_the_difference(planned: Planned) -> None:
    found = planned.get(f"difference/{planned.second}").json()
    first, second = (planned.get("costs", plan).json() for plan in (planned.first, planned.second))
    for name in ("cost", "cash", "penalties", "in_house"):
        pair = found["totals"][name]
        assert (pair["before"], pair["after"]) == (first[name], second[name])
        assert pair["difference"] == pytest.approx(second[name] - first[name])
    assert sum(each["amount"]["difference"] for each in found["costs"]) == pytest.approx(
        found["totals"]["cost"]["difference"], abs=0.01
    )
    plans = [planned.get("actions", plan).json()["actions"] for plan in (planned.first, planned.second)]
    decided = [[each for each in actions if each["kind"] != "hours"] for actions in plans]
    assert len(decided[0]) == found["same"] + len(found["changed"]) + len(found["removed"])
    assert len(decided[1]) == found["same"] + len(found["changed"]) + len(found["added"])
    team = next(each for each in found["heads"] if each["owner"] == TEAM)
    assert team["before"][0] == 8
    assert team["after"][0] == 15
    same = planned.get(f"difference/{planned.first}").json()
    assert (same["added"], same["removed"], same["changed"], same["heads"]) == ([], [], [], [])
    assert same["same"] == len(decided[0])


def test_the_difference_without_pay(planned: Planned) -> None:
    found = planned.get(f"difference/{planned.second}", headers=planned.blind).json()
    assert not {each["kind"] for each in found["costs"]} & OWN_KINDS
    assert found["totals"]["cash"] is found["totals"]["penalties"] is None
    assert found["totals"]["in_house"]["after"] > 0  # seven people more
    same = planned.get(f"difference/{planned.first}", headers=planned.blind).json()
    assert same["totals"]["in_house"] is same["totals"]["cost"] is None
    few = planned.get(f"difference/{planned.few}", headers=planned.blind).json()
    assert few["totals"]["in_house"] is few["totals"]["cost"] is None


def test_a_difference_needs_two_plans_of_ours(planned: Planned) -> None:
    assert planned.get("difference/plan_0").status_code == 404
    assert planned.get(f"difference/{planned.second}", headers=planned.foreign).status_code == 404
    assert planned.get(f"difference/{planned.open}").json()["code"] == "plan_open"
    assert planned.get(f"difference/{planned.none}").json()["code"] == "no_plan"


def test_kinds_of_own_people_are_kinds() -> None:
    assert {str(kind) for kind in Cost} >= OWN_KINDS


def test_no_more_files_wait_than_will_be_made(planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST_WAITING", 0)
    answer = planned.get("report", planned.second)
    assert (answer.status_code, answer.json()["code"]) == (429, "busy")
    assert answer.headers["retry-after"] == making.RETRY_AFTER


def test_a_maker_that_died_is_replaced(planned: Planned) -> None:
    assert planned.get("workbook", planned.few).status_code == 200
    state = planned.client.app.state  # type: ignore[attr-defined]
    state.making._kept.clear()
    state.making._studio._child.kill()
    answer = planned.get("workbook", planned.few)
    assert answer.status_code == 200, answer.text
