"""What a thing of the plan costs until the end of the plan: its share, by heads, of its owner's cost lines.

A hire: its one-off cost and the pay of who stays; a contract: onboarding, rate, overheads and exit of its
heads; a release, a move, an end: its one-off cost; overtime and hours bought: their lines. What comes after
the horizon, and what belongs to a vendor as a whole, is no action's.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scheduler.explain.reasons.asked import Asked, heads_of_offer
from scheduler.model.arrays import Floats
from scheduler.rules import Cost

PAID = (Cost.SALARY, Cost.ON_COST, Cost.POOL_OVERHEAD)
RUNNING = (Cost.CONTRACT, Cost.CONTRACT_OVERHEAD, Cost.EARLY_EXIT)


def cost(asked: Asked) -> float:
    """Money in the forecast's currency."""
    if asked.kind == "overtime":
        return float(_lines(asked, asked.owner, [Cost.OVERTIME]).sum())
    if asked.kind == "hours":
        return float(_lines(asked, asked.owner, [kind for kind in Cost if not kind.tail]).sum())
    if asked.kind == "hire":
        return _hire(asked)
    if asked.kind in ("contract", "conversion"):
        return _contract(asked)
    return _once(asked)


def stayers(asked: Asked, pool: str, heads: float, first: int) -> Floats:
    """Heads still there by period of `heads` who come in `first`, leaving as their whole pool does. (T,)"""
    ledger = asked.plan.pools[pool]
    there, left = np.zeros(len(ledger.heads)), heads
    for t in range(first, len(there)):
        here = ledger.heads[t] + ledger.leavers[t]
        left *= ledger.heads[t] / here if here > 0 else 0.0
        there[t] = left
    return there


def share(part: Floats, whole: Floats) -> Floats:
    """part / whole, nothing where there is no whole. Shape (T,)."""
    result: Floats = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
    return result


def _hire(asked: Asked) -> float:
    ledger, start = asked.plan.pools[asked.owner], asked.periods.start
    there = stayers(asked, asked.owner, asked.heads, start)
    paid = _lines(asked, asked.owner, PAID) * share(there, np.array(ledger.heads))
    one_off = _lines(asked, asked.owner, [Cost.HIRING])[start] * asked.heads / ledger.hires[start]
    return float(paid.sum() + one_off)


def _contract(asked: Asked) -> float:
    ledger, start, end = asked.plan.offers[asked.owner], asked.periods.start, asked.periods.stop
    there = np.zeros(len(ledger.starts))
    there[start:end] = asked.heads
    running = _lines(asked, asked.owner, RUNNING) * share(
        there, heads_of_offer(asked.problem, asked.plan, asked.owner)
    )
    begun = ledger.starts[start] + ledger.converting_starts[start]
    total = running.sum() + _lines(asked, asked.owner, [Cost.ONBOARDING])[start] * asked.heads / begun
    if end < len(there):
        gone = ledger.ends[end] + ledger.converted[end]
        total += _lines(asked, asked.owner, [Cost.EXIT, Cost.CONVERSION_FEE])[end] * asked.heads / gone
    return float(total)


def _once(asked: Asked) -> float:
    """A release, a move, or the end of a running contract."""
    start, plan = asked.periods.start, asked.plan
    if asked.kind == "release":
        line, heads = _lines(asked, asked.owner, [Cost.RELEASE]), plan.pools[asked.owner].releases[start]
    elif asked.kind == "move":
        line, heads = _lines(asked, asked.owner, [Cost.MOVE]), plan.moves[asked.owner].heads[start]
    else:
        offer = asked.offer
        assert offer is not None
        lots = [lot.key for lot in asked.problem.rate_card.running if lot.offer == offer]
        heads = plan.offers[offer].ends[start] + sum(plan.running[key].ends[start] for key in lots)
        line = _lines(asked, offer, [Cost.EXIT])
    return float(line[start] * asked.heads / heads)


def _lines(asked: Asked, owner: str, kinds: Iterable[Cost]) -> Floats:
    """Lines of these kinds and owner, added up by period. Shape (T,)."""
    wanted = set(kinds)
    rows = [line.amounts for line in asked.plan.costs if line.owner == owner and line.kind in wanted]
    total: Floats = np.sum([np.zeros(len(asked.plan.first_days) - 1), *map(np.array, rows)], axis=0)
    return total
