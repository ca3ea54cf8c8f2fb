"""What the hours of each supplier really cost in a plan, beside the quoted rate."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from scheduler.problem import Offer, Pool
from scheduler.problem.timeline import spans_per, value_on
from scheduler.report.prices import own_hour_value, paid_hours, quoted_rate, true_rate
from scheduler.report.view import TRACE, PlanView
from scheduler.rules import Cost

ONE_OFF = (Cost.ONBOARDING, Cost.EXIT, Cost.EARLY_EXIT, Cost.CONVERSION_FEE)
VENDOR_WIDE = (Cost.VENDOR_FIXED, Cost.COMMITMENT_SHORTFALL)
WASTED = "paid hours that deliver nothing"
OWN_KINDS = (
    Cost.SALARY, Cost.ON_COST, Cost.POOL_OVERHEAD, Cost.OVERTIME, Cost.SHORT_TIME, Cost.HIRING,
    Cost.RELEASE, Cost.MOVE, Cost.TENURE_TAIL, Cost.END_RELEASE,
)  # fmt: skip
HIDDEN = (*ONE_OFF, *VENDOR_WIDE, Cost.CONTRACT_OVERHEAD, Cost.COMMITMENT_TAIL, Cost.EXIT_TAIL)


@dataclass(frozen=True)
class TrueCost:
    """Money per productive hour delivered. `parts` add up to `true_rate`; `quoted` is the first of them.

    `quoted` is what was billed per hour on average. For a supplier that delivers nothing both are
    those of the rate card, at the minimum term.
    """

    supplier: str
    vendor: str
    delivered: float
    quoted: float
    true_rate: float
    parts: dict[str, float] = field(default_factory=dict)


def cost_group(kind: Cost) -> str:
    """Whose cost a kind is: own people, contractors, or a penalty."""
    if not kind.cash:
        return "penalties"
    return "own people" if kind in OWN_KINDS else "contractors"


def contractor_costs(view: PlanView) -> list[TrueCost]:
    """One entry an offer, in the order of the rate card."""
    return [_contractor(view, offer) for offer in view.offers.values()]


def own_costs(view: PlanView) -> list[TrueCost]:
    """One entry a pool: pay by the productive hour, then everything else."""
    return [_own(view, pool) for pool in view.pools.values()]


def _contractor(view: PlanView, offer: Offer) -> TrueCost:
    hours = view.delivered_by(offer.key)
    if hours <= TRACE:
        return TrueCost(offer.key, offer.vendor, 0.0, quoted_rate(view, offer, 0), true_rate(view, offer))
    spent = _spent(view, offer.key)
    paid = spent.pop(Cost.CONTRACT, 0.0)
    quoted = paid / billed_hours(view, offer)
    parts = {
        "quoted rate": quoted,
        WASTED: paid / hours - quoted,
        "onboarding and exit": sum(spent.get(kind, 0.0) for kind in (*ONE_OFF, Cost.EXIT_TAIL)) / hours,
        "overheads": spent.get(Cost.CONTRACT_OVERHEAD, 0.0) / hours,
        "supervision by own people": supervision_value(view, offer) / hours,
        "vendor and unused commitment": _vendor_wide(view, offer, hours) / hours
        + spent.get(Cost.COMMITMENT_TAIL, 0.0) / hours,
    }
    return TrueCost(offer.key, offer.vendor, hours, quoted, sum(parts.values()), parts)


def billed_hours(view: PlanView, offer: Offer) -> float:
    """Hours the vendor bills: paid hours, or productive ones where that is the basis."""
    bought = sum(map(sum, view.plan.offers[offer.key].bought_hours.values()))
    heads = view.contract_heads(offer.key)
    hours = bought + sum(float(heads[t]) * paid_hours(view, offer, t) for t in heads.nonzero()[0].tolist())
    if offer.unit != "output" and offer.basis == "productive" and offer.per == "hour":
        hours *= 1 - value_on(offer.shrinkage, view.timeline.first_day(0))
    return hours


def supervision_hours(view: PlanView, offer: Offer) -> dict[str, float]:
    """Own people's hours for an offer by skill, over the horizon."""
    weeks = float(spans_per("week", view.timeline.calendar.unit))
    heads = float(view.contract_heads(offer.key).sum()) * weeks
    if offer.unit != "heads":
        bought = view.plan.offers[offer.key].bought_hours.values()
        heads = sum(map(sum, bought)) / offer.hours_per_week
    return {skill: hours * heads for skill, hours in offer.supervision.items()}


def supervision_value(view: PlanView, offer: Offer) -> float:
    """Those hours at own people's loaded pay per productive hour."""
    return sum(hours * own_hour_value(view, s) for s, hours in supervision_hours(view, offer).items())


def _spent(view: PlanView, owner: str) -> dict[Cost, float]:
    spent: dict[Cost, float] = defaultdict(float)
    for line in view.lines.get(owner, []):
        if line.kind.cash:
            spent[line.kind] += sum(line.amounts) + line.after
    return dict(spent)


def _vendor_wide(view: PlanView, offer: Offer, hours: float) -> float:
    of_vendor = sum(view.delivered_by(each.key) for each in view.offers_of[offer.vendor])
    spent = _spent(view, offer.vendor)
    return sum(spent.get(kind, 0.0) for kind in VENDOR_WIDE) * hours / of_vendor


def _own(view: PlanView, pool: Pool) -> TrueCost:
    hours = view.delivered_by(pool.key)
    first = view.timeline.first_day(0)
    worked = float(view.hours(0, value_on(pool.hours_per_week, first)))
    pay = value_on(pool.salary, first)
    price = float(view.money(pay, pool.per, 0, value_on(pool.hours_per_week, first)))
    quoted = price / worked if worked else 0.0
    if hours <= TRACE:
        return TrueCost(pool.key, "own", 0.0, quoted, 0.0)
    spent = {kind: cost for kind, cost in _spent(view, pool.key).items() if not kind.tail}
    salary = spent.pop(Cost.SALARY, 0.0)
    parts = {"pay": quoted, WASTED: salary / hours - quoted}
    for kind, cost in spent.items():
        parts[kind.value.replace("_", " ")] = cost / hours
    return TrueCost(pool.key, "own", hours, quoted, sum(parts.values()), parts)
