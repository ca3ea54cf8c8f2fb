"""What is typed is kept: over reloads, by two windows of one person, while the server is away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

import fixtures
from api.store.keys import Role
from tests.browser.conftest import Visit, ready
from tests.browser.files import cell, row_added
from tests.browser.polling import until
from tests.browser.serving import Service, serving
from tests.browser.watching import Watch, axe, shot

FORECAST = json.loads(fixtures.load("six-month-surge").model_dump_json(by_alias=True))["forecast"]
GONE = ("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "ERR_SOCKET", "WebSocket")
LATER = 120_000  # milliseconds
PRESSED = """() => [...document.querySelectorAll('button')]
  .find((each) => each.textContent.trim() === 'Store').click()"""
Place = tuple[int, int]
"""A cell of the demand: row, column."""
FIRST, SECOND = (0, 4), (2, 5)


@dataclass(frozen=True)
class Window:
    """A window at somebody's forecast, and their API."""

    page: Page
    api: httpx2.Client
    name: str

    def typed(self, place: Place, text: str) -> None:
        """A number is typed into a cell."""
        cell(self.page, *place).click()
        self._entered(text)
        expect(cell(self.page, *place)).to_have_text(f"{int(text):,}")

    def added(self, text: str) -> None:
        """A row that begins with a text is added to the sheet of workstreams."""
        self.page.get_by_role("tab", name="Workstreams").click()
        row_added(self.page)
        self._entered(text)

    def _entered(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def says(self, text: str) -> None:
        """The line that says how the draft stands."""
        expect(self.page.locator(".draft-state")).to_contain_text(text, timeout=LATER)

    def shows(self, place: Place, text: str) -> None:
        """What a cell shows."""
        expect(cell(self.page, *place)).to_have_text(text, timeout=LATER)

    def reloaded(self) -> None:
        """All that the page itself remembered is gone."""
        self.page.reload()
        ready(self.page)

    def beside(self) -> Window:
        """A second window of the same person at the same document."""
        other = self.page.context.new_page()
        other.goto(self.page.url)
        ready(other)
        return replace(self, page=other)

    def stored(self, version: int) -> None:
        """The draft becomes this version."""
        self.page.get_by_role("button", name="Store", exact=True).click()
        self.says(f"Version {version}, stored")

    def cut_off(self) -> None:
        """It loses its connection and does not look for it."""
        self.page.evaluate("window.socket.disconnect()")
        self.page.wait_for_function("!window.socket.connected")

    def drafted(self, place: Place) -> str:
        """A cell of the demand as the draft in the store has it."""
        tables = self.api.get(f"/v1/drafts/forecast/{self.name}").json()["tables"]
        demand = next(each for each in tables if each["sheet"] == "Demand")
        text: str = demand["rows"][place[0]][place[1]]
        return text

    def left(self) -> list[str]:
        """Under which names the window keeps what is not in the store."""
        found: list[str] = self.page.evaluate(
            "Object.keys(sessionStorage).filter((each) => each.startsWith('staffmix'))"
        )
        return found


@contextmanager
def window_at(visit: Visit, service: Service, name: str, **more: Any) -> Iterator[Window]:
    """The example's forecast under this name, opened by somebody who is alone there."""
    secret = service.key(*Role, name="Ada", pay=True)
    headers = {"Authorization": f"Bearer {secret}"}
    with httpx2.Client(base_url=service.url, headers=headers, timeout=60) as api:
        answer = api.put(f"/v1/forecasts/{name}", json=FORECAST)
        assert answer.is_success, answer.text
        yield Window(visit(f"/documents/forecast/{name}", secret=secret, **more), api, name)


@pytest.fixture
def window(visit: Visit, service: Service, request: pytest.FixtureRequest) -> Iterator[Window]:
    """Ada's, at a forecast of this test."""
    name = request.node.name[5:60].replace("[", ".").strip("]")
    with window_at(visit, service, name) as found:
        yield found


def test_a_reload_right_after_typing_keeps_what_was_typed(window: Window) -> None:
    window.typed(FIRST, "1111")
    window.says("Draft saved")
    window.typed(FIRST, "2222")
    window.reloaded()
    window.shows(FIRST, "2,222")
    window.typed(SECOND, "3333")
    window.says("Draft saved")
    window.reloaded()
    window.shows(FIRST, "2,222")
    window.shows(SECOND, "3,333")
    window.stored(2)
    volume = window.api.get(f"/v1/forecasts/{window.name}").json()["content"]["workstreams"][0]["volume"]
    assert volume[FIRST[1] - 3] == 2222
    assert window.api.get("/v1/drafts").json()["drafts"] == []
    window.reloaded()
    window.says("Version 2, as stored")  # nothing is put back that was stored


def test_a_row_that_was_added_right_before_a_reload_is_there(window: Window) -> None:
    rows = window.page.get_by_role("tab", name="Workstreams").locator(".rows")
    before = int(rows.inner_text())
    window.added("brand new")
    expect(window.page.get_by_role("gridcell", name="brand new")).to_have_count(1)
    window.reloaded()
    window.page.get_by_role("tab", name="Workstreams").click()
    expect(window.page.get_by_role("gridcell", name="brand new")).to_have_count(1)
    expect(rows).to_have_text(str(before + 1))


def test_two_windows_of_one_person_are_put_together(window: Window) -> None:
    other = window.beside()
    window.typed(FIRST, "1111")
    window.says("Draft saved")
    other.typed(SECOND, "2222")
    other.says("Draft saved")
    other.shows(FIRST, "1,111")  # of the first window
    assert (window.drafted(FIRST), window.drafted(SECOND)) == ("1111", "2222")
    window.typed(FIRST, "3333")
    window.says("Draft saved")
    window.shows(SECOND, "2,222")
    other.page.close()
    window.reloaded()
    window.shows(FIRST, "3,333")
    window.shows(SECOND, "2,222")
    window.stored(2)


def test_a_row_added_in_one_window_and_a_cell_in_the_other_are_put_together(window: Window) -> None:
    other = window.beside()
    window.added("brand new")
    window.says("Draft saved")
    other.typed(FIRST, "2222")
    other.says("Your draft")  # it was loaded again, with what the first window had
    other.shows(FIRST, "2,222")
    other.page.get_by_role("tab", name="Workstreams").click()
    expect(other.page.get_by_role("gridcell", name="brand new")).to_have_count(1)
    assert window.drafted(FIRST) == "2222"


@pytest.mark.parametrize("mine", [True, False])
def test_of_the_same_cell_in_two_windows_one_is_chosen(window: Window, mine: bool) -> None:
    other = window.beside()
    window.typed(FIRST, "1111")
    window.says("Draft saved")
    other.typed(FIRST, "2222")
    told = other.page.get_by_role("alert").filter(has_text="Another window was first")
    row = told.get_by_role("row").filter(has_text="2222")
    expect(row).to_contain_text("1111")
    other.says("not saved: another window changed the same; choose below")
    expect(other.page.get_by_role("button", name="Store", exact=True)).to_be_disabled()
    other.typed(SECOND, "3333")
    assert window.drafted(FIRST) == "1111"
    if mine:
        shot(other.page, "documents-two-windows")
        axe(other.page)
        told.get_by_role("button", name="Keep what is here").click()
        other.says("Draft saved")
        expect(told).to_have_count(0)
        assert (window.drafted(FIRST), window.drafted(SECOND)) == ("2222", "3333")
        other.stored(2)
    else:
        told.get_by_role("button", name="Take what the other window has").click()
        other.shows(FIRST, "1,111")
        other.says("Your draft, begun from version 1")
        assert window.drafted(FIRST) == "1111"


def test_a_draft_that_another_window_stored_is_begun_anew(window: Window) -> None:
    window.typed(FIRST, "1111")
    window.says("Draft saved")
    other = window.beside()
    other.stored(2)
    window.typed(SECOND, "2222")
    window.says("Draft saved")
    window.page.get_by_role("button", name="Store", exact=True).click()
    window.page.get_by_role("button", name="Put my changes into theirs").click()
    window.says("Your draft, begun from version 2")
    window.shows(FIRST, "1,111")
    window.shows(SECOND, "2,222")
    ready(window.page)
    window.stored(3)


def test_a_change_made_while_it_is_stored_stays_a_draft(window: Window) -> None:
    window.typed(FIRST, "1111")
    window.says("Draft saved")
    cell(window.page, *SECOND).click()
    # pressed and typed without the browser doing anything in between
    expect(window.page.get_by_role("button", name="Store", exact=True)).to_be_enabled()
    window.page.evaluate(PRESSED)
    window.page.keyboard.type("2222")
    window.page.keyboard.press("Enter")
    expect(window.page.get_by_text("2 versions")).to_be_visible()
    window.reloaded()
    window.shows(SECOND, "2,222")


def test_what_is_typed_while_the_server_is_away_is_put_back(
    visit: Visit, watch: Watch, tmp_path: Path
) -> None:
    watch.expected = GONE
    with serving(tmp_path) as service, window_at(visit, service, "away", at=service) as window:
        other = window.beside()
        window.typed(FIRST, "1111")
        window.says("Draft saved")
        service.end()
        window.says("No connection")
        window.typed(FIRST, "2222")
        window.typed(SECOND, "3333")
        window.says("Not saved: no connection")
        expect(window.page.locator("#popup")).to_have_css("opacity", "1")  # half faded in, it is too pale
        axe(window.page)
        shot(window.page, "documents-away")
        # the other window comes back as one that nothing was typed in
        service.start()
        window.says("Draft saved")
        window.shows(FIRST, "2,222")
        window.shows(SECOND, "3,333")
        assert (window.drafted(FIRST), window.drafted(SECOND)) == ("2222", "3333")
        assert window.left() == []
        window.reloaded()
        window.shows(SECOND, "3,333")
        window.stored(2)
        for each in (window, other):
            each.page.close()


@pytest.mark.parametrize("put", [True, False])
def test_what_was_kept_and_does_not_fit_waits_for_a_choice(window: Window, put: bool) -> None:
    window.cut_off()
    window.typed(FIRST, "2222")
    window.says("Not saved: no connection")
    other = window.beside()  # the first window alone has no connection
    other.typed(FIRST, "1111")
    other.says("Draft saved")
    other.page.close()
    window.reloaded()
    window.shows(FIRST, "1,111")
    told = window.page.get_by_role("alert").filter(has_text="Not saved yet")
    expect(told.get_by_role("row").filter(has_text="2222")).to_contain_text("1111")
    window.reloaded()  # it is still there
    words = "Put back what I typed" if put else "Leave the draft as it is"
    told.get_by_role("button", name=words).click()
    expect(told).to_have_count(0)
    window.shows(FIRST, "2,222" if put else "1,111")
    ready(window.page)
    assert window.drafted(FIRST) == ("2222" if put else "1111")
    window.reloaded()
    window.shows(FIRST, "2,222" if put else "1,111")
    expect(told).to_have_count(0)


def test_a_connection_that_was_lost_and_found_loses_nothing(window: Window) -> None:
    window.typed(FIRST, "1111")
    window.says("Draft saved")
    said = window.page.locator(".draft-state").inner_text()
    window.cut_off()
    window.says("No connection")
    window.page.evaluate("window.socket.connect()")
    expect(window.page.locator(".draft-state")).to_have_text(said)
    window.cut_off()
    window.typed(SECOND, "2222")
    window.says("Not saved: no connection")
    window.page.evaluate("window.socket.sendBuffer.length = 0")  # lost on the way
    window.page.evaluate("window.socket.connect()")
    window.says("Draft saved")
    assert window.drafted(SECOND) == "2222"


def test_changes_that_follow_each_other_at_once_end_as_saved(window: Window) -> None:
    for at in range(1111, 1119):
        window.typed(FIRST, str(at))
    window.says("Draft saved")
    cell(window.page, *SECOND).click()
    for _ in range(6):  # one while the other is written
        window.page.keyboard.press("Control+z")
        window.page.keyboard.press("Control+y")
    window.shows(FIRST, "1,118")
    # the line may speak of the change before yet
    until(lambda: window.drafted(FIRST), lambda text: text == "1118")
    window.says("Draft saved")


def test_what_was_thrown_away_does_not_come_back(window: Window) -> None:
    before = cell(window.page, *FIRST).inner_text()
    window.typed(FIRST, "1111")
    window.page.get_by_role("button", name="Discard draft").click()
    window.says("Version 1, as stored")
    window.shows(FIRST, before)
    assert window.api.get("/v1/drafts").json()["drafts"] == []


def test_what_somebody_else_left_in_a_window_goes(window: Window) -> None:
    window.page.evaluate("sessionStorage.setItem('staffmix/ours/key_of_another/forecast/x', '{}')")
    window.reloaded()
    expect(cell(window.page, *FIRST)).to_be_visible()
    assert window.left() == []
