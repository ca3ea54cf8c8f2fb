"""What a productive hour of an offer costs: by the plan where it delivers, by its terms where it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import numpy as np

from scheduler.explain.reasons.asked import TRACE, heads_of_offer
from scheduler.explain.vendors.hours import Hours, used_hours
from scheduler.explain.vendors.shapes import Line, OfferCost
from scheduler.explain.vendors.supervision import own_hour_cost, supervision_hours
from scheduler.explain.vendors.terms import by_terms, quoted
from scheduler.model.index import Index, Terms
from scheduler.plan import Plan
from scheduler.problem.timeline import value_on
from scheduler.rules import Cost

KINDS = {
    Cost.ONBOARDING: "onboarding", Cost.EXIT: "exit", Cost.EXIT_TAIL: "exit", Cost.EARLY_EXIT: "early exit",
    Cost.COMMITMENT_TAIL: "terms past the end of the plan", Cost.CONVERSION_FEE: "taking over",
    Cost.VENDOR_FIXED: "taking on the vendor", Cost.COMMITMENT_SHORTFALL: "commitment not used",
}  # fmt: skip
LEAST = 5e-7  # money per hour: less is noise


def offer_cost(index: Index, plan: Plan, each: Terms) -> OfferCost:
    """One offer, in the forecast's currency."""
    hours = used_hours(index, plan, each)
    as_used = hours.delivered > TRACE
    if as_used:
        lines = [*_steps(_spent(plan, each), hours), *_hidden(index, plan, each, hours.delivered)]
        per_hour = {s: h / hours.delivered for s, h in supervision_hours(index, plan, each).items()}
    else:
        lines, per_hour = by_terms(index, each)
    outside = sum(line.per_hour for line in lines) if lines else None
    watched = sum(asked * own_hour_cost(index, skill) for skill, asked in per_hour.items())
    known = outside is not None and bool(per_hour) and bool(index.pools)
    ledger, offer = plan.offers[each.offer.key], each.offer
    heads = heads_of_offer(index.problem, plan, offer.key) if offer.unit == "heads" else np.zeros(1)
    return OfferCost(
        offer=offer.key,
        unit=offer.unit,
        used=bool(heads.sum() + sum(map(sum, ledger.bought_hours.values())) > TRACE),
        as_used=as_used,
        rate=value_on(offer.rate, index.clock.first_days[0]) or min(offer.rates.values(), default=0.0),
        per=offer.per,
        currency=each.vendor.currency or index.problem.forecast.currency,
        quoted=quoted(index, each, 0),
        hours=round(hours.delivered, 6),
        lines=tuple(line for line in lines if abs(line.per_hour) > LEAST),
        outside=outside,
        supervision_hours=sum(per_hour.values()),
        supervision=watched if known else None,
        true_cost=outside + watched if known and outside is not None else None,
    )


def together(offers: Collection[OfferCost]) -> tuple[float | None, float | None]:
    """(outside, true cost) of an hour of all offers that deliver, on average; see VendorView."""
    used = [each for each in offers if each.as_used and each.outside is not None]
    hours = sum(each.hours for each in used)
    if not hours:
        return None, None
    outside = sum(each.hours * (each.outside or 0.0) for each in used) / hours
    watched = [each.supervision for each in used]
    if all(each is None for each in watched):
        return outside, None
    return outside, outside + sum(each.hours * (each.supervision or 0.0) for each in used) / hours


def _steps(money: float, hours: Hours) -> list[Line]:
    """Money for billed hours, and what each step from billed to delivered adds to it per hour."""
    lines, before = [], 0.0
    for name, left in hours.steps():
        rate = money / left if left > TRACE else before
        lines.append(Line(name=name, per_hour=rate - before))
        before = rate
    return lines


def _spent(plan: Plan, each: Terms) -> float:
    lines = (line for line in plan.costs if line.owner == each.offer.key and line.kind is Cost.CONTRACT)
    return sum(sum(line.amounts) for line in lines)


def _hidden(index: Index, plan: Plan, each: Terms, hours: float) -> list[Line]:
    """Every other cash line of the offer, and its share by hours of the vendor's, per delivered hour."""
    found: dict[str, float] = defaultdict(float)
    offers = {o.offer.key for o in index.heads + index.calls if o.vendor.key == each.vendor.key}
    of_vendor = sum(sum(entry.hours) for entry in plan.allocations if entry.supplier in offers)
    for line in plan.costs:
        vendor_wide = line.kind in (Cost.VENDOR_FIXED, Cost.COMMITMENT_SHORTFALL)
        owner = each.vendor.key if vendor_wide else each.offer.key
        if line.owner != owner or line.kind is Cost.CONTRACT or not line.kind.cash:
            continue
        name = line.part if line.kind is Cost.CONTRACT_OVERHEAD else KINDS.get(line.kind, "")
        if name:
            found[name] += (sum(line.amounts) + line.after) / (of_vendor if vendor_wide else hours)
    return [Line(name=name, per_hour=amount) for name, amount in found.items()]
