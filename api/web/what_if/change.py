"""One thing to be otherwise: what the API is told of it, and how it reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict

from api.schemas.variants import Changes

LISTS = ("work", "surges", "rates", "closed", "fields")


class Change(BaseModel):
    """An entry of one of the lists of `Changes`, and a sentence."""

    model_config = ConfigDict(frozen=True)

    part: str
    body: Any
    words: str


class NotSo(Exception):
    """What stands in a form is no change; the text says what to write."""


def together(changes: Iterable[Change]) -> dict[str, Any]:
    """The body for the API."""
    every = list(changes)
    body = {part: [each.body for each in every if each.part == part] for part in LISTS}
    return {part: entries for part, entries in body.items() if entries}


def valid(changes: Iterable[Change]) -> bool:
    """Whether they have the shape that the API wants: they may come from an address."""
    try:
        Changes.model_validate_json(json.dumps(together(changes)))
    except ValueError:
        return False
    return all(each.part in LISTS for each in changes)


def share(text: str, label: str) -> float:
    """A percentage as a share: 10, +10 %, -5.5."""
    cleaned = text.replace("%", "").replace("+", "").replace("−", "-").replace(",", ".").strip()
    try:
        found = float(cleaned)
    except ValueError:
        raise NotSo(f"{label}: write a percentage, such as 10 or -5.") from None
    if not -100 <= found <= 1000:
        raise NotSo(f"{label}: write a percentage between -100 and 1,000.")
    return round(found / 100, 8)


def amount(text: str, label: str, most: float = 1e12) -> float:
    """A number of at least 0; thousands may be set apart by commas."""
    try:
        found = float(text.replace(",", "").replace(" ", "").strip())
    except ValueError:
        raise NotSo(f"{label}: write a number, such as 12 or 1,500.") from None
    if not 0 <= found <= most:
        raise NotSo(f"{label}: write a number between 0 and {most:,.0f}.")
    return found


def duration(text: str, label: str) -> str:
    """6 weeks, 6w, 30 days, as the documents have it: 6w, 30d."""
    number, unit = (
        text.strip().rstrip("abcdefghijklmnopqrstuvwxyz ").strip(),
        text.strip().lstrip("0123456789 "),
    )
    if not number.isdecimal() or unit[:1] not in ("d", "w", "m", "y"):
        raise NotSo(f"{label}: write days, weeks, months or years, such as 6 weeks or 30d.")
    return f"{int(number)}{unit[0]}"


def more(by: float) -> str:
    """+10 %; −5.5 %."""
    return f"{'+' if by >= 0 else '−'}{abs(by) * 100:.6g} %"
