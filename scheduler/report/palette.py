"""One colour and one pattern for each supplier, everywhere: told apart without colour vision too.

Colours are those of Okabe and Ito (jfly.uni-koeln.de/color), which people with any kind of colour
blindness can tell apart; patterns tell them apart in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.report.capacity import OVERTIME, OWN, SHORT


@dataclass(frozen=True)
class Style:
    """A colour, matplotlib's hatch and the workbook's pattern (empty: plain).

    Hatches are lines only: dots and rings make pictures a hundred times as large.
    """

    colour: str
    hatch: str = ""
    pattern: str = ""


CASH_OWN = Style("#0072B2")
PENALTY = Style("#D55E00", "xxx", "dark_upward_diagonal")
CONTRACTOR = Style("#E69F00", "\\\\\\", "wide_downward_diagonal")
PARTS = {
    "quoted rate or pay": Style("#4C72B0"),
    "paid hours that deliver nothing": Style("#C44E52", "///"),
    "onboarding and exit": Style("#DD8452", "||"),
    "overheads": Style("#937860", "\\\\\\"),
    "supervision by own people": Style("#8172B3", "++"),
    "vendor and unused commitment": Style("#DA8BC3", "xx"),
    "on-cost, overheads, hiring, overtime": Style("#55A868", "--"),
}
LINES = {
    "billed hour": Style(PARTS["quoted rate or pay"].colour),
    "shrinkage": Style("#C44E52", "///", "wide_upward_diagonal"),
    "time not ours": Style("#CCB974", "\\\\\\", "wide_downward_diagonal"),
    "ramp": Style("#55A868", "--", "dark_downward_diagonal"),
    "hours not used": Style("#64B5CD", "||", "dark_horizontal"),
    "rework": Style("#E377C2", "xx", "dark_upward_diagonal"),
    "efficiency": Style("#8FA31E", "++", "dashed_upward_diagonal"),
    "onboarding and exit": Style(PARTS["onboarding and exit"].colour, "||", "light_downward_diagonal"),
    "overheads": Style(PARTS["overheads"].colour, "\\\\\\", "dashed_downward_diagonal"),
    "vendor and unused commitment": Style(
        PARTS["vendor and unused commitment"].colour, "xx", "light_upward_diagonal"
    ),
    "supervision by own people": Style(PARTS["supervision by own people"].colour, "++", "weave"),
}
"""What a productive hour of an offer is made of, in the order it is drawn."""
NEUTRAL = Style("#8A8F98")
_FIXED = {
    OWN: CASH_OWN,
    OVERTIME: Style("#56B4E9", "///", "wide_upward_diagonal"),
    SHORT: PENALTY,
}
_VENDORS = (
    Style("#E69F00", "\\\\\\", "wide_downward_diagonal"),
    Style("#009E73", "xx", "wide_upward_diagonal"),
    Style("#CC79A7", "++", "light_downward_diagonal"),
    Style("#F0E442", "||", "dark_downward_diagonal"),
    Style("#7A5195", "--", "light_upward_diagonal"),
    Style("#8C564B", "////", "dashed_upward_diagonal"),
)


class Palette:
    """Styles by name: own, overtime, short, and the vendors told apart, in the order of the rate card."""

    def __init__(self, vendors: Sequence[str]) -> None:
        self._styles = dict(zip(vendors, _VENDORS))

    def style(self, name: str) -> Style:
        """The style of a class of supply or a vendor; grey for anybody else."""
        return _FIXED.get(name) or self._styles.get(name, NEUTRAL)
