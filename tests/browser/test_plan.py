"""Plan: what the page shows is what the API says, to those who may see it."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from playwright.sync_api import Page, expect

from api.store import plans
from api.store.keys import Role
from api.store.plans import State, Wanted
from api.store.store import Store
from scheduler.words import number, sum_of
from tests.api.planned import TEAM, changed, impossible, question
from tests.browser.conftest import Visit
from tests.browser.looks import LOOKS, accessible, look
from tests.browser.planned import Desk
from tests.browser.serving import Service
from tests.browser.watching import axe, shot

TENANT = "plan-page"
EVIL = '<img src=x onerror="window.slipped = true">'
# a team whose name is markup
ASKED = json.loads(json.dumps(question()).replace(json.dumps(TEAM)[1:-1], json.dumps(EVIL)[1:-1]))
OWN_KINDS = ("salary", "on_cost", "pool_overhead", "hiring", "overtime", "release")


@pytest.fixture(scope="module")
def second(desk: Desk) -> str:
    """Another plan of the series, with more work."""
    return desk.plan(changed(more=1.2))


def cells(page: Page, place: str) -> list[list[str]]:
    """The rows of a table, also of one that is folded."""
    rows = page.locator(place).locator("tbody tr")
    return [[text.strip() for text in row.locator("th, td").all_text_contents()] for row in rows.all()]


def test_what_it_shows_is_what_the_api_says(visit: Visit, desk: Desk, plan: str) -> None:
    """All in one visit: headline, chart, decisions, costs, books."""
    page = visit(f"/plans/{plan}", secret=desk.secret)
    the_headline_is_the_apis_and_the_reports(page, desk, plan)
    decisions_and_costs_are_the_apis(page, desk, plan)
    the_chart_holds_the_apis_figures(page, desk, plan)
    books_are_the_apis(page, desk, plan)


def the_headline_is_the_apis_and_the_reports(page: Page, desk: Desk, plan: str) -> None:
    said = page.locator(".headline").inner_text()
    assert said == desk.get(f"/plans/{plan}/summary")["headline"]
    assert f"<h1>{said}</h1>" in unescape(desk.send("GET", f"/plans/{plan}/report").text)
    assert EVIL in said  # a name is text, whatever it looks like
    assert page.evaluate("window.slipped === undefined && !document.querySelector('img[src=x]')")


def the_chart_holds_the_apis_figures(page: Page, desk: Desk, plan: str) -> None:
    found = desk.get(f"/plans/{plan}/capacity", skill="phone")
    expect(page.locator("#capacity [role=status]")).to_have_text(found["text"])
    mark = int(page.locator("#capacity .chart-high").get_attribute("id")[1:])  # type: ignore[index]
    drawn = page.evaluate("id => getElement(id).options.series.map(each => [each.name, each.data])", mark)
    names = {"own people": "own"}
    supplied = {
        names.get(name, name): data for name, data in drawn if name not in ("surge", "demand", "short")
    }
    wanted = {each["name"]: each["hours"] for each in found["supply"] if max(each["hours"]) > 0.005}
    assert supplied == wanted
    assert dict(drawn)["demand"] == found["demand"]
    rows = cells(page, "#capacity figure")
    assert [row[-2] for row in rows] == [number(each) for each in found["demand"]]
    page.get_by_label("Skill", exact=True).select_option(label="All skills together")
    whole = desk.get(f"/plans/{plan}/capacity")
    expect(page.locator("#capacity [role=status]")).to_have_text(whole["text"])


def decisions_and_costs_are_the_apis(page: Page, desk: Desk, plan: str) -> None:
    found = desk.get(f"/plans/{plan}/summary")
    shown = page.locator("#decide tbody tr")
    assert shown.count() == len(found["decisions"])
    costs = [row.locator("td.number").last.inner_text() for row in shown.all()]
    assert costs == ["" if each["cost"] is None else sum_of(each["cost"]) for each in found["decisions"]]
    text = page.locator("#costs .waterfall").inner_text()
    for step in found["steps"]:
        assert step["name"] in text
        assert sum_of(step["amount"]) in text
    assert page.locator("#timeline .gantt-row").count() == len(found["timeline"])


def books_are_the_apis(page: Page, desk: Desk, plan: str) -> None:
    page.get_by_role("button", name="Show the books by period").click()
    heads = desk.get(f"/plans/{plan}/ledger")["pools"]
    expect(page.locator("#ledgers tbody tr")).to_have_count(len(heads))
    rows = {row[0]: [float(each.replace("·", "0")) for each in row[1:]] for row in cells(page, "#ledgers")}
    assert rows == {name: [round(each, 2) for each in pool["heads"]] for name, pool in heads.items()}
    page.get_by_label("Book", exact=True).select_option(label="Coverage")
    expect(page.locator("#ledgers tbody tr")).to_have_count(2)


def test_without_pay_no_in_house_money_is_on_the_page(visit: Visit, desk: Desk, plan: str) -> None:
    whole = desk.get(f"/plans/{plan}/costs")
    amounts = {row["total"] for row in whole["months"]["rows"] if row["kind"] in OWN_KINDS}
    amounts |= {
        amount for row in whole["months"]["rows"] if row["kind"] in OWN_KINDS for amount in row["amounts"]
    }
    actions = desk.get(f"/plans/{plan}/actions")["actions"]
    amounts |= {each["cost"] for each in actions if each["kind"] in ("hire", "release")}
    told = {sum_of(each) for each in amounts if each and abs(each) >= 100}
    assert len(told) > 10
    page = visit(f"/plans/{plan}", roles=(Role.VIEWER,), pay=False, tenant=TENANT)
    page.get_by_role("button", name="Show the books by period").click()
    expect(page.locator("#ledgers tbody tr").first).to_be_visible()
    text = page.evaluate("document.body.textContent") + page.content()
    for amount in told:
        assert not re.search(rf"(?<![\d,]){re.escape(amount)}(?![\d,])", text), amount
    expect(page.locator("#costs .waterfall")).to_contain_text(sum_of(whole["in_house"]))
    expect(page.get_by_role("button", name="Adopt this plan")).to_have_count(0)
    axe(page)


def test_a_plan_is_adopted_by_keyboard_after_being_asked(
    visit: Visit, desk: Desk, plan: str, second: str
) -> None:
    page = visit(f"/plans/{plan}", secret=desk.secret)
    adopt = page.get_by_role("button", name="Adopt this plan")
    adopt.press("Enter")
    expect(page.get_by_role("button", name="Yes, adopt it")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # not yet
    expect(adopt).to_be_focused()
    assert desk.state(plan)["adopted"] is None
    adopt.press("Enter")
    expect(page.get_by_role("button", name="Yes, adopt it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".eyebrow .badge")).to_have_text("Adopted")
    assert desk.state(plan)["adopted"] is not None
    page.goto(f"/plans/{second}")
    page.get_by_role("button", name="Compare with the adopted plan").click()
    told = desk.get(f"/plans/{plan}/difference/{second}")["sentences"]
    expect(page.locator(".against li").first).to_have_text(told[0])
    page.goto("/plans")
    page.get_by_label("Series", exact=True).select_option(label=question()["series"])
    row = page.locator("tbody tr", has_text="adopted")
    expect(row).to_have_count(1)
    expect(row.get_by_role("link")).to_have_attribute("href", f"/plans/{plan}")


def test_other_ways_are_worked_out_when_asked_for(visit: Visit, desk: Desk, second: str) -> None:
    page = visit(f"/plans/{second}", secret=desk.secret)
    page.get_by_role("button", name="Compare with other ways").click()
    expect(page.locator(".instead")).to_contain_text("no contractors", timeout=60_000)
    found = desk.get(f"/plans/{second}/comparisons")["ways"]
    assert page.locator(".instead dl > div").count() == len(found)
    shot(page, "plan-compared-1440-light")


def test_rules_in_conflict_are_named_with_the_way_to_remedies(visit: Visit, desk: Desk) -> None:
    none = desk.plan(impossible())
    page = visit(f"/plans/{none}", secret=desk.secret)
    expect(page.get_by_role("heading", name="No plan can keep all the rules")).to_be_visible()
    found = desk.get(f"/plans/{none}/check")["conflicts"]
    assert page.locator(".fault-list li").count() == len(found) > 0
    way = page.get_by_role("link", name="What would make a plan possible")
    expect(way).to_have_attribute("href", f"/plans/{none}/why")
    axe(page)
    shot(page, "plan-infeasible-1440-light")


def test_a_failed_run_says_what_went_wrong_and_what_to_do(visit: Visit, desk: Desk, service: Service) -> None:
    store = Store(service.settings.store_url)
    effort = {"time_limit": 9.0, "gap": 0.0, "seed": 0}
    with store.scope(TENANT) as scope:
        wanted = Wanted("failing", {"workforce": {"hash": "", "few": False}}, effort, None, "f", "{}")
        failed = plans.submit(scope, wanted, "me", None, "")[0]
        plans.begin(scope, failed, "worker")
        plans.fail(scope, failed, State.FAILED, {"code": "solver_crashed"})
        stopped = plans.submit(scope, wanted, "me", None, "")[0]
        plans.fail(scope, stopped, State.CANCELLED, None)
    store.close()
    page = visit(f"/plans/{failed}", secret=desk.secret)
    expect(page.locator(".no-plan")).to_contain_text("The solver broke down three times. Run it once more")
    axe(page)
    page.goto(f"/plans/{stopped}")
    expect(page.locator(".no-plan")).to_contain_text("Stopped before a plan was found")


def test_without_plans_the_list_says_what_to_do(visit: Visit) -> None:
    page = visit("/plans", tenant="nothing-yet")
    expect(page.get_by_role("heading", name="No plans yet")).to_be_visible()
    expect(page.get_by_role("link", name="To the start")).to_have_attribute("href", "/")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_it_is_accessible_wide_and_narrow_light_and_dark(
    visit: Visit, desk: Desk, plan: str, width: int, dark: bool
) -> None:
    page = visit(f"/plans/{plan}", secret=desk.secret, width=width, dark=dark)
    expect(page.locator("#check")).to_be_visible()
    assert page.locator("h1").count() == 1
    accessible(page, f"plan-{look(width, dark)}")
    page.goto("/plans")
    expect(page.locator("tbody tr").first).to_be_visible()
    accessible(page, f"plans-{look(width, dark)}")
