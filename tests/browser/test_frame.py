"""The frame of every page: how one gets about, wide and narrow, light and dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, ready
from tests.browser.looks import LOOKS, accessible, look
from tests.browser.watching import Watch, axe, no_sideways, shot

PAPER = "getComputedStyle(document.querySelector('header')).backgroundColor"


def test_the_frame_is_walked_by_keyboard_and_dark_is_chosen_and_kept(visit: Visit) -> None:
    page = visit("/", tenant="walked")  # where nothing is stored yet
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto("/")  # the address without #main, where Tab would go on from
    ready(page)
    names = []
    for _ in range(11):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert names[0] == "Skip to the content"
    assert names[1] == "Staffmix"
    labels = ["Start", "Documents", "Run", "Plan", "Why", "What if", "Take away"]
    assert all(label in name for label, name in zip(labels, names[2:9], strict=True))
    page.get_by_role("link", name="Documents").focus()  # not possible yet: it says why
    expect(page.get_by_text("There are no documents yet")).to_be_visible()
    page.get_by_role("link", name="Run").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/plans$"))
    expect(page.locator("[aria-current=step]")).to_contain_text("Run")
    ready(page)
    light = page.evaluate(PAPER)
    page.get_by_role("button", name="Dark").press("Enter")
    dark = page.evaluate(PAPER)
    assert dark != light
    page.reload()
    ready(page)
    assert page.evaluate(PAPER) == dark
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.body.classList.contains('body--dark')")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_frames_are_accessible_and_fit_wide_and_narrow_light_and_dark(
    visit: Visit, width: int, dark: bool
) -> None:
    name = look(width, dark)
    page = visit("/sign-in", roles=None, width=width, dark=dark)
    accessible(page, f"frame-sign-in-{name}")
    page = visit("/", tenant="empty", width=width, dark=dark)
    for path in ("/", "/plans", "/documents/forecast/nothing"):
        page.goto(path)
        ready(page)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.lang") == "en-US"
        axe(page)
        no_sideways(page)
    shot(page, f"frame-{name}")


def test_a_plan_that_is_not_there_is_said_in_the_frame(visit: Visit, watch: Watch) -> None:
    watch.expected = ("404",)
    page = visit("/plans/plan_none/why")
    expect(page.get_by_role("alert").filter(has_text="Nothing here")).to_contain_text(
        "There is nothing of that name"
    )
    axe(page)
