"""Explanations and alternatives as somebody sees them who may not see pay.

A saving, a price of an hour, a rate at which a choice begins to pay: all weigh own people's pay against
something else, so of the rooms made of these nothing is told. A reason keeps what it is for and what comes in
its place; a vendor what its own hours cost; a remedy what gives, but not by how much a budget does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scheduler.explain.alternatives.character import LEAST_AFTER
from scheduler.explain.alternatives.words import BOUND_AFTER, number
from scheduler.explain.explanation import Explanation
from scheduler.explain.reasons import Reason
from scheduler.explain.remedies import Remedy
from scheduler.explain.remedies.edit import Edit
from scheduler.explain.vendors import VendorView
from scheduler.explain.vendors.shapes import Way
from scheduler.rules import Rule

WITHHELD = ("break_even", "prices", "worth")
"""Rooms that are made of pay."""
BUDGET = f"{Rule.BUDGET.meaning[:-1]} ({Rule.BUDGET})"
UNTOLD = Way(found="not asked")
MONEY = ("cost", "dearer", "dearer_than_cheapest")
FIGURES = ("before", "after", "least")


def explanation_without_pay(found: Explanation, few: bool) -> Explanation:
    """What may be told of it; `few`: without the plan's cost, which would say what few people earn."""
    changed: dict[str, Any] = {
        **({"cost": None, "bound": None} if few else {}),
        **dict.fromkeys(WITHHELD, ()),
        "reasons": tuple(map(_reason, found.reasons)),
        "vendors": tuple(map(_vendor, found.vendors)),
        "remedies": tuple(map(_remedy, found.remedies)),
        "unanswered": tuple(each for each in found.unanswered if each.partition(": ")[0] not in WITHHELD),
    }
    return found.model_copy(update=changed)


def _reason(found: Reason) -> Reason:
    text, against = found.text_without_pay, list[str]()
    for each in found.against:
        told = _rule(each)
        text = text.replace(each.rstrip("."), told.rstrip("."))
        against.append(told)
    changed: dict[str, Any] = {
        "cost": None if found.tells_pay else found.cost,
        "dearer": None,
        "other_cost": None,
        "against": tuple(against),
        "text": text,
        "text_without_pay": text,
    }
    return found.model_copy(update=changed)


def _vendor(found: VendorView) -> VendorView:
    hidden = {"supervision": None, "true_cost": None}
    changed: dict[str, Any] = {
        "offers": tuple(each.model_copy(update=hidden) for each in found.offers),
        "true_cost": None,
        "without": UNTOLD,
        "only": UNTOLD,
        "text": found.text_without_pay,
    }
    return found.model_copy(update=changed)


def _remedy(found: Remedy) -> Remedy:
    edits = tuple(map(_edit, found.edits))
    text = f"{' and '.join(each.text for each in edits)}: then there is a plan" if edits else found.text
    return found.model_copy(update={"edits": edits, "cost": None, "text": text})


def _edit(found: Edit) -> Edit:
    """By how much a budget is too small is a sum of pay."""
    if found.rule != Rule.BUDGET:
        return found
    return found.model_copy(update={"cells": (), "text": "a larger budget"})


def _rule(text: str) -> str:
    return f"{BUDGET}: stands in the way." if text.startswith(BUDGET) else text


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
