"""The door of the page: who gets in, what another site may not, what the browser is allowed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Page, expect

from api.store.keys import Role
from tests.browser.conftest import Visit, ready
from tests.browser.serving import Service, serving
from tests.browser.watching import Watch, axe

EVIL = "https://evil.example"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
SOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport="


@pytest.fixture
def asked(service: Service) -> Iterator[httpx2.Client]:
    """Requests as a browser with the cookie would send them, without following where they lead."""
    cookies = {"staffmix_key": service.key(Role.PLANNER)}
    with httpx2.Client(base_url=service.url, cookies=cookies, timeout=60) as found:
        yield found


def bearer(asked: httpx2.Client) -> dict[str, str]:
    return {"Authorization": f"Bearer {asked.cookies['staffmix_key']}"}


def test_one_signs_in_with_a_key_goes_where_one_wanted_to_and_signs_out(
    visit: Visit, service: Service
) -> None:
    page = visit("/plans", roles=None)
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Fplans$"))
    assert page.title() == "Sign in · Staffmix"
    page.keyboard.type(service.key(Role.VIEWER, name="Vera"))  # the field has the focus
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.url}/plans")
    ready(page)
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("staffmix_key", True, "Strict")
    assert cookie["expires"] == -1  # it ends with the browser
    page.get_by_text("Vera", exact=True).click()
    expect(page.get_by_text("May act as viewer.")).to_be_visible()
    expect(page.get_by_text("Does not see pay.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{service.url}/sign-in")
    assert page.context.cookies() == []
    page.goto("/plans")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_a_wrong_key_is_told_and_where_one_wanted_to_go_is_kept(visit: Visit, watch: Watch) -> None:
    watch.expected = ("401",)
    page = visit("/plans", roles=None)
    page.get_by_label("Your key").fill("smx_wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This key opens nothing")
    expect(page.get_by_label("Your key")).to_have_attribute("aria-invalid", "true")
    assert page.locator("input[name=next]").input_value() == "/plans"
    axe(page)


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"]
)
def test_signing_in_leads_nowhere_else(asked: httpx2.Client, service: Service, away: str) -> None:
    answer = asked.post("/sign-in", data={"key": service.key(Role.VIEWER), "next": away})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_revoked_key_leads_to_signing_in(asked: httpx2.Client) -> None:
    asked.cookies.set("staffmix_key", "smx_gone")
    answer = asked.get("/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert 'staffmix_key=""' in answer.headers["set-cookie"]


@pytest.mark.parametrize("headers", [{"Origin": EVIL}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_forms_and_sockets_of_another_site_are_refused(
    asked: httpx2.Client, service: Service, headers: dict[str, str]
) -> None:
    form = {"key": service.key(Role.VIEWER)}
    assert asked.post("/sign-in", data=form, headers=headers).status_code == 403
    assert asked.post("/sign-out", headers=headers).status_code == 403
    assert asked.get(f"{SOCKET}polling", headers=headers).status_code == 403
    assert asked.get(f"{SOCKET}websocket", headers={**headers, **HANDSHAKE}).status_code == 403
    assert asked.post("/_nicegui/client/x/upload/1", headers=headers).status_code == 403


def test_our_own_forms_and_sockets_are_let_in_and_sockets_need_a_key(
    asked: httpx2.Client, service: Service
) -> None:
    ours = {"Origin": service.url}
    assert asked.get(f"{SOCKET}polling", headers=ours).status_code == 200
    assert asked.get(f"{SOCKET}websocket", headers={**ours, **HANDSHAKE}).status_code == 101
    asked.cookies.clear()
    assert asked.get(f"{SOCKET}polling", headers=ours).status_code == 403
    assert asked.get(f"{SOCKET}websocket", headers={**ours, **HANDSHAKE}).status_code == 403


def test_the_policy_names_no_other_host_and_lets_no_unknown_script_run(asked: httpx2.Client) -> None:
    answer = asked.get("/")
    policy = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert "unsafe-inline" not in str(policy)
    assert not re.search(r"https?:|wss?:|\*", str(policy))
    (nonce,) = re.findall(r"'nonce-([^']+)'", policy["script-src"])
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", answer.text):
        assert f'nonce="{nonce}"' in tag or "src=" in tag
    again = asked.get("/").headers["content-security-policy"]
    assert nonce not in again
    assert answer.headers["referrer-policy"] == "same-origin"
    assert asked.get("/v1/me").headers["content-security-policy"] == "frame-ancestors 'none'"


def test_a_script_that_somebody_slips_in_does_not_run(page: Page, watch: Watch) -> None:
    watch.expected = ("Content Security Policy",)
    page.evaluate(
        """() => {
        const script = document.createElement('script');
        script.textContent = 'window.slipped = true';
        document.body.append(script);
        const place = document.createElement('div');
        document.body.append(place);
        place.innerHTML = '<img src="data:," onerror="window.slipped = true">';
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.slipped === undefined")


def test_the_api_stays_as_it_is_beside_the_page(asked: httpx2.Client) -> None:
    asked.cookies.clear()
    browsing = {"Accept": "text/html,*/*"}
    assert asked.get("/healthz", headers=browsing).text == "ok"
    for method, path, status in (("GET", "/v1/nothing", 404), ("PUT", "/v1/me", 405), ("GET", "/v1/me", 401)):
        answer = asked.request(method, path, headers=browsing)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert asked.get("/nothing").headers["content-type"] == "application/problem+json"
    assert asked.get("/nothing", headers=browsing).headers["content-type"].startswith("text/html")
    assert "/plans" not in asked.get("/openapi.json").json()["paths"]


def test_files_come_by_a_plain_link_with_the_key_of_the_cookie(asked: httpx2.Client) -> None:
    answer = asked.get("/take/examples/six-month-surge")
    assert answer.headers["content-disposition"] == 'attachment; filename="six-month-surge"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.json() == asked.get("/v1/examples/six-month-surge", headers=bearer(asked)).json()
    missing = asked.get("/take/plans/plan_none/workbook")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    assert asked.post("/take/plans", json={}).status_code == 405
    asked.cookies.clear()
    assert asked.get("/take/examples").headers["location"] == "/sign-in?next=%2Ftake%2Fexamples"


def test_the_demo_opens_with_one_click_once(tmp_path: Path, visit: Visit, watch: Watch) -> None:
    watch.expected = ("410",)
    with serving(tmp_path, "--demo", "--workers", "0") as demo:
        page = visit(demo.demo_link.removeprefix(demo.url), roles=None, at=demo)
        ready(page)
        assert page.url == f"{demo.url}/"
        expect(page.locator(".who")).to_contain_text("sandbox")
        other = visit(demo.demo_link.removeprefix(demo.url), roles=None, at=demo)
        expect(other.get_by_role("heading")).to_have_text("This link was used")
        assert other.context.cookies() == []
        for window in (page, other):
            window.context.close()


def test_who_only_calls_the_api_does_not_pay_for_the_page() -> None:
    code = "import sys, api.app; api.app.create_app(); assert 'nicegui' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
