"""Money that is decided where an earlier plan is cut and that no plan from there on counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scheduler.problem.base import Model
from scheduler.replan.carry import called_off
from scheduler.replan.carry.fees import fees
from scheduler.replan.cut import Cut
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
    """What is paid once for what is decided: hires, releases, conversions, contracts that end, vendors."""
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
    for terms in cut.index.heads:
        key = terms.offer.key
        found += [Decided(kind=k, owner=key, period=t, amount=a) for k, t, a in fees(cut, key)]
    found += [Decided(kind=k, owner=o, period=t, amount=a) for k, o, t, a in called_off.once(cut)]
    engaged = engaged_vendors(cut)
    for line in (line for line in cut.plan.costs if line.kind is Cost.VENDOR_FIXED):
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
        vendor.key for vendor in cut.index.vendors if cut.index.is_engaged(vendor)
    }


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
