"""Every text of an answer, and what no text may have in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TEXTS = {"text", "text_without_pay", "edit", "unit", "risks", "against", "trades", "headline", "why"}
NOUNS = (
    "heads|hours|weeks|months|quarters|years|days|hires|releases|moves|vendors|starts|decisions|orders|points"
    "|head-weeks|head-months|head-quarters|head-years|changes"
)
FAULTS = {
    "one of several": re.compile(rf"(?<![\d.,])1 (?:(?:more|fewer|idle|own|smaller) )*(?:{NOUNS})\b"),
    "a date for programs": re.compile(r"\d{4}-\d\d-\d\d"),
    "a term for programs": re.compile(r"(?<![\w.,])\d+[dwmy]\b"),
    "a name for programs": re.compile(r"[a-z]_[a-z]"),
    "no number": re.compile(r"\b(?:nan|inf|None)\b"),
    "two spaces": re.compile(r"  | [.,;:]"),
    "a word twice": re.compile(r"\b([a-z]+) \1\b"),
    "less than nothing": re.compile(r"(?<![\w.])-0(?:\.0+)?(?![\d.])"),
}


def faults(text: str) -> list[str]:
    """What a planner would stumble over."""
    return [f"{name}: {text}" for name, pattern in FAULTS.items() if pattern.search(text)]


def texts(value: Any, told: bool = False) -> Iterator[str]:
    """Every text in an answer's JSON."""
    if isinstance(value, str) and told:
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, name in TEXTS)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part, told)
