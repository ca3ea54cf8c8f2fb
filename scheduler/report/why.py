"""An explanation as its reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.rules import Rule
from scheduler.words import day, kind_name, number

if TYPE_CHECKING:
    from scheduler.explain.explanation import Explanation
    from scheduler.explain.reasons import Reason
    from scheduler.explain.remedies import Remedy
    from scheduler.explain.vendors import VendorView
    from scheduler.explain.vendors.shapes import OfferCost

BUDGET_SAID = Rule.BUDGET.meaning[:-1]
PAID_ROOMS = ("prices", "worth", "break_even")
WITHOUT_PAY = (
    "For a reader without pay: sentences say what another plan would do, not what it would cost; "
    "what an hour or a limit is worth, and where a choice begins to pay, is left out."
)


@dataclass(frozen=True)
class Why:
    """What is told of an explanation; without `pay` nothing may be left in it that tells pay."""

    explanation: Explanation
    pay: bool = True


def why(explanation: Explanation, pay: bool = True) -> Why:
    """An explanation for a reader with or without pay.

    Without: no price of an hour or of a limit, no break-even, no cost of another plan, no cost of what own
    people do, no supervision at own pay; sentences are those made for such readers.
    """
    if pay:
        return Why(explanation)
    left_out = tuple(f"{room}: " for room in PAID_ROOMS)
    changed = {
        "cost": None,
        "bound": None,
        **dict.fromkeys(PAID_ROOMS, ()),
        "reasons": tuple(map(_reason, explanation.reasons)),
        "vendors": tuple(map(_vendor, explanation.vendors)),
        "remedies": tuple(map(_remedy, explanation.remedies)),
        "unanswered": tuple(each for each in explanation.unanswered if not each.startswith(left_out)),
    }
    return Why(explanation.model_copy(update=changed), pay=False)


def action(reason: Reason) -> str:
    """An action in a few words: contract 7, bright chat, 19 Apr 2027 to 27 Sep 2027."""
    heads = "" if reason.heads is None else f" {number(reason.heads)}"
    since = "" if reason.since is None else f", {day(reason.since)}"
    until = "" if reason.until is None else f" to {day(reason.until)}"
    return f"{kind_name(reason.kind)}{heads}, {reason.owner}{since}{until}"


def _reason(reason: Reason) -> Reason:
    changed = {
        "cost": None if reason.tells_pay else reason.cost,
        "dearer": None,
        "other_cost": None,
        "against": (),
        "binds": tuple(each for each in reason.binds if each.rule != Rule.BUDGET),
        "text": _without_budget(reason),
    }
    return reason.model_copy(update=changed)


def _without_budget(reason: Reason) -> str:
    """By how much a budget is too small is a sum of pay."""
    text = reason.text_without_pay
    for each in reason.against:
        if each.startswith(BUDGET_SAID):
            text = text.replace(each.rstrip("."), f"{BUDGET_SAID}: stands in the way")
    return text


def _vendor(vendor: VendorView) -> VendorView:
    nothing = {"cost": None, "change": None, "against": (), "found": "not asked", "hours_short": None}
    changed = {
        "offers": tuple(map(_offer, vendor.offers)),
        "true_cost": None,
        "without": vendor.without.model_copy(update=nothing),
        "only": vendor.only.model_copy(update=nothing),
        "text": vendor.text_without_pay,
    }
    return vendor.model_copy(update=changed)


def _offer(offer: OfferCost) -> OfferCost:
    return offer.model_copy(update={"supervision": None, "true_cost": None})


def _remedy(remedy: Remedy) -> Remedy:
    """Budgets are sums of pay, and so is what a plan costs."""
    if not remedy.edits:
        return remedy
    edits = tuple(
        edit.model_copy(update={"text": "a larger budget", "cells": ()}) if edit.rule == Rule.BUDGET else edit
        for edit in remedy.edits
    )
    text = f"{' and '.join(edit.text for edit in edits)}: then there is a plan"
    return remedy.model_copy(update={"edits": edits, "cost": None, "text": text})
