"""Numbers, dates and lists as people write them; text made harmless for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, Decimal
from math import floor

NOISE = 1e-9


def plain(text: str) -> str:
    """Text in which control characters (colour codes, reversed writing, line ends) show as a blank box."""
    return "".join(
        "\ufffd" if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") else letter for letter in text
    )


def money(amount: float) -> str:
    """Short: 5.45 M, 210,000, 38.40."""
    size = abs(amount)
    if size >= 999_500:
        return f"{amount / 1e6:,.2f} M"
    if size >= 1000 or amount == round(amount):
        return f"{amount:,.0f}"
    return f"{amount:,.2f}"


def rate(amount: float) -> str:
    """Money per hour: 38.40."""
    return f"{amount:,.2f}"


def number(amount: float) -> str:
    """Heads or hours: whole where they are, else one decimal; thousands apart."""
    if abs(amount - round(amount)) < 0.05 or abs(amount) >= 1000:
        return f"{amount:,.0f}"
    return f"{amount:,.1f}"


def hours_text(hours: float) -> str:
    """942 hours; with a decimal only where there are few."""
    return f"{number(hours) if hours < 10 else f'{hours:,.0f}'} hours"


def percent(share: float, decimals: int = 1) -> str:
    """A share rounded down, so that less than all never reads as all: 99.8 %; whole ones 100 %, 0 %."""
    shown = covered(share, decimals) * 100
    return f"{shown:.0f} %" if shown == 100 or abs(share) < NOISE else f"{shown:.{decimals}f} %"


def covered(share: float, decimals: int = 1) -> float:
    """A share rounded down to `decimals` of a percent; noise in the last digits of a float is none."""
    if abs(share) < NOISE:
        return 0.0
    step = 10 ** (decimals + 2)
    return floor(share * step + NOISE) / step if 1 - share >= NOISE or share > 1 else 1.0


def undone(share: float) -> str:
    """What is left of a share that percent() shows, so that the two add up to 100 %."""
    rest = 100 - covered(1 - share) * 100
    return f"{rest:.0f} %" if round(rest, 6) in (0, 100) else f"{rest:.1f} %"


def percent_at_most(share: float) -> str:
    """A share rounded up, so that "at most" stays true: two digits that count."""
    value = Decimal(str(max(share, 0.0))) * 100
    step = Decimal("0.1") if value >= 1 else Decimal("0.01")
    return f"{value.quantize(step, rounding=ROUND_CEILING)} %"


def day(when: date, year: int | None = None) -> str:
    """5 Apr, with the year unless it is `year`."""
    text = f"{when.day} {when:%b}"
    return text if when.year == year else f"{text} {when.year}"


def listed(names: Iterable[str], limit: int = 4) -> str:
    """a, b and c; after `limit` names: and 3 more."""
    found = list(names)
    if len(found) > limit + 1:
        return ", ".join(found[:limit]) + f" and {len(found) - limit} more"
    return " and ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


def short(text: str, letters: int) -> str:
    """A name cut to so many letters."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def kind_name(kind: str) -> str:
    """The name of a rule or cost line as words."""
    return kind.replace("_", " ")
