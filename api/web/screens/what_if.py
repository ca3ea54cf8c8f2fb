"""What if: a plan with other numbers, and plans beside each other."""

from __future__ import annotations

from api.web.screens.screen import Screen
from api.web.visit import Visit
from api.web.what_if.page import WhatIf


async def build(visit: Visit, plan: str) -> None:
    """Changes, what was tried, and what came of it."""
    await WhatIf(visit, plan).begin()


SCREEN = Screen("what-if", "/what-if/{plan}", "What if", build)
