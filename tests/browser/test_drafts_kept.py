"""What is typed is kept: over reloads, by two windows of one person, while the server is away."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Page, expect

import fixtures
from api.store.keys import Role
from tests.browser.conftest import Visit, ready
from tests.browser.files import cell
from tests.browser.serving import Service, serving
from tests.browser.watching import Watch, axe, shot

FORECAST = json.loads(fixtures.load("six-month-surge").model_dump_json(by_alias=True))["forecast"]
GONE = ("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "ERR_SOCKET", "WebSocket")
LATER = 120_000  # milliseconds
PRESSED = """() => [...document.querySelectorAll('button')]
  .find((each) => each.textContent.trim() === 'Store').click()"""
FIRST, SECOND = (0, 4), (2, 5)  # cells of the demand: row, column


@contextmanager
def person(service: Service, key: str) -> Iterator[tuple[httpx2.Client, str]]:
    """Somebody with the example's forecast under this key, who is alone there."""
    secret = service.key(*Role, name="Ada", pay=True)
    headers = {"Authorization": f"Bearer {secret}"}
    with httpx2.Client(base_url=service.url, headers=headers, timeout=60) as api:
        answer = api.put(f"/v1/forecasts/{key}", json=FORECAST)
        assert answer.is_success, answer.text
        yield api, secret


@pytest.fixture
def ada(service: Service, request: pytest.FixtureRequest) -> Iterator[tuple[httpx2.Client, str, str]]:
    """Her API, her key, and the name of her forecast."""
    name = request.node.name[5:60].replace("[", ".").strip("]")
    with person(service, name) as (api, secret):
        yield api, secret, name


def typed(page: Page, place: tuple[int, int], text: str) -> None:
    """A number is typed into a cell."""
    cell(page, *place).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(cell(page, *place)).to_have_text(f"{int(text):,}")


def state(page: Page, text: str) -> None:
    """The line that says how the draft stands."""
    expect(page.locator(".draft-state")).to_contain_text(text, timeout=LATER)


def shown(page: Page, place: tuple[int, int], text: str) -> None:
    """What a cell shows."""
    expect(cell(page, *place)).to_have_text(text, timeout=LATER)


def beside(page: Page) -> Page:
    """A second window of the same person at the same document."""
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    return other


def drafted(api: httpx2.Client, key: str, row: int, column: int) -> str:
    """A cell of the demand as the draft in the store has it."""
    tables = api.get(f"/v1/drafts/forecast/{key}").json()["tables"]
    demand = next(each for each in tables if each["sheet"] == "Demand")
    text: str = demand["rows"][row][column]
    return text


def stored(page: Page, version: int) -> None:
    """The draft becomes this version."""
    page.get_by_role("button", name="Store", exact=True).click()
    state(page, f"Version {version}, stored")


def test_a_reload_right_after_typing_keeps_what_was_typed(
    visit: Visit, ada: tuple[httpx2.Client, str, str]
) -> None:
    api, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    typed(page, FIRST, "1111")
    state(page, "Draft saved")
    typed(page, FIRST, "2222")
    page.reload()
    ready(page)
    shown(page, FIRST, "2,222")
    typed(page, SECOND, "3333")
    state(page, "Draft saved")
    page.reload()
    ready(page)
    shown(page, FIRST, "2,222")
    shown(page, SECOND, "3,333")
    stored(page, 2)
    volume = api.get(f"/v1/forecasts/{name}").json()["content"]["workstreams"][0]["volume"]
    assert volume[FIRST[1] - 3] == 2222
    assert api.get("/v1/drafts").json()["drafts"] == []
    page.reload()
    ready(page)
    state(page, "Version 2, as stored")  # nothing is put back that was stored


def test_a_row_that_was_added_right_before_a_reload_is_there(
    visit: Visit, ada: tuple[httpx2.Client, str, str]
) -> None:
    _, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    page.get_by_role("tab", name="Workstreams").click()
    rows = page.get_by_role("tab", name="Workstreams").locator(".rows")
    before = int(rows.inner_text())
    page.get_by_role("button", name="Add row").click()
    expect(page.locator(".ag-cell:focus")).to_have_count(1)
    page.keyboard.type("brand new")
    page.keyboard.press("Enter")
    expect(page.get_by_role("gridcell", name="brand new")).to_have_count(1)
    page.reload()
    ready(page)
    page.get_by_role("tab", name="Workstreams").click()
    expect(page.get_by_role("gridcell", name="brand new")).to_have_count(1)
    expect(rows).to_have_text(str(before + 1))


