"""What if, on the page: changes in words, a run from an earlier plan, and both side by side."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from api.store.keys import Role
from tests.browser.conftest import WIDE, Visit, ready
from tests.browser.looks import OTHER_LOOKS, accessible, look
from tests.browser.planned import Desk
from tests.browser.test_why import ASKED as ASKED
from tests.browser.test_why import OFFER, VENDOR
from tests.browser.watching import axe

TENANT = "what-if"
WAIT = 120_000  # milliseconds: other tests may run beside it


@pytest.fixture(scope="module")
def dearer(desk: Desk, plan: str) -> str:
    """The same plan where the vendor asks for more."""
    body = {"name": "<b>Dearer</b>", "changes": {"rates": [{"vendor": VENDOR, "by": 0.5}]}}
    made: str = desk.post(f"/plans/{plan}:vary", body)["id"]
    assert desk.ended(f"/plans/{made}")["state"] == "finished"
    return made


def add(page: Page, kind: str, **entries: str) -> None:
    """Puts one change together by keyboard."""
    page.get_by_label("What", exact=True).select_option(kind)
    for label, text in entries.items():
        field = page.get_by_label(label.replace("_", " "), exact=True)
        field.select_option(text) if field.evaluate("each => each.tagName") == "SELECT" else field.fill(text)
    page.get_by_role("button", name="Add this change").focus()
    page.keyboard.press("Enter")


def cells(page: Page, row: str) -> list[str]:
    table = page.get_by_role("region", name="Headline figures and their differences")
    found = table.locator("tbody tr").filter(has_text=row).locator("td")
    return [text.strip() for text in found.all_inner_texts()]


def test_changes_are_listed_in_words_run_followed_and_compared(visit: Visit, desk: Desk, plan: str) -> None:
    page = visit(f"/what-if/{plan}", tenant=TENANT)
    what_does_not_hold_together_is_told_and_does_not_run(page)
    changes = page.locator(".changes li")
    for left in range(3, -1, -1):
        changes.get_by_role("button").first.press("Enter")
        expect(changes).to_have_count(left)
    add(page, "demand", More_by="ten")
    expect(page.get_by_role("alert").filter(has_text="write a percentage")).to_be_visible()
    add(page, "demand", Work="calls", More_by="10")
    expect(changes).to_have_text(re.compile(r"Demand of calls \+10 %"))
    add(page, "terms", Offer=OFFER, Term="lead", Is_to_be="4 weeks")
    expect(changes).to_have_count(2)
    expect(changes.last).to_contain_text(f"{OFFER}: lead 3 weeks → 4 weeks")
    add(page, "cap", Vendor=VENDOR, At_most="7")
    expect(changes).to_have_count(3)
    page.reload()  # what was put together is still there
    ready(page)
    expect(changes).to_have_count(3)
    page.get_by_role("button", name=re.compile("Take out: .*heads at most")).press("Enter")
    expect(changes).to_have_count(2)
    page.get_by_text("What the documents then say").click()
    expect(page.locator(".otherwise .sentences")).to_contain_text("+10.0 %")
    axe(page)
    page.get_by_label("Name", exact=True).fill("More calls, later agency")
    page.get_by_label("Name", exact=True).press("Enter")
    row = page.locator(".tried li").filter(has_text="More calls, later agency")
    expect(row).to_be_visible()
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible(timeout=WAIT)
    made = re.search(r"with=(plan_\w+)", page.url)
    assert made is not None
    told = desk.get(f"/plans/{plan}/difference/{made[1]}")
    assert len(told["inputs"]) == 2
    expect(page.locator(".told .says")).to_have_text(f"It {told['headline']}.")
    for text in (told["sentences"][0], *(each["text"] for each in told["inputs"])):
        expect(page.locator(".told")).to_contain_text(text)
    cost = told["totals"]["cost"]
    sign = "+" if cost["difference"] > 0 else "−"
    assert cells(page, "Cost in all") == [
        f"{cost['before']:,.0f}",
        f"{cost['after']:,.0f}",
        f"{sign}{abs(cost['difference']):,.0f}",
    ]
    expect(page.locator(".side-by-side figure.chart")).to_have_count(3)
    expect(page.get_by_role("link", name="More calls, later agency")).to_have_attribute(
        "href", f"/plans/{made[1]}"
    )
    accessible(page, f"what-if-{WIDE}-light")


def what_does_not_hold_together_is_told_and_does_not_run(page: Page) -> None:
    add(page, "terms", Offer=OFFER, Term="min_term", Is_to_be="soon")
    expect(page.get_by_role("alert").filter(has_text="such as 6 weeks")).to_be_visible()
    add(page, "demand", More_by="10", From="1 Jan 2031")
    expect(page.get_by_role("alert").filter(has_text="no planned period")).to_be_visible()
    expect(page.locator(".changes li")).to_have_count(0)
    add(page, "share", At_most="0", Counted="horizon")
    add(page, "hiring", Team="agents", Hiring_takes="6w")
    add(page, "budget", Cash_at_most="90,000")
    add(page, "close", Vendor=VENDOR)
    expect(page.locator(".changes li")).to_have_count(4)
    expect(page.locator(".changes")).to_contain_text(f"Nothing new from {VENDOR}")
    expect(page.get_by_role("button", name="Run it")).to_be_visible()


def test_who_only_looks_compares_and_changes_nothing(
    visit: Visit, desk: Desk, plan: str, dearer: str
) -> None:
    page = visit(f"/what-if/{plan}?with={dearer}", tenant=TENANT, roles=(Role.VIEWER,), pay=False)
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    expect(page.get_by_role("heading", name="<b>Dearer</b>").first).to_be_visible()
    expect(page.get_by_role("heading", name="Change something")).to_have_count(0)
    assert cells(page, "Paid") == []
    expect(page.locator(".side-by-side")).not_to_contain_text(f"{desk.state(plan)['cost']:,.2f}")
    box = page.get_by_role("checkbox", name="Compare <b>Dearer</b>")
    expect(box).to_be_checked()
    box.press("Space")
    expect(page.get_by_role("heading", name="Side by side")).to_have_count(0)


@pytest.mark.parametrize(("width", "dark"), OTHER_LOOKS)
def test_what_if_is_accessible_and_fits_wide_and_narrow_light_and_dark(
    visit: Visit, plan: str, dearer: str, width: int, dark: bool
) -> None:
    page = visit(f"/what-if/{plan}?with={dearer}", tenant=TENANT, width=width, dark=dark)
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    accessible(page, f"what-if-{look(width, dark)}")
