"""What is otherwise from one plan to another, and from one input to another, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.cli.table import aligned
from scheduler.explain.difference import Difference, DocumentChange, headline, sentences
from scheduler.words import kind_name, money

MOST, MOST_COSTS, MOST_INPUTS = 8, 6, 12


def sentences_of(found: Difference, verbose: bool = False) -> list[str]:
    """What to do otherwise, the weightiest first."""
    every = sentences(found, 10_000 if verbose else MOST)
    return list(every) or ["the same in both"]


def cost_lines(found: Difference, verbose: bool = False) -> list[str]:
    """Kinds of cost with the sums of both and what lies between, the greatest difference first."""
    every = sorted(found.costs, key=lambda each: -abs(each.amount.difference))
    shown = every if verbose else every[:MOST_COSTS]
    rows = [
        (kind_name(each.kind.value), money(each.amount.before), "→", money(each.amount.after),
         f"{'+' if each.amount.difference > 0 else '−'}{money(abs(each.amount.difference))}")
        for each in shown
    ]  # fmt: skip
    more = len(every) - len(shown)
    return [*aligned(rows), *([f"and {more} more kinds of cost"] if more > 0 else [])]


def input_lines(found: Sequence[DocumentChange], verbose: bool = False) -> list[str]:
    """What the inputs say otherwise."""
    shown = found if verbose else found[:MOST_INPUTS]
    more = len(found) - len(shown)
    return [*(each.text for each in shown), *([f"and {more} more (--verbose)"] if more > 0 else [])]


def difference_json(found: Difference, inputs: Sequence[DocumentChange] | None = None) -> dict[str, Any]:
    """The whole difference, its sentences and headline; `inputs` where they are known."""
    content: dict[str, Any] = {"headline": headline(found), "sentences": list(sentences(found, 10_000))}
    content |= found.model_dump(mode="json", by_alias=True)
    if inputs is not None:
        content["inputs"] = [each.model_dump(mode="json") for each in inputs]
    return content
