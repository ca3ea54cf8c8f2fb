"""Run: a search followed to its end in the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import fixtures
from api.schemas.progress import SearchProgress
from api.store.keys import Role
from api.web.plan.asked import nth
from api.web.plan.closing_in import gap_options, options
from api.web.plan.in_view import cut, in_view
from api.web.plan.search import NOBODY, above, summed_up, until, where
from tests.browser.conftest import NARROW, Visit, ready
from tests.browser.looks import accessible
from tests.browser.planned import Desk
from tests.browser.serving import serving
from tests.browser.watching import Watch, axe, shot

TENANT = "runs"
PATIENCE = 60_000  # milliseconds
WHOLE = 1e-6  # the engine's tolerance of whole numbers


def surge(**effort: Any) -> dict[str, Any]:
    """The six-month surge, to be solved to the end."""
    problem = json.loads(fixtures.load("six-month-surge").model_dump_json(by_alias=True))
    problem.pop("format")
    return {"series": "surge", **problem, "effort": {"time_limit": 90.0, "gap": 0.0, **effort}}


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """Somebody who asks for plans; those that are still searched for afterwards are stopped."""
    yield desk
    for plan in desk.get("/plans", state=["queued", "running"])["plans"]:
        desk.send("POST", f"/plans/{plan['id']}:stop")


def asked(desk: Desk, **effort: Any) -> str:
    plan: str = desk.post("/plans", surge(**effort))["id"]
    return plan


def shares(page: Page) -> list[float]:
    """The gap as it is shown, in percent; nothing while there is none."""
    text = page.locator(".of-gap .figure").inner_text()
    return [float(each) for each in re.findall(r"[\d.]+", text)]


def test_the_gap_falls_before_ones_eyes_and_stop_keeps_the_best(visit: Visit, desk: Desk) -> None:
    plan, behind = asked(desk, seed=7), asked(desk, seed=8)
    page = visit(f"/plans/{plan}", secret=desk.secret)
    viewer = visit(f"/plans/{plan}", roles=(Role.VIEWER,), pay=False, tenant=TENANT)
    expect(viewer.locator(".of-elapsed .figure")).to_contain_text("of 90 s at most")
    expect(viewer.get_by_role("button", name="Stop")).to_have_count(0)  # who may not stop only watches
    viewer.context.close()
    other = visit(f"/plans/{behind}", secret=desk.secret, width=NARROW, dark=True)
    expect(other.locator(".headline")).to_have_text("Waiting: 1 plan is before this one.", timeout=PATIENCE)
    expect(other.locator(".eyebrow")).to_contain_text("Waiting")
    expect(other.locator(".eyebrow")).to_contain_text("the 2nd plan of this series")
    accessible(other, "run-waiting-390-dark")
    expect(page.locator(".eyebrow")).to_contain_text("Searching")
    expect(page.locator(".hero")).to_contain_text(re.compile("Asked for by someone on .* searched for since"))
    page.wait_for_function(
        "/\\d/.test(document.querySelector('.of-gap .figure').textContent)", timeout=PATIENCE
    )
    first = shares(page)[0]
    page.wait_for_function(
        "first => parseFloat(document.querySelector('.of-gap .figure').textContent.match(/[\\d.]+/)) < first",
        arg=first,
        timeout=PATIENCE,
    )
    page.reload()  # what was seen before is still there
    ready(page)
    assert shares(page)[0] <= first
    page.locator("figure.chart summary").first.click()
    points = desk.get(f"/plans/{plan}/progress")["points"]
    assert page.locator("figure.chart").first.locator("tbody tr").count() >= min(3, len(points) - 1)
    axe(page)
    shot(page, "run-1440-light")
    seen = desk.state(plan)["cost"]
    page.get_by_role("button", name="Stop and keep the best").press("Enter")
    expect(page.locator(".chapter").first).to_be_visible(timeout=PATIENCE)  # by itself
    state = desk.state(plan)
    assert (state["state"], state["stop_reason"]) == ("finished", "stopped")
    assert state["cost"] <= seen * (1 + WHOLE)  # while it searches, heads are whole only to the engine
    expect(other.locator(".headline")).not_to_contain_text("Waiting", timeout=PATIENCE)


@pytest.mark.slow
def test_a_run_goes_on_when_the_server_begins_again(tmp_path: Path, visit: Visit, watch: Watch) -> None:
    watch.expected = ("ERR_CONNECTION_REFUSED",)  # while it is away
    with serving(tmp_path) as other:
        desk = Desk(other, other.key(*Role, tenant=TENANT, pay=True))
        plan = asked(desk, time_limit=20.0)
        page = visit(f"/plans/{plan}", secret=desk.secret, at=other)
        expect(page.locator(".of-cost .figure")).to_contain_text("EUR", timeout=PATIENCE)
        with page.expect_event("load", timeout=PATIENCE):  # the page finds its way back by itself
            other.end()
            other.start()
        expect(page.locator(".chapter").first).to_be_visible(timeout=2 * PATIENCE)
        assert desk.state(plan)["outcome"] in ("feasible", "optimal")
        page.context.close()


def progress(**changes: Any) -> SearchProgress:
    values = {
        "plan": "plan_1", "state": "running", "stopping": False, "currency": "EUR", "cost": 120.0,
        "bound": 100.0, "gap": 0.1667, "started": None, "elapsed": 12.3, "time_limit": 60.0,
        "points": [
            {"seconds": 1.0, "cost": 150.0, "bound": None},
            {"seconds": 2.0, "cost": 120.0, "bound": 100.0},
        ],
        "ahead": 0, "workers": 1,
    }  # fmt: skip
    return SearchProgress.model_validate(values | changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "queued", "workers": 0}, NOBODY),
        ({"state": "queued"}, "Waiting for a worker, which takes it up within seconds."),
        ({"state": "queued", "ahead": 2}, "Waiting: 2 plans are before this one."),
        ({"stopping": True}, "Stopping: the best plan so far is being checked."),
        ({"cost": None, "points": []}, "Looking for a first plan."),
    ],
)
def test_where_a_search_is_is_said_plainly(changes: dict[str, Any], said: str) -> None:
    assert where(progress(**changes)) == said


def test_what_is_read_aloud_sums_up() -> None:
    assert above(progress()) == pytest.approx(0.2)  # 120 is 20 % above 100
    said = "Best plan 120 EUR, at most 20.0 % above the cheapest possible, after 12 s."
    assert summed_up(progress(), "EUR") == said
    assert until(0.0).endswith("proven cheapest")
    assert until(0.003) == "ends by itself at most 0.3 % above the cheapest"


def test_first_plans_that_are_far_too_dear_lie_outside_the_picture_and_it_says_so() -> None:
    near = progress(
        cost=100.2,
        points=[
            {"seconds": 1.0, "cost": 150.0, "bound": 40.0},
            {"seconds": 2.0, "cost": 100.5, "bound": 100.0},
            {"seconds": 3.0, "cost": 100.2, "bound": 100.0},
        ],
    )
    # 0.2 between the two: four times that is 0.8, and the next of 1, 2, 5 is 1, above and below the bound;
    # what is shown goes from 100 to 100.5, and one is left free on either side
    assert in_view(near) == {"min": 99.0, "max": 102.0}
    assert cut(near) == (
        "The picture ends at 102 EUR: plans of the first 2.0 s were dearer, the first one 150 EUR. "
        "It begins at 99 EUR: bounds of the beginning were lower."
    )
    assert cut(progress()) == ""  # 20 % apart: all of it is shown
    assert in_view(progress(points=[])) == {"min": 0, "max": 1}


@pytest.mark.parametrize(
    ("place", "said"), [(1, "1st"), (2, "2nd"), (11, "11th"), (23, "23rd"), (112, "112th")]
)
def test_which_plan_of_a_series_is_said(place: int, said: str) -> None:
    assert nth(place) == said


def test_pictures_draw_each_point_and_go_on_to_now() -> None:
    lines = {each["name"]: each["data"] for each in options(progress())["series"]}
    assert lines["best plan"] == [[1.0, 150.0], [2.0, 120.0], [12.3, 120.0]]
    assert lines["bound"] == [[2.0, 100.0], [12.3, 100.0]]
    assert lines["between"] == [[2.0, 20.0], [12.3, 20.0]]
    assert gap_options(progress())["series"][0]["data"] == [[2.0, 0.2], [12.3, 0.2]]
    assert options(progress(points=[], cost=None, bound=None))["series"][2]["data"] == []
