"""Take away: files under names one knows again, requisitions of the adopted plan, pay to those who see it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import Download, Page, expect

from api.store.keys import Role
from tests.api.planned import SERIES, VENDOR, changed, impossible, question
from tests.api.small import problem
from tests.api.small import question as small
from tests.browser.conftest import WIDE, Visit, ready
from tests.browser.looks import OTHER_LOOKS, accessible, look
from tests.browser.planned import Desk
from tests.browser.serving import Service

TENANT = "takers"
ASKED = question()  # hires, contracts and hours bought


def taken(page: Page, name: str) -> tuple[str, Path]:
    """(name, content) of what a click on a link downloads."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    found: Download = waiting.value
    return found.suggested_filename, Path(found.path())


def rows(place: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(place.read_text("utf-8-sig"))))


def test_what_is_taken_is_whole_and_named_and_the_screen_accessible(
    visit: Visit, desk: Desk, plan: str
) -> None:
    page = visit(f"/plans/{plan}/take", secret=desk.secret)
    accessible(page, f"take-{WIDE}-light")
    each_file_comes_whole_under_the_series_and_the_day(page, desk, plan)
    tables_come_as_tables(page, desk, plan)


def each_file_comes_whole_under_the_series_and_the_day(page: Page, desk: Desk, plan: str) -> None:
    expect(page.get_by_text("proven cheapest")).to_be_visible()
    stem = f"{SERIES} {desk.state(plan)['finished'][:10]} "
    name, place = taken(page, "Workbook")
    assert name == f"{stem}plan.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(place.read_bytes()))
    assert {"Summary", "Decisions", "Coverage", "Check"} <= set(book.sheetnames)
    name, place = taken(page, "Report")
    assert name == f"{stem}report.html"
    assert place.read_text("utf-8").lower().startswith("<!doctype html>")
    name, place = taken(page, "Calendar")
    assert name == f"{stem}decide by.ics"
    told = desk.get(f"/plans/{plan}/summary")
    days = {event.decoded("dtstart") for event in Calendar.from_ical(place.read_bytes()).walk("VEVENT")}
    assert {each["decide_by"] for each in told["decisions"]} <= {day.isoformat() for day in days}


def tables_come_as_tables(page: Page, desk: Desk, plan: str) -> None:
    name, place = taken(page, "Tables: Decisions")
    assert name.endswith(" decisions.csv")
    actions = desk.get(f"/plans/{plan}/actions")["actions"]
    assert [row["id"].lstrip("'") for row in rows(place)] == [each["id"] for each in actions]
    name, place = taken(page, "Tables: Heads and hours")
    assert name.endswith(" heads and hours.csv")
    assert {row["ledger"] for row in rows(place)} >= {"pool", "offer", "workstream"}
    name, place = taken(page, "Tables: Costs")
    assert name.endswith(" costs.csv")
    # the lines add up to the plan's cost
    assert sum(float(row["total"]) for row in rows(place)) == pytest.approx(desk.state(plan)["cost"], abs=1)


def test_requisitions_are_of_the_adopted_plan_alone(visit: Visit, service: Service) -> None:
    desk = Desk(service, service.key(*Role, tenant="adopters", pay=True))
    first, second = desk.plan(question()), desk.plan(changed(more=1.4, headcount=15))
    page = visit(f"/plans/{first}/take", secret=desk.secret)
    shelf = page.get_by_role("listitem").filter(has_text="Requisitions")
    expect(shelf).to_contain_text(f"Of {SERIES} none is adopted yet.")
    expect(shelf.get_by_role("link")).to_have_text(["To the plan, to adopt it"])
    desk.send("POST", f"/plans/{first}:adopt")
    page.reload()
    ready(page)
    feed = desk.get("/requisitions", series=SERIES, limit=200)["requisitions"]
    name, place = taken(page, "Requisitions: Download CSV")
    assert re.fullmatch(rf"{SERIES} \d{{4}}-\d\d-\d\d requisitions\.csv", name)
    assert [row["id"] for row in rows(place)] == [each["id"] for each in feed]
    assert VENDOR in {row["vendor"] for row in rows(place)}
    assert place.read_bytes().startswith(b"\xef\xbb\xbf")  # else a spreadsheet reads SÃ¶hne
    name, place = taken(page, "Requisitions: Download JSON")
    assert json.loads(place.read_text("utf-8"))["requisitions"] == feed
    desk.send("POST", f"/plans/{second}:adopt")
    page.reload()
    ready(page)
    expect(shelf).to_contain_text(f"Another plan of {SERIES} is the adopted one")
    looker = visit(f"/plans/{first}/take", roles=(Role.VIEWER,), tenant="adopters")
    theirs = looker.get_by_role("listitem").filter(has_text="Requisitions")
    theirs.get_by_role("link", name="Requisitions of that plan").click()
    expect(looker).to_have_url(f"{service.url}/plans/{second}/take")
    # what was withdrawn before anybody had opened it is nobody's business
    feed = desk.get("/requisitions", limit=200)["requisitions"]
    wanted = [each["id"] for each in feed if each["status"] == "planned"]
    _, place = taken(looker, "Requisitions: Download CSV")
    assert [row["id"] for row in rows(place)] == wanted


def test_without_pay_it_says_so_and_the_files_hold_none(visit: Visit, plan: str) -> None:
    page = visit(f"/plans/{plan}/take", tenant=TENANT, roles=(Role.VIEWER,), pay=False)
    expect(page.get_by_text("Your key does not see pay")).to_be_visible()
    _, place = taken(page, "Workbook")
    sheets = openpyxl.load_workbook(io.BytesIO(place.read_bytes()), data_only=True)
    texts = [str(cell.value) for sheet in sheets for row in sheet for cell in row if cell.value is not None]
    assert any("without pay" in text for text in texts)
    assert not any(text.startswith("salary") for text in texts)
    _, place = taken(page, "Tables: Decisions")
    hires = [row for row in rows(place) if row["kind"] == "hire"]
    assert hires
    assert {row["cost"] for row in hires} == {""}


def test_a_plan_that_decides_nothing_offers_what_it_has(visit: Visit, desk: Desk) -> None:
    calm = desk.plan(small(problem(more=0, peak=0)))
    page = visit(f"/plans/{calm}/take", secret=desk.secret)
    shelf = page.get_by_role("listitem").filter(has_text="Calendar")
    expect(shelf).to_contain_text("nothing to decide")
    expect(shelf.get_by_role("link")).to_have_count(0)
    assert taken(page, "Workbook")[0].endswith(".xlsx")


def test_where_there_is_no_plan_why_can_be_taken_along(visit: Visit, desk: Desk) -> None:
    page = visit(f"/plans/{desk.plan(impossible())}/take", secret=desk.secret)
    expect(page.get_by_role("listitem").filter(has_text="Download")).to_have_count(2)
    _, place = taken(page, "Report")
    assert "budget" in place.read_text("utf-8").lower()


@pytest.mark.parametrize(("width", "dark"), OTHER_LOOKS)
def test_the_screen_is_accessible_and_fits(
    visit: Visit, desk: Desk, plan: str, width: int, dark: bool
) -> None:
    page = visit(f"/plans/{plan}/take", secret=desk.secret, width=width, dark=dark)
    accessible(page, f"take-{look(width, dark)}")
