"""What each character is measured by, read off a plan: the less, the better."""

from __future__ import annotations

import numpy as np

from scheduler.model.baseline import Baseline
from scheduler.model.case import Case
from scheduler.model.decisions import decisions
from scheduler.plan import Plan

TRACE = 1e-6  # of hours or heads: less is nothing


def vendors_in_use(case: Case, plan: Plan) -> float:
    """Vendors who supply anything, or did before, or whose contracts run."""
    index = case.index
    supplying = {
        each.vendor.key for each in index.heads + index.calls if _supplied(plan, each.offer.key) > TRACE
    }
    engaged = {vendor.key for vendor in index.vendors if index.is_engaged(vendor)}
    return float(len(supplying | engaged))


def contractor_hours(case: Case, plan: Plan) -> float:
    """Productive hours that contractors deliver."""
    offers = set(case.index.offer_keys)
    return float(sum(sum(each.hours) for each in plan.allocations if each.supplier in offers))


def committed_after(_case: Case, plan: Plan) -> float:
    """Money that the plan's contracts and hires are still bound to cost after the horizon."""
    lines = (line for line in plan.costs if line.kind.tail and line.kind.cash)
    return float(sum(sum(line.amounts) + line.after for line in lines))


def heads_in_motion(case: Case, plan: Plan) -> float:
    """Heads of all actions; with a baseline, heads that differ from it, each start and each end."""
    if case.baseline is None:
        return float(sum(action.heads for action in plan.actions))
    mine, apart = Baseline(plan, case.index.timeline), 0.0
    for each in decisions(case):
        was, now = (side.heads(each.quantity, each.owner) for side in (case.baseline, mine))
        apart += float(np.abs(now - was)[each.free_periods()].sum())
    return apart


def overtime_hours(_case: Case, plan: Plan) -> float:
    """Hours of overtime."""
    return float(sum(sum(ledger.overtime_hours) for ledger in plan.pools.values()))


def _supplied(plan: Plan, offer: str) -> float:
    ledger = plan.offers[offer]
    bought = sum(sum(hours) for hours in ledger.bought_hours.values())
    return sum(ledger.active) + sum(ledger.converting_active) + bought
