"""The grid of the documents under keyboard, mouse and clipboard: as a spreadsheet does it."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

from api.store.keys import Role
from tests.browser.conftest import NARROW, WIDE, Visit
from tests.browser.files import cell, paste, row_added
from tests.browser.test_documents import api, block, copied, pasted, stored
from tests.browser.watching import shot

__all__ = ["api"]
FIRST = 3  # the column of the first week in Demand
LAST = 54  # of the last of 52
ROWS = ".ag-pinned-left-cols-container .ag-row"
LINES = """() => [...document.querySelectorAll('.ag-cell.wrapped')].map((cell) => {
  const text = document.createRange();
  text.selectNodeContents(cell);
  const box = cell.getBoundingClientRect();
  const seen = [...text.getClientRects()].filter((line) => line.height).slice(0, 2);
  return {
    text: cell.textContent,
    lines: seen.length,
    whole: seen.every((line) => line.top >= box.top - 1 && line.bottom <= box.bottom + 1),
    room: cell.clientHeight - 2 * parseFloat(getComputedStyle(cell).lineHeight),
  };
})"""


def middle(page: Page) -> None:
    """A click where an empty sheet says that it has no rows."""
    page.locator(".ag-overlay-no-rows-center", has_text="No rows yet").click(force=True)


def height(page: Page) -> float:
    """How high the grid is, in pixels."""
    box = page.locator(".sheet-grid").bounding_box()
    assert box is not None
    return box["height"]


def put(page: Page, text: str) -> None:
    """What a spreadsheet puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)


@pytest.mark.parametrize(
    ("text", "rows", "last"),
    [
        ("phone team\t2027-02-01\t2\r\norder desk\t2027-03-01\t-1\r\n", 2, (1, 2, "-1")),
        ("phone team", 1, (0, 0, "phone team")),
    ],
)
def test_an_empty_sheet_takes_what_is_pasted_where_one_clicked(
    visit: Visit, api: httpx2.Client, text: str, rows: int, last: tuple[int, int, str]
) -> None:
    stored(api, f"empty-{rows}", "workforce")
    page = visit(f"/documents/workforce/empty-{rows}")
    page.get_by_role("tab", name="Team changes").click()
    middle(page)
    shot(page, f"documents-empty-{rows}")
    paste(page, text)
    expect(page.locator(ROWS)).to_have_count(rows)
    expect(cell(page, *last[:2])).to_have_text(last[2])
    expect(cell(page, 0, 0)).to_be_focused()
    page.keyboard.press("Control+z")  # and the way back goes on where no cell is left
    expect(page.locator(ROWS)).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(cell(page, *last[:2])).to_have_text(last[2])
    expect(cell(page, 0, 0)).to_be_focused()


def test_a_sheet_whose_rows_were_removed_takes_a_block(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "emptied", "forecast")
    page = visit("/documents/forecast/emptied")
    cell(page, 0, 0).click()
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Remove row").click()
    expect(page.locator(ROWS)).to_have_count(0)
    middle(page)
    paste(page, "phone\tvolume\t300\r\nphone\taht seconds\t360")
    expect(cell(page, 1, 2)).to_have_text("360")
    expect(page.locator(".help")).to_have_text("Pasted 2 × 3 cells.")


def test_who_may_not_write_is_not_asked_to_paste(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "only-read", "workforce")
    page = visit("/documents/workforce/only-read", roles=(Role.VIEWER,))
    page.get_by_role("tab", name="Team changes").click()
    expect(page.locator(".ag-overlay-no-rows-center")).to_have_text("No rows.")
    page.locator(".ag-overlay-no-rows-center").click(force=True)
    paste(page, "phone team\t2027-02-01")
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator(".help")).to_have_text("")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3,700\t12,800\t1,234,500", "3700\t12800\t1234500"),  # two groups: commas part thousands
        ("3.700\t1.234.500", "3700\t1234500"),
        ("3,700\t2,500.5", "3700\t2500.5"),  # both marks: the last is the decimal one
        ("3.700,5\t3.700", "3700.5\t3700"),
        ("3,700\t12.5", "3700\t12.5"),  # one decimal is no group
        ("3.700\t12,5\r\n0,25\t\r\n", "3700\t12.5\n0.25\t"),
        ("3 700\t12\u00a0800\t1\u202f234\u202f500", "3700\t12800\t1234500"),  # blanks are no decimal marks
        ("3 700,5\t3.700", "3700.5\t3700"),
        ("3'700.50\t-1,250,000", "3700.50\t-1250000"),
        ("3,700\t12.5\t12 34", "3700\t12.5\t12 34"),  # what is no number stays as it is
        ("12.5\t2.125", "12.5\t2.125"),
        ("1250\t950", "1250\t950"),
    ],
)
def test_thousands_of_a_block_are_what_the_block_tells(
    visit: Visit, api: httpx2.Client, text: str, numbers: str
) -> None:
    stored(api, "thousands", "forecast")
    page = visit("/documents/forecast/thousands")
    cell(page, 0, FIRST).click()
    pasted(page, text)
    expect(page.locator(".help")).to_contain_text("Pasted")
    assert copied(page) == numbers


