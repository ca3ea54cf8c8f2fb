"""Puts the page together: one file, no request to anywhere, the same plan gives the same page."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from scheduler.report.guard import POLICY
from scheduler.report.page import parts
from scheduler.report.page.beside import against_earlier, other_plans
from scheduler.report.page.capacity import capacity
from scheduler.report.page.markup import text
from scheduler.report.page.style import STYLE
from scheduler.report.page.why import why
from scheduler.report.summary import Summary


def write_page(summary: Summary, path: Path) -> None:
    """Writes the HTML report. Raises OSError when the file cannot be written."""
    path.write_text(page(summary), encoding="utf-8")


def page(summary: Summary) -> str:
    """The whole page as text."""
    return framed(summary, "".join(part(summary) for part in PARTS))


class Titled(Protocol):
    """What has a headline."""

    @property
    def headline(self) -> str: ...


def framed(titled: Titled, body: str) -> str:
    """A page with this body and title."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(titled.headline)}</title><style>{STYLE}</style></head>\n"
        f"<body><main>{body}</main></body></html>\n"
    )


PARTS = (
    parts.top,
    parts.instead,
    parts.decisions,
    capacity,
    parts.timeline,
    parts.costs,
    parts.rates,
    why,
    other_plans,
    against_earlier,
    parts.unused,
    parts.check,
    parts.foot,
)
