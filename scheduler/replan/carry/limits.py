"""Limits that hold over a span: what of them is used up where an earlier plan is cut."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Any

from scheduler.plan import CostLine
from scheduler.problem import Commitment, HeadsPer, Offer, Policy, Problem, RateCard, Vendor
from scheduler.replan.carry.calls import orders
from scheduler.replan.carry.caps import by_day, cap_left
from scheduler.replan.carry.decided import Decided, engaged_vendors
from scheduler.replan.carry.shares import carried_shares
from scheduler.replan.carry.teams import hired
from scheduler.replan.carry.used import all_hires_left, conversions_left
from scheduler.replan.cut import Cut
from scheduler.replan.happened import Happened
from scheduler.rules import Cost


def carried_card(cut: Cut, card: RateCard, gone: Collection[str]) -> RateCard:
    """Vendors and offers with what is left of their limits.

    `gone`: vendors from before who supply nothing new: they count as used while a contract of theirs runs.
    """
    engaged = engaged_vendors(cut) | {vendor.key for vendor in card.vendors if vendor.engaged}
    vendors = (_vendor(cut, vendor, vendor.key in engaged - set(gone)) for vendor in card.vendors)
    return card.model_copy(
        update={"vendors": tuple(vendors), "offers": tuple(_offer(cut, offer) for offer in card.offers)}
    )


def carried_policy(problem: Problem, decided: Iterable[Decided], happened: Happened) -> Policy:
    """The policy with what is left of its budgets, hires and shares."""
    policy, cut = problem.policy, happened.cut
    idle = [book.idle_hours for book in cut.plan.pools.values()]
    update = {
        "budget": _budgets(cut, policy, decided),
        "max_idle": cap_left(cut, policy.max_idle, idle),
        **carried_shares(cut, problem),
    }
    done = sum(hired(happened, each) for each in cut.index.pools)
    return all_hires_left(policy, done).model_copy(update=update)


def _budgets(cut: Cut, policy: Policy, decided: Iterable[Decided]) -> tuple[Any, ...]:
    found, gone, paid = [], list(decided), list(_paid(cut))
    for budget in policy.budget:
        if budget.until <= cut.start:
            continue
        inside = cut.index.clock.share_inside(budget.since, budget.until)
        spent = sum(line.amounts[t] * inside[t] for line in paid for t in range(cut.period))
        spent += sum(each.amount * inside[each.period] for each in gone if _counts(each.kind))
        found.append(budget.model_copy(update={"amount": _up(max(0.0, budget.amount - spent))}))
    return tuple(found)


def _paid(cut: Cut) -> Iterator[CostLine]:
    """What counts before the cut: not the taking on of vendors to come, which the rest of the plan pays."""
    engaged = engaged_vendors(cut)
    for line in _lines(cut, {kind for kind in Cost if _counts(kind)}):
        if line.kind is not Cost.VENDOR_FIXED or line.owner in engaged:
            yield line


def _counts(kind: Cost) -> bool:
    """Whether a budget counts it."""
    return kind.cash and not kind.tail


def _up(amount: float) -> float:
    """Rounded up to a hundredth: a budget that was met to the last cent stays so."""
    return float(
        (Decimal(repr(float(amount))) - Decimal("0.000001")).quantize(Decimal("0.01"), ROUND_CEILING)
    )


def _vendor(cut: Cut, vendor: Vendor, engaged: bool) -> Vendor:
    offers = {each.offer.key for each in cut.index.heads if each.vendor.key == vendor.key}
    update: dict[str, Any] = {
        "max_starts": _starts_left(cut, vendor.max_starts, offers),
        "engaged": engaged,
    }
    if vendor.commitment and cut.period and vendor.key in cut.index.exchange:
        update["commitment"] = _commitment(cut, vendor.key, vendor.commitment)
    return vendor.model_copy(update=update)


def _commitment(cut: Cut, vendor: str, commitment: Commitment) -> Commitment | None:
    if commitment.until <= cut.start:
        return None
    inside = cut.index.clock.share_inside(commitment.since, commitment.until)
    offers = {each.key for each in cut.before.rate_card.offers if each.vendor == vendor}
    spent = sum(
        line.amounts[t] * inside[t]
        for line in _lines(cut, {Cost.CONTRACT})
        for t in range(cut.period)
        if line.owner in offers
    )
    spent = round(commitment.spent + spent / cut.index.exchange[vendor], 6)
    return commitment.model_copy(update={"spent": spent})


def _offer(cut: Cut, offer: Offer) -> Offer:
    agreed = sum(
        a.heads
        for a in cut.plan.actions
        if (a.kind, a.owner) == ("conversion", offer.key) and cut.has_begun(a)
    )
    ordered = ((order.day, order.hours) for order in orders(cut) if order.offer == offer.key)
    book = cut.plan.offers.get(offer.key)
    update = {
        "max_starts": _starts_left(cut, offer.max_starts, {offer.key}),
        "max_hours": cap_left(cut, offer.max_hours, book.bought_hours.values() if book else (), ordered),
    }
    return conversions_left(offer, agreed).model_copy(update=update)


def _starts_left(cut: Cut, cap: HeadsPer | None, offers: Collection[str]) -> HeadsPer | None:
    books = [cut.plan.offers[key] for key in offers if key in cut.plan.offers]
    rows = [row for book in books for row in (book.starts, book.converting_starts)]
    pinned = (a for a in cut.pinned if a.kind in ("contract", "conversion") and a.owner in offers)
    return cap_left(cut, cap, rows, by_day(pinned))


def _lines(cut: Cut, kinds: set[Cost]) -> Iterable[CostLine]:
    return (line for line in cut.plan.costs if line.kind in kinds)