def test_two_windows_of_one_person_are_put_together(
    visit: Visit, ada: tuple[httpx2.Client, str, str]
) -> None:
    api, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    other = beside(page)
    typed(page, FIRST, "1111")
    state(page, "Draft saved")
    typed(other, SECOND, "2222")
    state(other, "Draft saved")
    shown(other, FIRST, "1,111")  # of the first window
    assert (drafted(api, name, *FIRST), drafted(api, name, *SECOND)) == ("1111", "2222")
    typed(page, FIRST, "3333")
    state(page, "Draft saved")
    shown(page, SECOND, "2,222")
    other.close()
    page.reload()
    ready(page)
    shown(page, FIRST, "3,333")
    shown(page, SECOND, "2,222")
    stored(page, 2)


def test_a_row_added_in_one_window_and_a_cell_in_the_other_are_put_together(
    visit: Visit, ada: tuple[httpx2.Client, str, str]
) -> None:
    api, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    other = beside(page)
    page.get_by_role("tab", name="Workstreams").click()
    page.get_by_role("button", name="Add row").click()
    page.keyboard.type("brand new")
    page.keyboard.press("Enter")
    state(page, "Draft saved")
    typed(other, FIRST, "2222")
    state(other, "Your draft")  # it was loaded again, with what the first window had
    shown(other, FIRST, "2,222")
    other.get_by_role("tab", name="Workstreams").click()
    expect(other.get_by_role("gridcell", name="brand new")).to_have_count(1)
    assert drafted(api, name, *FIRST) == "2222"


@pytest.mark.parametrize("mine", [True, False])
def test_of_the_same_cell_in_two_windows_one_is_chosen(
    visit: Visit, ada: tuple[httpx2.Client, str, str], mine: bool
) -> None:
    api, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    other = beside(page)
    typed(page, FIRST, "1111")
    state(page, "Draft saved")
    typed(other, FIRST, "2222")
    told = other.get_by_role("alert").filter(has_text="Another window was first")
    row = told.get_by_role("row").filter(has_text="2222")
    expect(row).to_contain_text("1111")
    state(other, "not saved: another window changed the same; choose below")
    expect(other.get_by_role("button", name="Store", exact=True)).to_be_disabled()
    typed(other, SECOND, "3333")
    assert drafted(api, name, *FIRST) == "1111"
    if mine:
        shot(other, "documents-two-windows")
        axe(other)
        told.get_by_role("button", name="Keep what is here").click()
        state(other, "Draft saved")
        expect(told).to_have_count(0)
        assert (drafted(api, name, *FIRST), drafted(api, name, *SECOND)) == ("2222", "3333")
        stored(other, 2)
    else:
        told.get_by_role("button", name="Take what the other window has").click()
        shown(other, FIRST, "1,111")
        state(other, "Your draft, begun from version 1")
        assert drafted(api, name, *FIRST) == "1111"


def test_a_draft_that_another_window_stored_is_begun_anew(
    visit: Visit, ada: tuple[httpx2.Client, str, str]
) -> None:
    _, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    typed(page, FIRST, "1111")
    state(page, "Draft saved")
    other = beside(page)
    stored(other, 2)
    typed(page, SECOND, "2222")
    state(page, "Draft saved")
    page.get_by_role("button", name="Store", exact=True).click()
    page.get_by_role("button", name="Put my changes into theirs").click()
    state(page, "Your draft, begun from version 2")
    shown(page, FIRST, "1,111")
    shown(page, SECOND, "2,222")
    ready(page)
    stored(page, 3)


def test_a_change_made_while_it_is_stored_stays_a_draft(
    visit: Visit, ada: tuple[httpx2.Client, str, str]
) -> None:
    _, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    typed(page, FIRST, "1111")
    state(page, "Draft saved")
    cell(page, *SECOND).click()
    # pressed and typed without the browser doing anything in between
    expect(page.get_by_role("button", name="Store", exact=True)).to_be_enabled()
    page.evaluate(PRESSED)
    page.keyboard.type("2222")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 versions")).to_be_visible()
    page.reload()
    ready(page)
    shown(page, SECOND, "2,222")


