"""The server dies in the middle of a run and comes back: neither the draft nor the run is lost."""

from __future__ import annotations

import json
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import expect

import fixtures
from api.settings import Settings
from api.store.keys import Role
from api.store.store import Store
from tests.api.dying import free_port, server, workers
from tests.browser.conftest import Visit
from tests.browser.files import cell
from tests.browser.planned import Desk
from tests.browser.serving import Service
from tests.browser.watching import Watch

SEARCH = 300.0  # seconds: it is stopped by hand
LATER = 120_000  # milliseconds
GONE = ("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "ERR_SOCKET", "WebSocket")


@pytest.mark.slow
def test_a_killed_server_comes_back_with_draft_and_run(visit: Visit, watch: Watch, tmp_path: Path) -> None:
    watch.expected = GONE
    settings = Settings(data=tmp_path, port=free_port(), page=True, rate_per_minute=0)
    Store(settings.store_url).migrate()
    service = Service(tmp_path, settings.port)
    secret = service.key(*Role, pay=True)
    with server(settings) as process, workers(settings, 1, hasty=False):
        desk, problem = (
            Desk(service, secret),
            json.loads(fixtures.load("six-month-surge").model_dump_json(by_alias=True)),
        )
        del problem["format"]
        desk.send("PUT", "/forecasts/surge", json=problem["forecast"])
        at_work = visit("/documents/forecast/surge", at=service, secret=secret)
        cell(at_work, 0, 4).click()
        at_work.keyboard.type("4321")
        at_work.keyboard.press("Enter")
        expect(at_work.locator(".draft-state")).to_contain_text("Draft saved")
        effort = {"time_limit": SEARCH, "gap": 0.0}
        plan = desk.post("/plans", {"series": "surge", **problem, "effort": effort})["id"]
        watching = visit(f"/plans/{plan}", at=service, secret=secret)
        expect(watching.locator(".of-cost .figure")).to_contain_text("EUR", timeout=LATER)
        process.kill()
        with pytest.raises(httpx2.TransportError):
            desk.state(plan)
        process.come_back()
        # both windows find the server again by themselves; the search goes on until it is stopped
        expect(watching.locator("h1")).to_have_text("Run", timeout=LATER)
        assert desk.state(plan)["state"] == "running"
        watching.get_by_role("button", name="Stop and keep the best").click(timeout=LATER)
        expect(watching.locator("h1")).to_have_text("Plan", timeout=LATER)
        expect(watching.locator(".headline")).not_to_be_empty()
        expect(cell(at_work, 0, 4)).to_have_text("4,321", timeout=LATER)
        expect(at_work.locator(".draft-state")).to_contain_text("Your draft, begun from version 1")
        assert desk.state(plan)["outcome"] in ("optimal", "feasible")
        assert desk.get("/forecasts/surge")["version"] == 1
        for window in (watching, at_work):
            window.context.close()
