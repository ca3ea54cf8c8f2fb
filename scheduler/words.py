"""Numbers, dates and lists as people write them, everywhere alike; text made harmless for a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_CEILING, Decimal
from math import floor

NOISE = 1e-9
ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


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
    return sum_of(amount)


def sum_of(amount: float) -> str:
    """In full: 5,454,000; cents only of a small sum: 38.40."""
    return f"{amount:,.0f}" if abs(amount) >= 1000 or amount == round(amount) else f"{amount:,.2f}"


def rate(amount: float) -> str:
    """Money per hour: 38.40."""
    return f"{round(amount, 2) + 0.0:,.2f}"


def number(amount: float) -> str:
    """Heads or hours: whole where they are, else one decimal; thousands apart."""
    if abs(amount - round(amount)) < 0.05 or abs(amount) >= 1000:
        return f"{round(amount) + 0.0:,.0f}"
    return f"{amount:,.1f}"


def exact(amount: float) -> str:
    """As the input has it, up to two decimals: 4, 2.25."""
    return f"{amount:,.0f}" if abs(amount - round(amount)) < NOISE else f"{amount:,.2f}".rstrip("0")


def counted(amount: float, noun: str, rest: str = "", say: Callable[[float], str] = number) -> str:
    """1 hour, 2.5 heads, 1,200 hours of overtime: the noun as the number that is shown wants it."""
    shown = say(amount)
    return f"{shown} {noun if shown == '1' else f'{noun}s'} {rest}".rstrip()


def way(by: float, less: str = "fewer") -> str:
    """Which way a difference goes."""
    return "more" if by > 0 else less


def hours_text(hours: float) -> str:
    """942 hours; with a decimal only where there are few."""
    return counted(hours, "hour", say=lambda all_of: number(all_of) if all_of < 10 else f"{all_of:,.0f}")


def share(of_all: float) -> str:
    """A share of the input as it stands there: 45 %, 12.5 %."""
    return f"{exact(round(100 * of_all, 4))} %"


def part(by: float, whole: float) -> str:
    """How large a difference is beside the whole: 1.9 %; less than 0.1 %."""
    found = abs(by / whole) * 100
    return f"{found:.1f} %" if found >= 0.05 else "less than 0.1 %"


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


def span(since: date, until: date | None) -> str:
    """From 5 Apr 2027 to 6 Sep 2027; without an end, to the end of the plan."""
    return f"from {day(since)} to {'the end of the plan' if until is None else day(until)}"


def with_days(text: str) -> str:
    """A text in which 2027-04-05 is written out as 5 Apr 2027."""
    return ISO.sub(lambda found: day(date.fromisoformat(found[0])), text)


def period(unit: str, first: date) -> str:
    """A period by its first day: Mar 2028; 2028; the week of 6 Mar 2028."""
    named = {"month": f"{first:%b} {first.year}", "year": str(first.year)}
    return named.get(unit, f"the {unit} of {day(first)}")


def duration(text: str) -> str:
    """2w as 2 weeks."""
    return counted(int(text[:-1]), UNITS[text[-1]], say=exact)


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
