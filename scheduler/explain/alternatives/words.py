"""Characters and their figures in words."""

from __future__ import annotations

from scheduler.explain.alternatives.character import (
    FEWEST_CHANGES,
    FEWEST_VENDORS,
    LEAST_AFTER,
    LEAST_OVERTIME,
    MOST_IN_HOUSE,
)
from scheduler.words import counted, part, sum_of

LIKE_PLAN = "leaves no more undone"
NOUNS = {
    FEWEST_VENDORS: ("vendor", ""),
    MOST_IN_HOUSE: ("hour", "by contractors"),
    FEWEST_CHANGES: ("head", "hired, contracted, moved or let go"),
    LEAST_OVERTIME: ("hour", "of overtime"),
}
OTHERWISE = ("head", "otherwise than in the earlier plan")
BOUND_AFTER = "bound beyond the horizon"


def unit_of(character: str, currency: str, *, earlier: bool) -> str:
    """What the figure counts; `earlier`: changes are counted from an earlier plan."""
    if character == LEAST_AFTER:
        return f"{currency} {BOUND_AFTER}"
    noun, rest = _noun(character, earlier)
    return f"{noun}s {rest}".rstrip()


def figure_text(character: str, figure: float, currency: str, *, earlier: bool) -> str:
    """3 vendors; 17,479 hours by contractors; 12,300 EUR bound beyond the horizon."""
    if character == LEAST_AFTER:
        return f"{sum_of(figure)} {currency} {BOUND_AFTER}"
    return counted(figure, *_noun(character, earlier))


def nothing_text(character: str) -> str:
    """no vendors; no hours of overtime."""
    return {
        LEAST_AFTER: f"nothing {BOUND_AFTER}",
        FEWEST_CHANGES: "nothing to change",
    }.get(character) or f"no {unit_of(character, '', earlier=False)}"


def dearer_text(dearer: float, before: float) -> str:
    """for 86,013 more (1.9 %); for 1,200 less (0.1 %), as the plan was not searched to the end."""
    if abs(dearer) < 0.005:
        return "at the same cost"
    share = f" ({part(dearer, before)})" if before else ""
    return f"for {sum_of(abs(dearer))} {'more' if dearer > 0 else 'less'}{share}"


def _noun(character: str, earlier: bool) -> tuple[str, str]:
    """What is counted, and the words after it."""
    return OTHERWISE if character == FEWEST_CHANGES and earlier else NOUNS[character]
