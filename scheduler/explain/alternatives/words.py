"""Characters and their figures in words."""

from __future__ import annotations

from scheduler.explain.alternatives.character import (
    FEWEST_CHANGES,
    FEWEST_VENDORS,
    LEAST_AFTER,
    LEAST_OVERTIME,
    MOST_IN_HOUSE,
)

LIKE_PLAN = "leaves no more undone"
NOUNS = {
    FEWEST_VENDORS: ("vendor", "vendors"),
    MOST_IN_HOUSE: ("hour by contractors", "hours by contractors"),
    FEWEST_CHANGES: (
        "head hired, contracted, moved or let go",
        "heads hired, contracted, moved or let go",
    ),
    LEAST_OVERTIME: ("hour of overtime", "hours of overtime"),
}
BOUND_AFTER = "bound beyond the horizon"


def unit_of(character: str, currency: str, *, earlier: bool) -> str:
    """What the figure counts; `earlier`: changes are counted from an earlier plan."""
    if character == LEAST_AFTER:
        return f"{currency} {BOUND_AFTER}"
    if character == FEWEST_CHANGES and earlier:
        return "heads otherwise than in the earlier plan"
    return NOUNS[character][1]


def figure_text(character: str, figure: float, currency: str, *, earlier: bool) -> str:
    """3 vendors; 17,479 hours by contractors; EUR 12,300 bound beyond the horizon."""
    if character == LEAST_AFTER:
        return f"{currency} {money(figure)} {BOUND_AFTER}"
    shown = number(figure)
    if character == FEWEST_CHANGES and earlier:
        noun = "head" if shown == "1" else "heads"
        return f"{shown} {noun} otherwise than in the earlier plan"
    return f"{shown} {NOUNS[character][shown != '1']}"


def nothing_text(character: str) -> str:
    """no vendors; no hours of overtime."""
    return {
        LEAST_AFTER: f"nothing {BOUND_AFTER}",
        FEWEST_CHANGES: "nothing to change",
    }.get(character) or f"no {NOUNS[character][1]}"


def dearer_text(dearer: float, before: float) -> str:
    """for 86,013 more (1.9 %); for 1,200 less (0.1 %), as the plan was not searched to the end."""
    if abs(dearer) < 0.005:
        return "at the same cost"
    share = f" ({abs(dearer / before) * 100:.1f} %)" if before else ""
    return f"for {money(abs(dearer))} {'more' if dearer > 0 else 'less'}{share}"


def slack_text(slack: float) -> str:
    """2 %."""
    return f"{slack * 100:g} %"


def money(amount: float) -> str:
    """Whole where it is large or whole, else with two decimals."""
    return f"{amount:,.0f}" if abs(amount) >= 1000 or amount == round(amount) else f"{amount:,.2f}"


def number(amount: float) -> str:
    """Heads or hours: whole where they are or are many, else one decimal."""
    whole = abs(amount - round(amount)) < 0.05 or abs(amount) >= 1000
    return f"{amount:,.0f}" if whole else f"{amount:,.1f}"
