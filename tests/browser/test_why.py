"""Why a plan is as it is, on the page: answers as the API gives them, remedies that are carried out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from api.store.keys import Role
from scheduler.explain.interval import Interval
from scheduler.report.intervals import more
from tests.api import small
from tests.browser.conftest import WIDE, Visit, ready
from tests.browser.looks import OTHER_LOOKS, accessible, look
from tests.browser.planned import Desk
from tests.browser.watching import axe, shot

TENANT = "why"
VENDOR, OFFER = "<img src=x onerror=alert(1)>", "=cmd()|'A'!B"


def problem() -> dict[str, Any]:
    """The desk, with a vendor and an offer whose names a browser or a spreadsheet would run."""
    found = small.problem()
    found["rate_card"]["vendors"][0]["key"] = VENDOR
    found["rate_card"]["offers"][0] |= {"key": OFFER, "vendor": VENDOR, "max_heads": 4.0}
    return found


ASKED = small.question(problem(), effort={"time_limit": 20.0, "gap": 0.001})


@pytest.fixture(scope="module")
def explained(desk: Desk, plan: str) -> Any:
    return desk.explained(plan, ["reasons", "vendors", "prices", "worth"])


@pytest.fixture(scope="module")
def none(desk: Desk) -> str:
    """More work than anybody may do before the first can come."""
    needed = problem()
    needed["forecast"]["workstreams"][0]["hours"][0] = 400.0
    needed["policy"] = {"strict": True}
    return desk.plan(small.question(needed))


def part(page: Page, title: str) -> Any:
    return page.locator("section.answer").filter(has=page.get_by_role("heading", name=title, exact=True))


def test_one_asks_why_by_keyboard_and_answers_come_in(visit: Visit, desk: Desk) -> None:
    fresh = problem()
    fresh["forecast"]["workstreams"][0]["hours"][0] = 310.0
    plan = desk.plan(small.question(fresh))
    page = visit(f"/plans/{plan}/why", tenant=TENANT)
    expect(page.get_by_role("heading", name="Not explained yet")).to_be_visible()
    page.get_by_role("button", name="Explain this plan").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".asking [role=status]")).to_be_visible()
    axe(page)
    assert desk.get(f"/plans/{plan}/explanation")["state"] in ("waiting", "finished")
    page.reload()  # it goes on, and is found again
    ready(page)
    expect(page.locator(".asking")).to_contain_text(
        re.compile(r"\d+ of \d+ questions answered|Being worked out")
    )


def test_reasons_and_vendors_say_what_the_api_says(visit: Visit, plan: str, explained: Any) -> None:
    page = visit(f"/plans/{plan}/why", tenant=TENANT)
    cards = part(page, "The costliest actions").locator(".reason")
    expect(cards).to_have_count(len(explained["reasons"]))
    accessible(page, f"why-{WIDE}-light")
    for card, reason in zip(cards.all(), explained["reasons"], strict=True):
        said = reason["text"].partition(": ")[2]
        expect(card).to_contain_text(said[1:])
        if reason["found"] == "plan":
            words = more(Interval.model_validate(reason["dearer"]))
            expect(card.locator(".without")).to_contain_text(words)
            expect(card.get_by_role("img")).to_have_attribute(
                "aria-label", f"The best plan without it: {words}"
            )
    vendors = part(page, "Vendors beside each other")
    (vendor,) = explained["vendors"]
    expect(vendors.get_by_role("heading", name=VENDOR)).to_be_visible()
    expect(vendors.locator(".vendor")).to_contain_text(
        f"{vendor['true_cost'] or vendor['outside']:,.2f} EUR/h"
    )
    vendors.get_by_text("As a table").click()
    expect(vendors.locator("table")).to_contain_text(OFFER)
    assert page.locator("#main img").count() == 0
    prices = part(page, "What one more hour costs")
    expect(prices.get_by_role("img")).to_have_count(2)
    expect(prices.locator("table").last).to_contain_text("phone")
    expect(part(page, "What looser limits would save")).to_be_visible()


def test_who_sees_no_pay_is_told_no_sum_of_it_and_who_only_looks_asks_nothing(
    visit: Visit, plan: str, explained: Any
) -> None:
    page = visit(f"/plans/{plan}/why", tenant=TENANT, roles=(Role.VIEWER,), pay=False)
    cards = part(page, "The costliest actions").locator(".reason")
    expect(cards).to_have_count(len(explained["reasons"]))
    expect(page.get_by_text("is told to those who see pay")).to_be_visible()
    expect(page.get_by_text("Without it")).to_have_count(0)
    expect(part(page, "What one more hour costs")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("Explain|Look for|Ask"))).to_have_count(0)
    sums = {f"{each['dearer']['low']:,.0f}" for each in explained["reasons"] if each["dearer"]} - {"0"}
    text = page.locator("#main").inner_text()
    assert not [each for each in sums if each in text]


def test_a_remedy_that_is_applied_gives_a_plan(visit: Visit, desk: Desk, none: str) -> None:
    told = desk.explained(none, ["remedies"])
    page = visit(f"/plans/{none}/why", tenant=TENANT)
    conflicts = desk.get(f"/plans/{none}/check")["conflicts"]
    rows = part(page, "What stands in the way").locator("tbody tr")
    expect(rows).to_have_count(len(conflicts))
    expect(rows.first).to_contain_text(conflicts[0]["text"])
    remedies = part(page, "What would make a plan possible")
    there = [each for each in told["remedies"] if each["edits"]]
    expect(remedies.locator(".remedy")).to_have_count(len(there))
    expect(remedies.locator(".remedy").first).to_contain_text(f"{there[0]['cost']['high']:,.0f}")
    axe(page)
    shot(page, "why-no-plan")
    remedies.get_by_role("button", name="Apply and plan again").first.click()
    page.wait_for_url(re.compile(r"/plans/plan_(?!" + none[5:] + ")"))
    made = page.url.rpartition("/")[2]
    ended = desk.ended(f"/plans/{made}")
    assert ended["outcome"] in ("optimal", "feasible")
    assert (ended["beside"]["of"], ended["beside"]["relation"]) == (none, "variant")
    assert ended["cost"] == pytest.approx(there[0]["cost"]["high"], rel=0.01)
    assert desk.get(f"/plans/{made}/check")["check"] == "passed"


def test_other_plans_are_opened_as_plans(visit: Visit, desk: Desk, plan: str) -> None:
    desk.post(f"/plans/{plan}:alternatives", {"slack": 0.5, "characters": ["most in-house"], "seconds": 30.0})
    found = desk.ended(f"/plans/{plan}/alternatives")["alternatives"]
    page = visit(f"/plans/{plan}/why", tenant=TENANT)
    others = part(page, "Other plans at about the same cost")
    (line,) = [each for each in found if each["id"]]
    expect(others.locator(".other")).to_contain_text(line["trades"][0] if line["trades"] else "Open the plan")
    others.get_by_role("link", name="Open the plan").click()
    expect(page).to_have_url(re.compile(line["id"]))


@pytest.mark.parametrize(("width", "dark"), OTHER_LOOKS)
def test_why_is_accessible_and_fits_wide_and_narrow_light_and_dark(
    visit: Visit, plan: str, explained: Any, width: int, dark: bool
) -> None:
    page = visit(f"/plans/{plan}/why", tenant=TENANT, width=width, dark=dark)
    expect(part(page, "The costliest actions").locator(".reason")).to_have_count(len(explained["reasons"]))
    accessible(page, f"why-{look(width, dark)}")
