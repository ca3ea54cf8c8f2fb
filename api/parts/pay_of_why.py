"""Explanations and alternatives as somebody sees them who may not see pay.

A saving, a price of an hour, a rate at which a choice begins to pay: all weigh own people's pay against
something else, so of the rooms made of these nothing is told. A reason keeps what it is for and what comes in
its place; a vendor what its own hours cost; a remedy what gives, but not by how much a budget does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scheduler.explain.alternatives.character import LEAST_AFTER
from scheduler.explain.alternatives.words import BOUND_AFTER
from scheduler.explain.explanation import Explanation
from scheduler.report.why import why
from scheduler.words import number

MONEY = ("cost", "dearer", "dearer_than_cheapest")
FIGURES = ("before", "after", "least")


def explanation_without_pay(found: Explanation, few: bool) -> Explanation:
    """What may be told of it; `few`: without the plan's cost, which would say what few people earn."""
    seen = why(found, pay=False).explanation
    changed: dict[str, Any] = {
        "cost": None if few else found.cost,
        "bound": None if few else found.bound,
        "reasons": tuple(each.model_copy(update={"text_without_pay": each.text}) for each in seen.reasons),
    }
    return seen.model_copy(update=changed)


def alternative_without_pay(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of an alternative, without money; what is bound beyond the horizon is pay as well."""
    seen = {**told, **dict.fromkeys(MONEY)}
    if told["character"] == LEAST_AFTER:
        seen |= dict.fromkeys(FIGURES)
    seen["trades"] = [each for each in told["trades"] if not each.endswith(BOUND_AFTER)]
    return {**seen, "text": _text(seen)}


def _text(seen: Mapping[str, Any]) -> str:
    """fewest vendors: 1 in place of 3 vendors; 12 more hires."""
    if seen["id"] is None:
        why = "no plan within the slack has less" if seen["settled"] else "none was found within the slack"
        return f"{seen['character']}: {why}"
    figures = (seen["after"], seen["before"])
    said = "" if None in figures else "{} in place of {} ".format(*map(number, figures)) + seen["unit"]
    return "; ".join([f"{seen['character']}: {said}" if said else seen["character"], *seen["trades"]])
