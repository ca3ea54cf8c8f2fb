"""Two plans side by side in numbers: what is decided otherwise, who is there, what it costs and covers.

Both plans are taken as they are; nothing is solved. Money is compared only in one currency, heads only in
one unit of time: `difference` raises ValueError otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from scheduler.explain.difference.matching import TRACE, matched
from scheduler.plan import Action, Plan
from scheduler.problem.base import Model
from scheduler.rules import Cost


class Pair(Model):
    """A figure of both plans."""

    before: float
    after: float
    difference: float


class ActionPair(Model):
    """An action and what it became."""

    before: Action
    after: Action


class HeadsPair(Model):
    """Heads of one owner on each of the first days; None where a plan has no such period."""

    owner: str
    side: Literal["own", "contract"]
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]


class KindPair(Model):
    """What a kind of cost comes to in both plans."""

    kind: Cost
    cash: bool
    amount: Pair


class WorkPair(Model):
    """Hours of a workstream in both plans: asked for, and never done."""

    workstream: str
    demand: Pair
    short: Pair


class Difference(Model):
    """From one plan to another. `heads`, `costs` and `work` hold what differs; `same` counts actions.

    `first_days` are those of either plan; `coverage` the shares of hours asked for that are done.
    """

    added: tuple[Action, ...]
    removed: tuple[Action, ...]
    changed: tuple[ActionPair, ...]
    same: int
    first_days: tuple[date, ...]
    heads: tuple[HeadsPair, ...]
    costs: tuple[KindPair, ...]
    cost: Pair
    cash: Pair
    penalties: Pair
    coverage: Pair
    work: tuple[WorkPair, ...]


def difference(before: Plan, after: Plan) -> Difference:
    """What changes from one plan to another; raises ValueError for plans that cannot be compared."""
    if before.currency != after.currency:
        raise ValueError(f"one plan counts in {before.currency}, the other in {after.currency}")
    if abs(_span(before) - _span(after)) > timedelta(days=3):  # months and quarters differ by that much
        raise ValueError("the periods of the two plans are not of one length")
    same, changed = matched(before.actions, after.actions)
    days = tuple(sorted({*before.first_days[:-1], *after.first_days[:-1]}))
    gone = {id(pair[0]) for pair in (*same, *changed)}
    kept = {id(pair[1]) for pair in (*same, *changed)}
    return Difference(
        added=tuple(action for action in after.actions if id(action) not in kept),
        removed=tuple(action for action in before.actions if id(action) not in gone),
        changed=tuple(ActionPair(before=old, after=new) for old, new in changed),
        same=len(same),
        first_days=days,
        heads=tuple(_heads(before, after, days)),
        costs=tuple(_costs(before, after)),
        cost=pair(before.cost, after.cost),
        cash=pair(before.cash, after.cash),
        penalties=pair(before.penalties, after.penalties),
        coverage=pair(_coverage(before), _coverage(after)),
        work=tuple(_work(before, after)),
    )


def pair(before: float, after: float) -> Pair:
    """Both figures and what lies between them, without noise in the last digits."""
    return Pair(before=before, after=after, difference=round(after - before, 6))


def own_heads_apart(before: Plan, after: Plan) -> float:
    """Own heads that are in one plan and not in the other, in the period in which they are most."""
    old, new = _own(before), _own(after)
    apart: dict[date, float] = defaultdict(float)
    for key in old.keys() | new.keys():
        one, other = old.get(key, {}), new.get(key, {})
        for day in one.keys() | other.keys():
            apart[day] += abs(one.get(day, 0.0) - other.get(day, 0.0))
    return max(apart.values(), default=0.0)


def _heads(before: Plan, after: Plan, days: tuple[date, ...]) -> Iterable[HeadsPair]:
    for side, heads_of in (("own", _own), ("contract", _contract)):
        old, new = heads_of(before), heads_of(after)
        for owner in dict.fromkeys((*old, *new)):
            rows = [_row(plan, heads.get(owner, {}), days) for plan, heads in ((before, old), (after, new))]
            if any(a is None or b is None or abs(a - b) > TRACE for a, b in zip(*rows)):
                yield HeadsPair.model_validate(
                    {"owner": owner, "side": side, "before": rows[0], "after": rows[1]}
                )


def _row(plan: Plan, heads: Mapping[date, float], days: tuple[date, ...]) -> tuple[float | None, ...]:
    there = set(plan.first_days[:-1])
    return tuple(heads.get(day, 0.0) if day in there else None for day in days)


def _own(plan: Plan) -> dict[str, dict[date, float]]:
    return {key: dict(zip(plan.first_days, ledger.heads)) for key, ledger in plan.pools.items()}


def _contract(plan: Plan) -> dict[str, dict[date, float]]:
    """Heads by offer, and by running contract."""
    found = {
        key: dict(zip(plan.first_days, map(sum, zip(ledger.active, ledger.converting_active))))
        for key, ledger in plan.offers.items()
    }
    running = {key: dict(zip(plan.first_days, ledger.active)) for key, ledger in plan.running.items()}
    return {key: heads for key, heads in {**found, **running}.items() if any(heads.values())}


def _costs(before: Plan, after: Plan) -> Iterable[KindPair]:
    old, new = _by_kind(before), _by_kind(after)
    for kind in Cost:
        amount = pair(old.get(kind, 0.0), new.get(kind, 0.0))
        if abs(amount.difference) > TRACE:
            yield KindPair(kind=kind, cash=kind.cash, amount=amount)


def _by_kind(plan: Plan) -> dict[Cost, float]:
    sums: dict[Cost, float] = defaultdict(float)
    for line in plan.costs:
        sums[line.kind] += sum(line.amounts) + line.after
    return {kind: round(amount, 6) for kind, amount in sums.items()}


def _coverage(plan: Plan) -> float:
    demand = sum(sum(ledger.demand) for ledger in plan.workstreams.values())
    short = sum(sum(ledger.short) for ledger in plan.workstreams.values())
    return 1 - short / demand if demand else 1.0


def _work(before: Plan, after: Plan) -> Iterable[WorkPair]:
    for key in dict.fromkeys((*before.workstreams, *after.workstreams)):
        demand, short = _hours(before, after, key, "demand"), _hours(before, after, key, "short")
        if abs(demand.difference) > TRACE or abs(short.difference) > TRACE:
            yield WorkPair(workstream=key, demand=demand, short=short)


def _hours(before: Plan, after: Plan, key: str, name: Literal["demand", "short"]) -> Pair:
    sides = [plan.workstreams.get(key) for plan in (before, after)]
    return pair(*(0.0 if ledger is None else float(sum(getattr(ledger, name))) for ledger in sides))


def _span(plan: Plan) -> timedelta:
    """The length of a plan's first period."""
    return plan.first_days[1] - plan.first_days[0]
