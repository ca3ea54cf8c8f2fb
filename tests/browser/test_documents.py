"""Documents: sheets that are edited like a workbook's, kept as one types, never overwritten unseen."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

import fixtures
from api.store.keys import Role
from tests.browser.conftest import Visit, ready
from tests.browser.files import cell, row_added
from tests.browser.looks import LOOKS, accessible, look
from tests.browser.serving import Service
from tests.browser.watching import axe, shot

SURGE = json.loads(fixtures.load("six-month-surge").model_dump_json(by_alias=True))
PATHS = {"forecast": "forecasts", "workforce": "workforces", "rate_card": "rate-cards", "policy": "policies"}
FILLED = """() => {
  const grid = document.querySelector('.sheet-grid').getBoundingClientRect();
  const heads = [...document.querySelectorAll('.ag-header-cell')];
  return Math.max(...heads.map((each) => each.getBoundingClientRect().right)) >= grid.right - 4;
}"""
EVIL = ("<img src=x onerror=alert(1)>", "=cmd()|'/c calc'!A1")


@pytest.fixture
def api(service: Service) -> Iterator[httpx2.Client]:
    """The API with a key that may do everything."""
    headers = {"Authorization": f"Bearer {service.key(*Role, name='Ada', pay=True)}"}
    with httpx2.Client(base_url=service.url, headers=headers, timeout=60) as found:
        yield found


def stored(api: httpx2.Client, key: str, *kinds: str, **changed: Any) -> None:
    """The example's documents of these kinds under a key, else all four."""
    for kind in kinds or PATHS:
        answer = api.put(f"/v1/{PATHS[kind]}/{key}", json=changed.get(kind, SURGE[kind]))
        assert answer.is_success, answer.text


