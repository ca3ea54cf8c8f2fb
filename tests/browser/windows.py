"""Browser windows that are used again: whoever comes next finds the scripts loaded, and nobody signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext

from tests.browser.serving import Service

WIDE, NARROW = 1440, 390  # pixels
HEIGHTS = {WIDE: 900, NARROW: 844}
Kind = tuple[str, int, bool]
"""Of whom, how wide, dark."""


@dataclass
class Windows:
    """Contexts of one browser, by what they look at and how."""

    browser: Browser
    _free: dict[Kind, list[BrowserContext]] = field(default_factory=dict)

    @contextmanager
    def one(self, service: Service, width: int, *, dark: bool, kept: bool) -> Iterator[BrowserContext]:
        """A context in which nothing is open and nobody signed in; `kept`: for whoever comes next."""
        free = self._free.setdefault((service.url, width, dark), [])
        context = free.pop() if free else self._new(service, width, dark)
        closed: list[BrowserContext] = []
        context.once("close", lambda each: closed.append(each))
        yield context
        if closed:
            return
        if kept:
            _emptied(context)
            free.append(context)
        else:
            context.close()

    def _new(self, service: Service, width: int, dark: bool) -> BrowserContext:
        return self.browser.new_context(
            base_url=service.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )


def _emptied(context: BrowserContext) -> None:
    """What somebody left in it goes: pages, cookies, permissions, what a page kept."""
    for page in context.pages:
        page.close()
    last = context.new_page()
    last.goto("/healthz")
    last.evaluate("localStorage.clear()")
    last.close()
    context.clear_cookies()
    context.clear_permissions()
