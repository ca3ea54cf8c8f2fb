"""A real Chromium before a real service.

A test takes `page` (signed in, may do everything) or `visit` (another person, width or look), and fails on
any error in the console, any fault of a script and any request to another host.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from api.store.keys import Role
from tests.browser.planned import Desk
from tests.browser.serving import Service, serving
from tests.browser.watching import Watch
from tests.browser.windows import NARROW as NARROW
from tests.browser.windows import WIDE, Windows

EVERYTHING = tuple(Role)
expect.set_options(timeout=20_000)  # milliseconds
# the first has no window, no menus and half the work for the processor
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
REQUIRED = os.environ.get("STAFFMIX_BROWSER") == "required"


@dataclass
class Visit:
    """Opens windows; each person has cookies of their own."""

    windows: Windows
    service: Service
    watch: Watch
    opened: ExitStack

    def __call__(
        self,
        path: str = "/",
        *,
        roles: tuple[Role, ...] | None = EVERYTHING,
        pay: bool = True,
        tenant: str = "ours",
        secret: str | None = None,
        width: int = WIDE,
        dark: bool = False,
        at: Service | None = None,
    ) -> Page:
        """A page; signed in unless `roles` is None. `at`: of another service."""
        place = at or self.service
        if secret is None and roles is not None:
            secret = place.key(*roles, tenant=tenant, pay=pay)
        self.watch.host = urlsplit(place.url).netloc
        context = self.opened.enter_context(self.windows.one(place, width, dark=dark, kept=at is None))
        self.opened.enter_context(self.watch.over(context))
        if secret is not None:
            sign_in(context, place, secret)
        page = context.new_page()
        page.goto(path)
        if secret is not None:
            ready(page)
        return page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it tests are skipped, unless STAFFMIX_BROWSER=required."""
    place = next(filter(None, map(shutil.which, BROWSERS)), None)
    if place is None:
        reason = f"there is no Chromium: apt-get install --no-install-recommends {BROWSERS[0]}"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=place, args=arguments)
        yield found
        found.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The browser's windows: tests take them one after the other."""
    return Windows(browser)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One for all tests that only need it to run: each takes a tenant or documents of its own."""
    with serving(tmp_path_factory.mktemp("page")) as found:
        yield found


@pytest.fixture(scope="module")
def desk(service: Service, request: pytest.FixtureRequest) -> Desk:
    """A planner with pay, of the module's own `TENANT`."""
    return Desk(service, service.key(*EVERYTHING, tenant=request.module.TENANT, pay=True))


@pytest.fixture(scope="module")
def plan(desk: Desk, request: pytest.FixtureRequest) -> str:
    """The plan that the module has `ASKED` for, which has ended."""
    return desk.plan(request.module.ASKED)


@pytest.fixture
def watch(service: Service) -> Iterator[Watch]:
    """What goes wrong in the windows of a test; looked at when it ends."""
    found = Watch(urlsplit(service.url).netloc)
    yield found
    assert not found.wrong, "\n".join(found.wrong)


@pytest.fixture
def visit(windows: Windows, service: Service, watch: Watch) -> Iterator[Visit]:
    """Opens windows, which are given back when the test ends."""
    with ExitStack() as opened:
        yield Visit(windows, service, watch, opened)


@pytest.fixture
def page(visit: Visit) -> Page:
    """The start, signed in with a key that may do everything."""
    return visit()


def sign_in(context: BrowserContext, service: Service, secret: str) -> None:
    """Gives a browser the cookie, by the form's own request."""
    answer = context.request.post(
        f"{service.url}/sign-in", form={"key": secret}, headers={"Origin": service.url}, max_redirects=0
    )
    assert answer.status == 303, answer.text()


def ready(page: Page) -> None:
    """Waits until the page is drawn and its socket is open: from then on it answers."""
    page.wait_for_selector("h1")
    page.wait_for_function("window.did_handshake === true")
