"""Limits that hold over a span: what of them is used up where an earlier plan is cut."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from typing import Any

from scheduler.plan import CostLine
from scheduler.problem import Commitment, Offer, Policy, Problem, RateCard, Vendor
from scheduler.problem.base import Model
from scheduler.replan import movers
from scheduler.replan.cut import Cut
from scheduler.replan.fees import fees
from scheduler.replan.shares import carried_shares
from scheduler.replan.teams import hired
from scheduler.replan.used import all_hires_left, conversions_left
from scheduler.rules import Cost

LEAST = 1e-6


class Decided(Model):
    """What a decision before the cut costs only once: money that no plan from here on counts.

    `period` counts from 0 in the earlier plan's calendar; its number of periods stands for what comes after.
    """

    kind: Cost
    owner: str
    period: int
    amount: float


def decided_costs(cut: Cut) -> tuple[Decided, ...]:
    """What only happens once and is decided: recruiting of hires under way, pay of who still learns."""
    found = [_once(cut, Cost.HIRING, a.owner, a, sum(_hire_costs(cut, a.owner))) for a in _pins(cut, "hire")]
    for action in _pins(cut, "hire"):
        pool = next(each.pool for each in cut.index.pools if each.pool.key == action.owner)
        per_start = sum(part.amount for part in pool.overheads if part.basis == "start")
        found.append(_once(cut, Cost.POOL_OVERHEAD, pool.key, action, per_start))
    for action in _pins(cut, "release"):
        pool = next(each.pool for each in cut.index.pools if each.pool.key == action.owner)
        cost = pool.release.cost if pool.release else 0.0
        found.append(_once(cut, Cost.RELEASE, action.owner, action, cost))
    found += _conversions(cut)
    for was in cut.index.pools:
        key = was.pool.key
        found += [Decided(kind=k, owner=key, period=t, amount=a) for k, t, a in movers.pay(cut, was)]
    for terms in cut.index.heads:
        key = terms.offer.key
        found += [Decided(kind=k, owner=key, period=t, amount=a) for k, t, a in fees(cut, key)]
    engaged = engaged_vendors(cut)
    for line in _lines(cut, {Cost.VENDOR_FIXED}):
        found += [
            Decided(kind=line.kind, owner=line.owner, period=t, amount=line.amounts[t])
            for t in range(cut.period, cut.timeline.periods)
            if line.owner in engaged and line.amounts[t]
        ]
    return tuple(each for each in found if each.amount)


def engaged_vendors(cut: Cut) -> set[str]:
    """Vendors who have supplied something or are to supply what is ordered."""
    ordered = {a.owner for a in cut.plan.actions if a.kind in ("contract", "conversion") and cut.has_begun(a)}
    for terms in cut.index.calls:
        bought = cut.plan.offers[terms.offer.key].bought_hours.values()
        if any(hours > LEAST for row in bought for hours in row[: cut.period]):
            ordered.add(terms.offer.key)
    offers = cut.index.heads + cut.index.calls
    return {each.vendor.key for each in offers if each.offer.key in ordered} | {
        vendor.key for vendor in cut.index.vendors if cut.index.has_running(vendor.key)
    }


def carried_card(cut: Cut, card: RateCard) -> RateCard:
    """Vendors and offers with what is left of their limits."""
    engaged = engaged_vendors(cut)
    vendors = (_vendor(cut, vendor, engaged) for vendor in card.vendors)
    return card.model_copy(
        update={"vendors": tuple(vendors), "offers": tuple(_offer(cut, offer) for offer in card.offers)}
    )


def carried_policy(cut: Cut, problem: Problem, decided: Iterable[Decided]) -> Policy:
    """The policy with what is left of its budgets, hires and shares."""
    policy = problem.policy
    update = {"budget": _budgets(cut, policy, decided), **carried_shares(cut, problem)}
    done = sum(hired(cut, each) for each in cut.index.pools)
    return all_hires_left(policy, done).model_copy(update=update)


def _budgets(cut: Cut, policy: Policy, decided: Iterable[Decided]) -> tuple[Any, ...]:
    found, gone = [], list(decided)
    for budget in policy.budget:
        if budget.until <= cut.start:
            continue
        inside = cut.index.clock.share_inside(budget.since, budget.until)
        spent = sum(
            line.amounts[t] * inside[t]
            for line in _lines(cut, {kind for kind in Cost if _counts(kind)})
            for t in range(cut.period)
        )
        spent += sum(each.amount * inside[each.period] for each in gone if _counts(each.kind))
        found.append(budget.model_copy(update={"amount": _up(max(0.0, budget.amount - spent))}))
    return tuple(found)


def _counts(kind: Cost) -> bool:
    """Whether a budget counts it."""
    return kind.cash and not kind.tail


def _up(amount: float) -> float:
    """Rounded up to a hundredth: a budget that was met to the last cent stays so."""
    return float(
        (Decimal(repr(float(amount))) - Decimal("0.000001")).quantize(Decimal("0.01"), ROUND_CEILING)
    )


def _vendor(cut: Cut, vendor: Vendor, engaged: set[str]) -> Vendor:
    update: dict[str, Any] = {}
    if vendor.key in engaged:
        update["fixed_cost"] = 0.0
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
    return conversions_left(offer, agreed)


def _conversions(cut: Cut) -> Iterable[Decided]:
    for action in cut.plan.actions:
        if action.kind == "conversion" and cut.has_begun(action) and action.end and action.end >= cut.start:
            terms = next(each for each in cut.index.heads if each.offer.key == action.owner)
            fee = (terms.offer.conversion.fee if terms.offer.conversion else 0.0) * terms.exchange
            period = cut.timeline.at_or_after(action.end)
            yield Decided(
                kind=Cost.CONVERSION_FEE, owner=action.owner, period=period, amount=fee * action.heads
            )


def _once(cut: Cut, kind: Cost, owner: str, action: Any, price: float) -> Decided:
    period = cut.timeline.at_or_after(action.start)
    return Decided(kind=kind, owner=owner, period=period, amount=price * action.heads)


def _hire_costs(cut: Cut, pool: str) -> Iterable[float]:
    hire = next(each.pool.hire for each in cut.index.pools if each.pool.key == pool)
    return hire.costs.values() if hire else ()


def _pins(cut: Cut, kind: str) -> list[Any]:
    return [each for each in cut.pinned if each.kind == kind]


def _lines(cut: Cut, kinds: set[Cost]) -> Iterable[CostLine]:
    return (line for line in cut.plan.costs if line.kind in kinds)
