"""What an offer promised for a period: hours on our work, and what comes of an hour."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.index import Index, Terms
from scheduler.plan import Plan


@dataclass
class Promise:
    """One offer as a plan counted on it. Arrays by period (T,).

    `heads`: heads there (of hours on call: none); `hours`: hours on our work for one of `heads` or for all
    that is bought; `efficiency`: output of such an hour before rework, newcomers' ramp included; `output`:
    productive hours the plan counted on; `orders`: by the period heads were ordered for, how many of them
    are there.
    """

    terms: Terms
    heads: Floats
    hours: Floats
    efficiency: Floats
    output: Floats
    orders: dict[int, Floats] = field(default_factory=dict)


def promises(index: Index, plan: Plan) -> dict[str, Promise]:
    """Every offer of the rate card."""
    found = {each.offer.key: _of_heads(index, plan, k) for k, each in enumerate(index.heads)}
    return found | {each.offer.key: _of_call(index, plan, each) for each in index.calls}


def _of_heads(index: Index, plan: Plan, k: int) -> Promise:
    each, ledger, periods = index.heads[k], plan.offers[index.heads[k].offer.key], index.periods
    starts = np.array(ledger.starts) + np.array(ledger.converting_starts)
    heads = np.array(ledger.active) + np.array(ledger.converting_active)
    ready = heads.copy()
    for age, productive in enumerate(each.productivity):
        ready[age:] -= starts[: periods - age] * (1 - productive)
    for place in index.lots_of(k):
        lot = index.lots[place]
        there = np.array(plan.running[lot.running.key].active)
        ages = [max(0, t - lot.start) + lot.age for t in range(periods)]
        heads = heads + there
        ready = ready + there * np.array([each.productive_at(age) for age in ages])
    share = np.divide(ready, heads, out=np.ones(periods), where=heads > 0)
    hours, efficiency = each.net_hours[:periods], share * _mixed(index, plan, each)
    return Promise(each, heads, hours, efficiency, _output(index, plan, each), _orders(index, plan, k))


def _orders(index: Index, plan: Plan, k: int) -> dict[int, Floats]:
    """Heads there of those ordered for each period: by the plan, or signed before it."""
    found: dict[int, Floats] = defaultdict(lambda: np.zeros(index.periods))
    for action in plan.actions:
        if action.owner == index.heads[k].offer.key and action.kind in ("contract", "conversion"):
            first = index.timeline.at_or_after(action.start)
            last = index.periods if action.end is None else index.timeline.at_or_after(action.end)
            found[first][first:last] += action.heads
    for place in index.lots_of(k):
        lot = index.lots[place]
        if lot.start < index.periods and lot.running.started >= index.timeline.first_day(0):
            found[lot.start] += np.array(plan.running[lot.running.key].active)
    return {period: heads for period, heads in found.items() if heads[period] > 0}


def _output(index: Index, plan: Plan, each: Terms) -> Floats:
    """Productive hours of one offer, running contracts included."""
    hours = np.zeros(index.periods)
    for row in plan.allocations:
        if row.supplier == each.offer.key:
            hours += np.array(row.hours)
    return hours


def _of_call(index: Index, plan: Plan, each: Terms) -> Promise:
    bought = np.sum(list(plan.offers[each.offer.key].bought_hours.values()), axis=0)
    none = np.zeros(index.periods)
    hours = bought * each.net_hours[: index.periods]
    efficiency = np.ones(index.periods) * _mixed(index, plan, each)
    return Promise(each, none, hours, efficiency, _output(index, plan, each))


def _mixed(index: Index, plan: Plan, each: Terms) -> float:
    """Its efficiency before rework in the mix of skills it works in; their mean where it works in none."""
    skill = {work.workstream.key: work.workstream.skill for work in index.work}
    spent: dict[str, float] = dict.fromkeys(each.offer.skills, 0.0)
    for row in plan.allocations:
        if row.supplier == each.offer.key:
            spent[skill[row.workstream]] += sum(row.hours) / each.efficiency[skill[row.workstream]]
    total = sum(spent.values())
    if total <= 0:
        return sum(each.offer.skills.values()) / len(each.offer.skills)
    return sum(each.offer.skills[name] * hours for name, hours in spent.items()) / total
