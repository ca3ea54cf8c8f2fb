"""From a matplotlib figure to SVG that can stand inside a page: themed, unique ids, no references out."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scheduler.report.palette import Style

INK, FAINT, BAND = "#010203", "#040506", "#070809"  # stand for the page's own colours
VARIABLES = {INK: "var(--ink)", FAINT: "var(--line)", BAND: "var(--band)"}
WIDTH = 9.6  # inches; pages scale pictures to their own width
SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "staffmix",
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": FAINT,
    "hatch.linewidth": 0.6,
    "axes.axisbelow": True,
}
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def draw(height: float, paint: Callable[[Any], None], prefix: str, width: float = WIDTH) -> str:
    """Paints one pair of axes, `height` by `width` inches; ids begin with `prefix`."""
    with _settled():
        figure = Figure(figsize=(width, height))
        axes = figure.subplots()
        margins(axes, left=0.75, right=0.3, top=0.1, bottom=0.3)
        paint(axes)
        target = io.StringIO()
        figure.savefig(target, format="svg", transparent=True, metadata=NO_METADATA)
    return _inline(target.getvalue(), prefix)


@contextmanager
def _settled() -> Iterator[None]:
    """Our settings; no word about fonts that lack a letter: the reader's own fonts are used."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    with mpl.rc_context(SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def fill(style: Style) -> dict[str, Any]:
    """Keywords for a patch: the colour, the pattern in white."""
    if not style.hatch:
        return {"facecolor": style.colour, "linewidth": 0}
    return {"facecolor": style.colour, "hatch": style.hatch, "edgecolor": "white", "linewidth": 0}


def margins(axes: Any, **inches: float) -> None:
    """Room around the axes, in inches; sides not named stay as they are."""
    width, height = axes.figure.get_size_inches()
    sides = {"left": width, "right": -width, "top": -height, "bottom": height}
    shares = {side: value / sides[side] for side, value in inches.items()}
    places = {side: share if share >= 0 else 1 + share for side, share in shares.items()}
    axes.figure.subplots_adjust(**places)


def label(axes: Any, text: str, x: Any, y: float, shift: int = 4, **look: Any) -> None:
    """Text beside a point: to its right, or to its left where `shift` is negative."""
    side = {"ha": "left" if shift > 0 else "right", "va": "center", "color": INK, **look}
    axes.annotate(text, (x, y), (shift, 0), textcoords="offset points", **side)


def rows(axes: Any, labels: list[str]) -> None:
    """One row a label, the first on top."""
    margins(axes, left=min(4.0, 0.25 + 0.085 * max(map(len, labels), default=0)))
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(max(1, len(labels)) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", linewidth=0.5, color=FAINT)
    axes.spines["left"].set_visible(False)


def _inline(svg: str, prefix: str) -> str:
    head, rest = svg[svg.index("<svg") :].split(">", 1)
    svg = re.sub(r' (width|height|version|xmlns|xmlns:xlink)="[^"]*"', "", head) + ">" + rest
    svg = svg.replace("xlink:href", "href")
    svg = re.sub(r'\bid="', f'id="{prefix}-', svg)
    svg = re.sub(r'href="#', f'href="#{prefix}-', svg)
    svg = re.sub(r"url\(#", f"url(#{prefix}-", svg)
    svg = re.sub(r"font-family: [^;\"]*", "font-family: var(--font)", svg)
    svg = re.sub(r"font: ((?:bold |italic )?)([\d.]+px) [^;\"]*", r"font: \1\2 var(--font)", svg)
    for stand_in, variable in VARIABLES.items():
        svg = svg.replace(stand_in, variable)
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.S)
    return re.sub(r"\s*\n\s*", "\n", svg).strip()


def swatch(style: Style, prefix: str) -> str:
    """A small sample of a style for a legend."""
    with _settled():
        picture = Figure(figsize=(0.31, 0.18))
        picture.add_artist(Rectangle((0, 0), 1, 1, transform=picture.transFigure, **fill(style)))
        target = io.StringIO()
        picture.savefig(target, format="svg", transparent=True, metadata=NO_METADATA)
    return _inline(target.getvalue(), prefix).replace("<svg", '<svg aria-hidden="true"', 1)
