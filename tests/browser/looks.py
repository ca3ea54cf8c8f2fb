"""How every screen is looked at: wide and narrow, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.watching import axe, no_sideways, shot
from tests.browser.windows import NARROW, WIDE

LOOKS = [
    (WIDE, False),
    (NARROW, True),
    pytest.param(WIDE, True, marks=pytest.mark.slow),
    pytest.param(NARROW, False, marks=pytest.mark.slow),
]
OTHER_LOOKS = LOOKS[1:]
"""Where another test has looked at the screen wide and light, on its way."""


def look(width: int, dark: bool) -> str:
    """The name of a look, for pictures."""
    return f"{width}-{'dark' if dark else 'light'}"


def accessible(page: Page, name: str) -> None:
    """axe finds nothing, the page is no wider than the window, and there is a picture under this name."""
    axe(page)
    no_sideways(page)
    shot(page, name)