def pasted(page: Page, text: str) -> None:
    """A block from a spreadsheet is pasted where the focus is."""
    page.evaluate(
        """(text) => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
        document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def copied(page: Page) -> str:
    """What a copy puts on the clipboard where the focus is."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("Control+c")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def saved(page: Page) -> None:
    """The draft is in the store: all of it, the window has nothing left to remember."""
    page.wait_for_function("!Object.keys(sessionStorage).some((each) => each.startsWith('staffmix/'))")
    expect(page.locator(".draft-state")).to_contain_text("Draft saved")


def block(rows: int, columns: int) -> str:
    """Numbers as a spreadsheet puts them on the clipboard: the row's number, then the column's."""
    return "\r\n".join(
        "\t".join(str(1000 * row + at) for at in range(1, columns + 1)) for row in range(1, rows + 1)
    )


def test_a_block_is_pasted_undone_done_again_there_after_a_reload_and_filled_down(
    visit: Visit, api: httpx2.Client
) -> None:
    stored(api, "pasted", "forecast")
    page = visit("/documents/forecast/pasted")
    expect(page.get_by_role("tab", name="Demand")).to_have_attribute("aria-selected", "true")
    before = cell(page, 0, 4).inner_text()
    cell(page, 0, 4).click()
    assert "," in before  # thousands are apart to be read alone: what is copied and typed on is the number
    assert copied(page) == before.replace(",", "")
    page.keyboard.press("F2")
    expect(cell(page, 0, 4).locator("input")).to_have_value(before.replace(",", ""))
    page.keyboard.press("Escape")
    expect(cell(page, 0, 4)).to_be_focused()
    pasted(page, block(5, 8))
    expect(cell(page, 0, 4)).to_have_text("1,001")
    expect(cell(page, 4, 8)).to_have_text("5,005")
    expect(page.locator(".help")).to_have_text("Pasted 5 × 8 cells.")
    page.keyboard.press("Control+z")
    expect(cell(page, 0, 4)).to_have_text(before)
    expect(cell(page, 1, 4)).to_have_text("")
    page.keyboard.press("Control+y")
    expect(cell(page, 4, 8)).to_have_text("5,005")
    saved(page)
    page.reload()
    ready(page)
    expect(cell(page, 4, 8)).to_have_text("5,005")
    expect(page.locator(".draft-state")).to_contain_text("Your draft, begun from version 1")
    assert api.get("/v1/forecasts/pasted").json()["version"] == 1  # nothing is stored yet
    page.get_by_role("button", name="Discard draft").click()
    expect(page.locator(".draft-state")).to_have_text("Version 1, as stored.")
    ready(page)
    expect(cell(page, 0, 4)).to_have_text(before)
    cell(page, 0, 5).click()
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    top = cell(page, 0, 5).inner_text()
    for row in (1, 2, 3):
        expect(cell(page, row, 5)).to_have_text(top)
    cell(page, 4, 5).click()
    page.keyboard.press("Control+d")  # one cell: from the one above
    expect(cell(page, 4, 5)).to_have_text(top)
    page.keyboard.press("Delete")
    expect(cell(page, 4, 5)).to_have_text("")
    for _ in range(3):
        page.get_by_role("button", name="Undo").click()
    expect(cell(page, 1, 5)).to_have_text("")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_fault_is_told_at_its_cell_mended_stored_and_planned_with(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "mended")
    page = visit("/documents/forecast/mended")
    cell(page, 0, 6).click()
    page.keyboard.type("1,250")
    page.keyboard.press("Enter")
    expect(cell(page, 0, 6)).to_have_class(re.compile("faulty"))
    faults = page.get_by_role("region", name="Faults")
    expect(faults).to_contain_text("Demand!G2")
    expect(faults).to_contain_text("write 1250")
    expect(page.get_by_role("button", name="Store", exact=True)).to_be_disabled()
    shot(page, "documents-fault")
    axe(page)
    page.get_by_role("tab", name="Workstreams").click()
    faults.get_by_role("button", name="Demand!G2").click()
    expect(page.get_by_role("tab", name="Demand")).to_have_attribute("aria-selected", "true")
    expect(cell(page, 0, 6)).to_be_focused()
    page.keyboard.type("1250")
    page.keyboard.press("Enter")
    expect(faults).to_have_count(0)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.locator(".draft-state")).to_contain_text("Version 2, stored")
    told = api.get("/v1/forecasts/mended").json()
    assert told["content"]["workstreams"][0]["volume"][3] == 1250
    assert api.get("/v1/drafts").json()["drafts"] == []
    page.get_by_text("2 versions").click()
    expect(page.get_by_role("link", name="Version 1")).to_be_visible()
    page.get_by_label("Series").fill("surge-by-hand")
    page.get_by_label("Search at most, seconds").fill("soon")
    page.get_by_role("button", name="Find the cheapest plan").click()
    expect(page.get_by_role("alert").filter(has_text="no number")).to_be_visible()
    page.get_by_label("Search at most, seconds").fill("5")
    page.get_by_role("button", name="Find the cheapest plan").click()
    expect(page).to_have_url(re.compile("/plans/plan_"))
    (plan,) = [each for each in api.get("/v1/plans").json()["plans"] if each["series"] == "surge-by-hand"]
    assert {each["key"] for each in plan["inputs"].values()} == {"mended"}
    assert (plan["asked_by"], plan["currency"]) == ("someone", "EUR")
    api.post(f"/v1/plans/{plan['id']}:stop")


