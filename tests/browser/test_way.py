"""The whole way: from a workbook with a fault in it to the workbook that is taken away."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from api.store.keys import Role
from tests.browser.conftest import Visit, ready
from tests.browser.files import FAULTY, RIGHT, WRONG, cell, drop, grids, paste, with_a_fault
from tests.browser.planned import Desk
from tests.browser.serving import Service
from tests.browser.watching import shot

SMALL = Path("fixtures/red-tomato/problem.xlsx")
GAP = "0.5"  # percent
SOON = 120_000  # milliseconds for a search or a question, with others at work beside it
FOCUSED = "(({textContent, id, tagName}) => [textContent.trim(), id, tagName])(document.activeElement)"
# eight weeks of five rows: volumes and, between them, seconds a call, which stand for every week
BLOCK = [[3700 + week for week in range(8)], [], [3500 + week for week in range(8)], [],
         [2100 + week for week in range(8)]]  # fmt: skip


def test_from_a_workbook_with_a_fault_to_the_workbook_taken_away(visit: Visit, service: Service) -> None:
    secret = service.key(*Role, tenant="way", name="Paula", pay=True)
    page, desk = visit("/", secret=secret), Desk(service, secret)
    shot(page, "way-1-start")
    _brought(page)
    _mended_and_pasted(page)
    stored = desk.get("/forecasts/surge-2027")["content"]["workstreams"]
    assert stored[0]["volume"][2] == BLOCK[0][2]
    assert stored[2]["volume"][7] == BLOCK[4][7]
    plan = _run(page)
    state = desk.state(plan)
    assert state["cost"] - state["bound"] <= float(GAP) / 100 * state["cost"] + 1
    told = desk.get(f"/plans/{plan}/summary")
    expect(page.locator(".headline")).to_have_text(told["headline"])
    shot(page, "way-5-plan")
    _why(page)
    _what_if(page)
    _taken(page, state["cost"], len(desk.get(f"/plans/{plan}/actions")["actions"]))


def _brought(page: Page) -> None:
    """The fault is told by its cell; the rest is stored."""
    drop(page, "Surge 2027.xlsx", with_a_fault())
    line = page.get_by_role("row").filter(has_text=f"Demand!{FAULTY}")
    expect(line).to_contain_text(WRONG)
    expect(line.locator(".fix")).not_to_be_empty()
    shot(page, "way-2-fault")
    page.get_by_role("button", name="Store what is sound (3)").click()
    expect(page).to_have_url(re.compile("/documents/forecast/surge-2027"))
    ready(page)


def _mended_and_pasted(page: Page) -> None:
    faults = page.get_by_role("region", name="Faults")
    faults.get_by_role("button", name=f"Demand!{FAULTY}").click()
    expect(cell(page, 0, 5)).to_be_focused()
    page.keyboard.type(f"{RIGHT:g}")
    page.keyboard.press("Enter")
    expect(faults).to_have_count(0)
    cell(page, 0, 3).click()
    paste(page, "\r\n".join("\t".join(map(str, row or [""] * 8)) for row in BLOCK))
    expect(cell(page, 0, 3)).to_have_text("3,700")
    expect(cell(page, 4, 10)).to_have_text("2,107")
    shot(page, "way-3-pasted")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.locator(".draft-state")).to_contain_text("Version 1, stored")


def _run(page: Page) -> str:
    """The gap is watched as it falls; the plan's id."""
    page.get_by_label("Good enough").fill(GAP)
    page.get_by_text("Also work out what").click()  # not now
    page.get_by_role("button", name="Find the cheapest plan").click()
    expect(page).to_have_url(re.compile("/plans/plan_"))
    gaps, until = [], time.monotonic() + SOON / 1000
    shown = page.locator("h1")
    while shown.text_content(timeout=SOON) != "Plan" and time.monotonic() < until:
        found = _gap(page)
        if found is not None and (not gaps or found != gaps[-1]):
            gaps.append(found)
            shot(page, "way-4-run")
        page.wait_for_timeout(150)
    assert gaps, "no gap was shown"
    assert gaps == sorted(gaps, reverse=True)
    expect(shown).to_have_text("Plan")
    ready(page)
    return page.url.rpartition("/")[2]


def _gap(page: Page) -> float | None:
    """What the page says of it; nothing once the search has ended and while the page turns into the plan."""
    try:
        said = " ".join(page.locator(".of-gap .figure").all_text_contents())
    except Error as error:
        if "because of a navigation" not in str(error):
            raise
        return None
    found = re.search(r"([\d.]+) %", said)
    return float(found[1]) if found else None


def _why(page: Page) -> None:
    page.get_by_role("link", name="Why this plan").click()
    page.get_by_role("button", name="Explain this plan").click()
    expect(page.get_by_role("heading", name="Vendors beside each other")).to_be_visible(timeout=SOON)
    shot(page, "way-6-why")


def _what_if(page: Page) -> None:
    """A change, in words, run from the plan, and both plans side by side."""
    page.get_by_role("navigation", name="Steps").get_by_role("link", name="What if").click()
    page.get_by_label("More by").fill("10")
    page.get_by_role("button", name="Add this change").click()
    expect(page.get_by_role("listitem").filter(has_text="Demand of all work +10 %")).to_be_visible()
    page.get_by_role("textbox", name="Name").fill("A tenth more")
    page.get_by_role("button", name="Run it").click()
    expect(page.get_by_role("checkbox", name="Compare A tenth more")).to_be_checked(timeout=SOON)
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    shot(page, "way-7-what-if")


def _taken(page: Page, cost: float, actions: int) -> None:
    """The workbook says what the plan says."""
    page.get_by_role("navigation", name="Steps").get_by_role("link", name="Take away").click()
    expect(page.get_by_role("heading", name="Take away")).to_be_visible()
    shot(page, "way-8-take")
    with page.expect_download(timeout=SOON) as waiting:
        page.get_by_role("link", name="Workbook: Download XLSX").click()
    assert re.fullmatch(r"surge-2027 \d{4}-\d\d-\d\d plan\.xlsx", waiting.value.suggested_filename)
    found = grids(Path(waiting.value.path()), "Decisions", "Check")
    assert len(found["Decisions"].rows) >= actions
    facts = {row[0]: row[1] for row in found["Check"].rows}
    assert facts["Cost, EUR"] == pytest.approx(cost, abs=0.01)


def test_the_way_is_walked_by_keyboard_alone(visit: Visit) -> None:
    page = visit("/", tenant="keys")
    # asked for before the keys: the browser does not say when it has begun to listen
    with page.expect_file_chooser() as choosing:
        _tab_to(page, "drop-file")
        page.keyboard.press("Enter")
    choosing.value.set_files(SMALL)
    expect(page.get_by_role("button", name="Store", exact=True)).to_be_visible()
    for words, then in (
        ("Store", "Documents"),
        ("Find the cheapest plan", "Plan"),
        ("Take away", "Take away"),
    ):
        _tab_to(page, words)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(re.compile(f"^{then}"), timeout=SOON)
        ready(page)
    _tab_to(page, "Download XLSX")
    with page.expect_download(timeout=SOON) as waiting:
        page.keyboard.press("Enter")
    assert grids(Path(waiting.value.path()), "Check")["Check"].rows


def _tab_to(page: Page, wanted: str) -> None:
    """Presses Tab until what is wanted has the focus: by its words, else by its id."""
    seen = []
    for _ in range(150):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if wanted in now[:2] or (now[2] == "A" and now[0].endswith(wanted)):
            return
        seen.append(now)
    raise AssertionError(f"{wanted} is not reached by Tab: {seen[-20:]}")
