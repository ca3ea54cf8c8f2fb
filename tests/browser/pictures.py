"""`python -m tests.browser.pictures`: the README's two pictures of the page, taken anew into docs/.

They show the demo as it opens with one click: its documents at work, and its plan.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.benchmarks.page.windows import PATIENCE, chromium
from tests.browser.conftest import ready
from tests.browser.serving import serving

PLACE = Path("docs")
SIZE = {"width": 1280, "height": 800}
GAP = "0.3"  # percent


def main() -> None:
    """Serves the demo, walks to its plan, takes the pictures."""
    with (
        tempfile.TemporaryDirectory(prefix="staffmix-") as folder,
        serving(Path(folder), "--demo") as demo,
        chromium() as browser,
    ):
        page = browser.new_context(viewport=SIZE).new_page()
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.goto(demo.demo_link)
        ready(page)
        _documents(page)
        _plan(page)


def _documents(page: Page) -> None:
    page.get_by_role("button", name="Open the example").click()
    page.wait_for_url("**/documents/**")
    ready(page)
    expect(page.locator(".ag-cell").first).to_be_visible()
    _taken(page, "page-documents")


def _plan(page: Page) -> None:
    page.get_by_label("Good enough").fill(GAP)
    page.get_by_role("button", name="Find the cheapest plan").click()
    expect(page.locator("h1")).to_have_text("Plan")
    ready(page)
    expect(page.locator(".instead")).to_be_visible()
    _taken(page, "page-plan")


def _taken(page: Page, name: str) -> None:
    page.wait_for_timeout(1000)  # charts are drawn in steps
    page.screenshot(path=PLACE / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
