"""JSON pointers by document."""

from __future__ import annotations

from collections.abc import Iterable


def pointer(steps: Iterable[str | int]) -> str:
    """`rate_card#/offers/3/min_term` for ('rate_card', 'offers', 3, 'min_term')."""
    document, *rest = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return f"{document}#" + "".join(f"/{step}" for step in rest)


def at(*steps: str | int) -> str:
    """`pointer` of its arguments."""
    return pointer(steps)
