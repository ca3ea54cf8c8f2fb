"""What a screen is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from api.web.steps import Way

Build = Callable[..., Awaitable[Any]]
"""`async def build(visit: Visit, …)`: the parameters of the path follow by name, as text."""


def always(way: Way) -> bool:
    """Whatever one is at work on."""
    del way
    return True


@dataclass(frozen=True)
class Screen:
    """A screen: the step it belongs to, its path, its heading, what builds it, and when it is the one.

    Of several with one path the first whose `when` says yes is shown.
    """

    step: str
    path: str
    title: str
    build: Build
    when: Callable[[Way], bool] = always