def test_what_can_be_read_in_two_ways_is_told_with_a_way_out(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "two-ways", "forecast")
    page = visit("/documents/forecast/two-ways")
    faults = page.get_by_role("region", name="Faults")
    cell(page, 0, FIRST).click()
    paste(page, "3,700\t3,800")
    expect(page.locator(".help")).to_contain_text("3,700 can be 3700 or 3.7, and nothing in the block tells.")
    expect(page.locator(".help")).to_contain_text("format the cells without thousands separators")
    expect(faults).to_contain_text("write 3700, or 3.700 if the comma is a decimal mark")
    assert copied(page) == "3,700\t3,800"  # as it came
    paste(page, "3.700\t3.800")
    expect(page.locator(".help")).to_contain_text("3.700 can be 3700 or 3.7")
    expect(cell(page, 0, FIRST)).to_have_text("3.700 (thousands or decimals?)")
    expect(faults).to_contain_text("'3.700 (thousands or decimals?)' is not a number")
    page.keyboard.press("Control+Shift+v")
    expect(page.locator(".help")).to_have_text("Pasted 1 × 2 cells.")
    assert copied(page) == "3700\t3800"
    expect(faults).to_have_count(0)
    put(page, "3,900\t4,000")
    page.keyboard.press("Control+Shift+v")  # nobody was asked about this block yet
    assert copied(page) == "3,900\t4,000"
    shot(page, "documents-thousands")


def test_what_the_page_copies_is_the_number_and_names_are_left_alone(
    visit: Visit, api: httpx2.Client
) -> None:
    stored(api, "own-copy", "forecast")
    page = visit("/documents/forecast/own-copy")
    cell(page, 0, FIRST).click()
    page.keyboard.type("1.125")
    page.keyboard.press("Enter")
    expect(cell(page, 0, FIRST)).to_have_text("1.125")
    cell(page, 0, FIRST).click()
    assert copied(page) == "1.125"
    cell(page, 2, FIRST).click()
    page.keyboard.press("Control+v")
    expect(cell(page, 2, FIRST)).to_have_text("1.125")
    cell(page, 1, 0).click()
    pasted(page, "1 250\taht seconds\t1 250")
    expect(cell(page, 1, 2)).to_have_text("1,250")
    assert copied(page) == "1 250\taht seconds\t1250"


def test_one_value_fills_the_range(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "one-value", "workforce")
    page = visit("/documents/workforce/one-value")
    cell(page, 0, 1).click()
    cell(page, 2, 1).click(modifiers=["Shift"])
    pasted(page, "1 250")
    for row in range(3):
        expect(cell(page, row, 1)).to_have_text("1,250")
    assert copied(page) == "1250\n1250\n1250"


def test_a_range_ends_with_the_last_row_after_rows_went(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "clamped", "workforce")
    page = visit("/documents/workforce/clamped")
    cell(page, 4, 1).click()  # the last team
    pasted(page, "7\n8\n9\n10")
    expect(cell(page, 7, 1)).to_have_text("10")
    page.keyboard.press("Control+z")
    expect(cell(page, 5, 1)).to_have_count(0)
    page.keyboard.press("Control+d")
    expect(cell(page, 4, 1)).to_have_text("12")  # the help desk team's
    expect(cell(page, 4, 1)).to_be_focused()


def test_control_home_shows_the_first_weeks(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "homeward", "forecast")
    page = visit("/documents/forecast/homeward")
    cell(page, 0, FIRST).click()
    page.keyboard.press("Control+End")
    expect(cell(page, 10, LAST)).to_be_focused()
    expect(cell(page, 0, FIRST)).not_to_be_in_viewport()
    page.keyboard.press("Control+Home")
    expect(cell(page, 0, 0)).to_be_focused()
    expect(cell(page, 0, FIRST)).to_be_in_viewport()
    page.keyboard.press("Control+Shift+End")
    assert len(copied(page).split("\n")) == 11