def test_two_people_at_one_document_lose_nothing(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "shared", "forecast")
    one, other = (visit("/documents/forecast/shared", roles=(Role.PLANNER,)) for _ in range(2))
    for page, column, number in ((one, 7, "7777"), (other, 8, "8888")):
        cell(page, 0, column).click()
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        saved(page)
    one.get_by_role("button", name="Store", exact=True).click()
    expect(one.locator(".draft-state")).to_contain_text("Version 2")
    other.get_by_role("button", name="Store", exact=True).click()
    told = other.get_by_role("alert").filter(has_text="Somebody was first")
    expect(told).to_contain_text("stored version 2 while you were at work on version 1")
    expect(told.get_by_role("row").filter(has_text="7777")).to_have_count(1)
    expect(told.get_by_role("row").filter(has_text="8888")).to_have_count(1)
    shot(other, "documents-conflict")
    axe(other)
    assert api.get("/v1/forecasts/shared").json()["version"] == 2
    other.get_by_role("button", name="Put my changes into theirs").click()
    expect(cell(other, 0, 7)).to_have_text("7,777")
    expect(cell(other, 0, 8)).to_have_text("8,888")
    other.get_by_role("button", name="Store", exact=True).click()
    expect(other.locator(".draft-state")).to_contain_text("Version 3")
    series = api.get("/v1/forecasts/shared").json()["content"]["workstreams"][0]["volume"]
    assert (series[4], series[5]) == (7777, 8888)


def test_of_the_same_cell_one_is_chosen_and_an_earlier_version_restored(
    visit: Visit, api: httpx2.Client
) -> None:
    stored(api, "same", "policy")
    page = visit("/documents/policy/same", roles=(Role.PLANNER,))
    api.put("/v1/policies/same", json={"max_hires": 3}, headers={"If-Match": "*"})
    row_added(page)
    pasted(page, "whole heads\t\tyes")
    saved(page)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_role("heading", name="Somebody was first")).to_be_visible()
    page.get_by_role("button", name="Keep mine, as version 3").click()
    expect(page.locator(".draft-state")).to_contain_text("Version 3, stored")
    content = api.get("/v1/policies/same").json()["content"]
    assert (content["max_hires"], content["whole_heads"]) == (SURGE["policy"]["max_hires"], True)
    page.get_by_text("3 versions").click()
    listed = page.get_by_role("region", name="Versions of same, newest first")
    expect(listed.get_by_role("row").nth(1)).to_contain_text("you")
    expect(listed.get_by_role("row").nth(2)).to_contain_text("Ada")  # not the id of a key
    expect(listed.get_by_role("button")).to_have_count(2)  # the newest needs no restoring
    axe(page)
    shot(page, "documents-versions")
    listed.get_by_role("button", name="Restore version 2").press("Enter")
    expect(page.locator(".draft-state")).to_have_text("Version 4, as stored.")
    second = api.get("/v1/policies/same?version=2").json()["content"]
    assert (second["max_hires"], api.get("/v1/policies/same").json()["content"]) == (3, second)
    assert api.get("/v1/policies/same?version=3").json()["content"] == content  # nothing is lost by it
    page.goto("/documents/policy/same?version=3")
    ready(page)
    page.get_by_role("button", name="Restore version 3").click()
    expect(page.locator(".draft-state")).to_have_text("Version 5, as stored.")
    assert api.get("/v1/policies/same").json()["content"] == content


def test_names_are_text(visit: Visit, api: httpx2.Client) -> None:
    vendors = [{**SURGE["rate_card"]["vendors"][0], "key": name} for name in EVIL]
    stored(api, "evil", "rate_card", rate_card={"vendors": vendors})
    page = visit("/documents/rate_card/evil")
    for row, name in enumerate(EVIL):
        expect(cell(page, row, 0)).to_have_text(name)
    cell(page, 1, 0).click()
    page.keyboard.type(EVIL[0] + "2")
    page.keyboard.press("Enter")
    saved(page)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.locator(".draft-state")).to_contain_text("Version 2")
    keys = [each["key"] for each in api.get("/v1/rate-cards/evil").json()["content"]["vendors"]]
    assert keys == [EVIL[0], EVIL[0] + "2"]
    assert page.locator("img[src=x]").count() == 0


def test_pay_is_not_shown_without_leave(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "paid", "workforce")
    page = visit("/documents/workforce/paid", roles=(Role.PLANNER,), pay=False)
    expect(cell(page, 0, 1)).to_have_text("34")
    assert page.get_by_role("columnheader", name="Salary").count() == 0
    cell(page, 0, 1).click()
    page.keyboard.type("35")
    page.keyboard.press("Enter")
    saved(page)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.locator(".draft-state")).to_contain_text("Version 2")
    pool = api.get("/v1/workforces/paid").json()["content"]["pools"][0]
    assert pool == {**SURGE["workforce"]["pools"][0], "headcount": 35.0}


