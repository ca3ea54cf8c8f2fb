"""A browser window that remembers what went wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, TimeoutError, WebError

SHOTS = Path(__file__).parent / "shots"
OWN = ("data", "blob", "about")
SEVERE = ("serious", "critical")
WIDE_AS = "document.documentElement.scrollWidth"


@dataclass
class Watch:
    """What a test must not see: errors in the console, faults of scripts, requests to other hosts.

    `expected`: parts of console messages that a test provokes on purpose.
    """

    host: str
    wrong: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    @contextmanager
    def over(self, context: BrowserContext) -> Iterator[None]:
        """All windows of a context are watched, for a while."""
        told = {"console": self._console, "weberror": self._fault, "request": self._request}
        for event, heard in told.items():
            context.on(event, heard)  # type: ignore[call-overload]
        yield
        for event, heard in told.items():
            context.remove_listener(event, heard)

    def _fault(self, error: WebError) -> None:
        self.wrong.append(f"fault: {error.error}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(part in message.text for part in self.expected):
            self.wrong.append(f"console: {message.text} {message.location.get('url', '')}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN and parts.netloc != self.host:
            self.wrong.append(f"request to another host: {request.url}")


def shot(page: Page, name: str) -> Path:
    """A picture of the whole page, for people to look at: `tests/browser/shots/<name>.png`."""
    SHOTS.mkdir(exist_ok=True)
    place = SHOTS / f"{name}.png"
    page.screenshot(path=place, full_page=True, animations="disabled")
    return place


def axe(page: Page) -> None:
    """Fails on anything serious or critical that axe finds; says where."""
    page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    # without preload: it would read the page's styles into documents of its own, which the policy forbids
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    bad = [
        f"{rule['id']} ({rule['impact']}): {node['html']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        if rule["impact"] in SEVERE
        for node in rule["nodes"]
    ]
    assert not bad, "\n".join(bad)


def no_sideways(page: Page) -> None:
    """The page is no wider than the window, once a window that was made narrower has been laid out."""
    try:
        page.wait_for_function(f"{WIDE_AS} <= window.innerWidth")
    except TimeoutError:
        wide, window = page.evaluate(f"[{WIDE_AS}, window.innerWidth]")
        raise AssertionError(f"{wide} px in a window of {window}") from None
