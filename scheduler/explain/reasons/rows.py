"""A plan as values of the columns it was made from; nan where a plan does not say them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.model.arrays import Floats, Ints
from scheduler.model.case import Case
from scheduler.plan import Plan

POOL = {
    "hires": "hires", "releases": "releases", "experienced": "experienced", "heads": "heads",
    "overtime": "overtime_hours", "short_time": "short_time_heads", "idle": "idle_hours",
}  # fmt: skip
OFFER = ("starts", "ends", "active", "converting_starts", "converted", "converting_active")
WORK = ("short", "waiting", "ahead")


def plan_values(case: Case, plan: Plan) -> Floats:
    """All columns (n,): those of ledgers and allocations; nan for what only the program needs."""
    index, v = case.index, case.variables
    values = np.full(case.matrix.width, np.nan)

    def put(columns: Ints, rows: Sequence[float] | float) -> None:
        values[columns] = rows

    for g, key in enumerate(index.pool_keys):
        for name, field in POOL.items():
            put(getattr(v, name)[g], getattr(plan.pools[key], field))
    for row, (g, skill) in enumerate(index.supervised):
        put(v.supervision[row], plan.pools[index.pool_keys[g]].supervision[skill])
    for m, move in enumerate(index.moves):
        put(v.moves[m], plan.moves[move.key].heads)
    for k, key in enumerate(index.head_keys):
        for name in OFFER:
            put(getattr(v, name)[k], getattr(plan.offers[key], name))
    for row, key in enumerate(index.lot_keys):
        put(v.running_ends[row], plan.running[key].ends)
        put(v.running_active[row], plan.running[key].active)
    for row, (k, skill) in enumerate(index.bought):
        put(v.bought[row], plan.offers[index.calls[k].offer.key].bought_hours[skill])
    for d, key in enumerate(index.work_keys):
        for name in WORK:
            put(getattr(v, name)[d], getattr(plan.workstreams[key], name))
    for place, vendor in enumerate(index.vendors):
        put(v.used[place], float(plan.vendors[vendor.key].used))
        put(v.shortfall[place], plan.vendors[vendor.key].shortfall)
    _deliveries(case, plan, values)
    return values


def _deliveries(case: Case, plan: Plan, values: Floats) -> None:
    suppliers, works = case.index.suppliers, case.index.work_keys
    hours = {(entry.supplier, entry.workstream): entry.hours for entry in plan.allocations}
    for p, pair in enumerate(case.index.pairs):
        found = hours.get((suppliers[pair.supplier], works[pair.work]))
        values[case.variables.delivered[p]] = 0.0 if found is None else found