def test_who_may_not_write_reads(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "looked-at", "forecast")
    page = visit("/documents/forecast/looked-at", roles=(Role.VIEWER,))
    expect(cell(page, 0, 4)).to_be_visible()
    assert page.get_by_role("button", name="Store", exact=True).count() == 0
    cell(page, 0, 4).click()
    before = cell(page, 0, 4).inner_text()
    pasted(page, "9")
    page.keyboard.press("Delete")
    expect(cell(page, 0, 4)).to_have_text(before)


def test_all_of_it_by_keyboard(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "keyboard", "forecast")
    page = visit("/documents/forecast/keyboard")
    page.get_by_role("tab", name="Demand").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Workstreams")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.ag-header-cell, .ag-cell')"):
            break
    page.keyboard.press("ArrowDown")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    place = page.evaluate("document.activeElement.getAttribute('col-id')")
    assert place.isdigit(), place
    page.keyboard.type("4321")
    page.keyboard.press("Enter")
    saved(page)
    store = page.get_by_role("button", name="Store", exact=True)
    expect(store).to_be_enabled()
    store.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".draft-state")).to_contain_text("Version 2")
    assert "4321" in api.get("/v1/forecasts/keyboard").text


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_documents_fit_wide_and_narrow_light_and_dark(
    visit: Visit, api: httpx2.Client, width: int, dark: bool
) -> None:
    stored(api, "looks")
    page = visit("/documents/forecast/looks", width=width, dark=dark)
    for kind in PATHS:
        page.goto(f"/documents/{kind}/looks")
        ready(page)
        expect(page.locator(".ag-cell").first).to_be_visible()
        assert numbers_in_sight(page) or kind == "policy"  # limits have words beside them
        assert page.evaluate(FILLED)
        accessible(page, f"documents-{kind}-{look(width, dark)}")


def numbers_in_sight(page: Page) -> bool:
    """Whether a number is seen without scrolling."""
    found: bool = page.evaluate(
        """() => [...document.querySelectorAll('.ag-cell.number:not(.row-number)')].some((each) =>
        /\\d/.test(each.textContent) && each.getBoundingClientRect().right <= window.innerWidth)"""
    )
    return found


@pytest.mark.slow
def test_sixty_skills_by_two_years_open_fast_and_scroll(visit: Visit, api: httpx2.Client) -> None:
    streams = [
        {"key": f"work {n}", "skill": f"skill {n}", "hours": [10.0 + n] * 104, "shortage_cost": 90.0}
        for n in range(60)
    ]
    calendar = {**SURGE["forecast"]["calendar"], "periods": 104}
    wide = {**SURGE["forecast"], "calendar": calendar, "workstreams": streams}
    assert api.put("/v1/forecasts/wide", json=wide).is_success
    page, took = visit("/plans"), []
    for _ in range(3):
        begun = time.monotonic()
        page.goto("/documents/forecast/wide")
        expect(cell(page, 0, 3)).to_have_text("10")
        took.append(time.monotonic() - begun)
    assert min(took) < 3.0, took
    assert page.locator(".ag-cell").count() < 2_000  # of 6,420: only what is to be seen is drawn
    cell(page, 0, 3).click()
    page.keyboard.press("Control+End")
    expect(cell(page, 59, 106)).to_have_text("69")


def test_a_document_that_is_not_there_is_begun_here(visit: Visit) -> None:
    page = visit("/documents/policy/brand-new", tenant="beginners")
    axe(page)
    page.get_by_role("button", name="Begin with empty sheets").click()
    row_added(page)
    pasted(page, "max hires\t\t3")
    saved(page)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.locator(".draft-state")).to_contain_text("Version 1, stored")