def test_what_is_typed_while_the_server_is_away_is_put_back(
    visit: Visit, watch: Watch, tmp_path: Path
) -> None:
    watch.expected = GONE
    with serving(tmp_path) as service, person(service, "away") as (api, secret):
        page = visit("/documents/forecast/away", at=service, secret=secret)
        other = beside(page)
        typed(page, FIRST, "1111")
        state(page, "Draft saved")
        service.end()
        state(page, "No connection")
        typed(page, FIRST, "2222")
        typed(page, SECOND, "3333")
        state(page, "Not saved: no connection")
        axe(page)
        shot(page, "documents-away")
        # the other window comes back as one that nothing was typed in
        service.start()
        state(page, "Draft saved")
        shown(page, FIRST, "2,222")
        shown(page, SECOND, "3,333")
        assert (drafted(api, "away", *FIRST), drafted(api, "away", *SECOND)) == ("2222", "3333")
        assert (
            page.evaluate("Object.keys(sessionStorage).filter((each) => each.startsWith('staffmix'))") == []
        )
        page.reload()
        ready(page)
        shown(page, SECOND, "3,333")
        stored(page, 2)
        for window in (page, other):
            window.close()


@pytest.mark.parametrize("put", [True, False])
def test_what_was_kept_and_does_not_fit_waits_for_a_choice(
    visit: Visit, ada: tuple[httpx2.Client, str, str], put: bool
) -> None:
    api, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    cut_off(page)
    typed(page, FIRST, "2222")
    state(page, "Not saved: no connection")
    other = beside(page)  # the first window alone has no connection
    typed(other, FIRST, "1111")
    state(other, "Draft saved")
    other.close()
    page.reload()
    ready(page)
    shown(page, FIRST, "1,111")
    told = page.get_by_role("alert").filter(has_text="Not saved yet")
    expect(told.get_by_role("row").filter(has_text="2222")).to_contain_text("1111")
    page.reload()  # it is still there
    ready(page)
    words = "Put back what I typed" if put else "Leave the draft as it is"
    told.get_by_role("button", name=words).click()
    expect(told).to_have_count(0)
    shown(page, FIRST, "2,222" if put else "1,111")
    ready(page)
    assert drafted(api, name, *FIRST) == ("2222" if put else "1111")
    page.reload()
    ready(page)
    shown(page, FIRST, "2,222" if put else "1,111")
    expect(told).to_have_count(0)


def test_a_connection_that_was_lost_and_found_loses_nothing(
    visit: Visit, ada: tuple[httpx2.Client, str, str]
) -> None:
    api, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    typed(page, FIRST, "1111")
    state(page, "Draft saved")
    said = page.locator(".draft-state").inner_text()
    cut_off(page)
    state(page, "No connection")
    page.evaluate("window.socket.connect()")
    expect(page.locator(".draft-state")).to_have_text(said)
    cut_off(page)
    typed(page, SECOND, "2222")
    state(page, "Not saved: no connection")
    page.evaluate("window.socket.sendBuffer.length = 0")  # lost on the way
    page.evaluate("window.socket.connect()")
    state(page, "Draft saved")
    assert drafted(api, name, *SECOND) == "2222"


def test_changes_that_follow_each_other_at_once_end_as_saved(
    visit: Visit, ada: tuple[httpx2.Client, str, str]
) -> None:
    api, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    for at in range(1111, 1119):
        typed(page, FIRST, str(at))
    state(page, "Draft saved")
    cell(page, *SECOND).click()
    for _ in range(6):  # one while the other is written
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+y")
    shown(page, FIRST, "1,118")
    until = time.monotonic() + LATER / 1000  # the line may speak of the change before yet
    while drafted(api, name, *FIRST) != "1118":
        assert time.monotonic() < until, drafted(api, name, *FIRST)
        time.sleep(0.1)
    state(page, "Draft saved")


def test_what_was_thrown_away_does_not_come_back(visit: Visit, ada: tuple[httpx2.Client, str, str]) -> None:
    api, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    before = cell(page, *FIRST).inner_text()
    typed(page, FIRST, "1111")
    page.get_by_role("button", name="Discard draft").click()
    state(page, "Version 1, as stored")
    shown(page, FIRST, before)
    assert api.get("/v1/drafts").json()["drafts"] == []


def test_what_somebody_else_left_in_a_window_goes(visit: Visit, ada: tuple[httpx2.Client, str, str]) -> None:
    _, secret, name = ada
    page = visit(f"/documents/forecast/{name}", secret=secret)
    page.evaluate("sessionStorage.setItem('staffmix/ours/key_of_another/forecast/x', '{}')")
    page.reload()
    ready(page)
    expect(cell(page, *FIRST)).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter((each) => each.startsWith('staffmix'))") == []


def cut_off(page: Page) -> None:
    """The window loses its connection and does not look for it."""
    page.evaluate("window.socket.disconnect()")
    page.wait_for_function("!window.socket.connected")