def test_what_is_cut_is_on_the_clipboard_and_back_with_one_undo(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "cut", "workforce")
    page = visit("/documents/workforce/cut")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell(page, 0, 0).click()
    cell(page, 1, 1).click(modifiers=["Shift"])
    page.keyboard.press("Control+x")
    expect(cell(page, 0, 0)).to_have_text("")
    expect(cell(page, 1, 1)).to_have_text("")
    assert page.evaluate("navigator.clipboard.readText()") == "phone team\t34\norder desk\t11"
    page.keyboard.press("Control+z")
    expect(cell(page, 0, 0)).to_have_text("phone team")
    expect(cell(page, 1, 1)).to_have_text("11")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_control_and_arrows_go_from_border_to_border(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "leaping", "forecast")
    page = visit("/documents/forecast/leaping")
    steps: list[tuple[str, tuple[int, int]]] = [
        ("ArrowRight", (0, 1)),  # workstream and measure are filled, every period is not
        ("ArrowRight", (0, FIRST)),
        ("ArrowRight", (0, LAST)),
        ("ArrowRight", (0, LAST)),
        ("ArrowDown", (2, LAST)),  # the row between is the seconds of a call: no weeks
        ("ArrowLeft", (2, FIRST)),
        ("ArrowLeft", (2, 1)),
        ("ArrowDown", (10, 1)),
        ("ArrowUp", (0, 1)),
    ]
    cell(page, 0, 0).click()
    for key, place in steps:
        page.keyboard.press(f"Control+{key}")
        expect(cell(page, *place)).to_be_focused()
    cell(page, 0, FIRST).click()
    page.keyboard.press("Control+Shift+ArrowRight")
    assert len(copied(page).split("\t")) == 52
    page.keyboard.press("Control+Shift+ArrowDown")
    assert [line.count("\t") for line in copied(page).split("\n")] == [51, 51, 51]


def test_the_grid_is_as_high_as_its_rows(visit: Visit, api: httpx2.Client) -> None:
    stored(api, "growing", "workforce")
    page = visit("/documents/workforce/growing")
    teams = height(page)
    page.get_by_role("tab", name="Team changes").click()
    empty = height(page)
    row_added(page)
    expect(cell(page, 0, 0)).to_be_focused()
    assert height(page) == empty  # room for three at least
    pasted(page, block(5, 1))
    expect(cell(page, 4, 0)).to_be_in_viewport()
    assert height(page) == teams  # five as well
    pasted(page, block(60, 1))
    expect(page.locator(".help")).to_have_text("Pasted 60 × 1 cells.")
    assert height(page) == pytest.approx(0.62 * 900, abs=1)  # never higher than most of the window
    for _ in range(3):
        page.get_by_role("button", name="Undo").click()
    assert height(page) == empty


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", ["forecast", "workforce"])
def test_both_lines_of_a_narrow_cell_are_seen_whole(
    visit: Visit, api: httpx2.Client, kind: str, dark: bool
) -> None:
    stored(api, "lines", kind)
    page = visit(f"/documents/{kind}/lines", width=NARROW, dark=dark)
    expect(cell(page, 0, 0)).to_have_class(re.compile("wrapped"))
    found: list[dict[str, Any]] = page.evaluate(LINES)
    assert any(each["lines"] == 2 for each in found)
    assert [each for each in found if not each["whole"] or each["room"] < 0] == []
    shot(page, f"documents-lines-{kind}-{'dark' if dark else 'light'}")


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
def test_pictures_of_a_pasted_block(visit: Visit, api: httpx2.Client, dark: bool) -> None:
    stored(api, "pictured", "workforce")
    page = visit("/documents/workforce/pictured", width=WIDE, dark=dark)
    page.get_by_role("tab", name="Team changes").click()
    middle(page)
    shot(page, f"documents-chosen-{'dark' if dark else 'light'}")
    paste(page, "\n".join(f"phone team\t2027-{month:02d}-01\t2" for month in range(1, 11)))
    expect(cell(page, 9, 2)).to_have_text("2")
    shot(page, f"documents-grown-{'dark' if dark else 'light'}")
