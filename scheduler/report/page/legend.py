"""One legend for all pictures of supply: colour and pattern of every class."""

from __future__ import annotations

from scheduler.report.capacity import OVERTIME, OWN, SHORT
from scheduler.report.page.markup import text
from scheduler.report.pictures.canvas import swatch
from scheduler.report.summary import Summary

WORDS = {OWN: "own people", OVERTIME: "overtime", SHORT: "short"}


def legend(summary: Summary) -> str:
    """Classes that supply anything, then what is short, then the line of demand."""
    every, palette = summary.every, summary.palette
    names = [name for name, hours in every.supply.items() if hours.any()]
    names += [SHORT] if every.short.any() else []
    items = [
        f"<li>{swatch(palette.style(name), f'swatch{place}')}{text(WORDS.get(name, name))}</li>"
        for place, name in enumerate(names)
    ]
    path = '<path d="M0 7H22" stroke="var(--ink)" stroke-width="2"/>'
    line = f'<svg viewBox="0 0 22 13" aria-hidden="true">{path}</svg>'
    return f'<ul class="legend">{"".join(items)}<li>{line}demand</li></ul>'
