"""Pay is seen by those who may: what it is, and a document without it."""

from __future__ import annotations

from typing import Any

PAY = frozenset({"salary", "per", "pay_by_age", "on_cost_share", "overheads", "idle_cost"})
"""Fields of a pool that say what somebody earns, or let it be worked out."""
INSIDE = {
    "hire": frozenset({"costs"}),
    "release": frozenset({"cost"}),
    "overtime": frozenset({"premium", "rate"}),
    "short_time": frozenset({"pay_share", "cost"}),
}


def without_pay(workforce: dict[str, Any]) -> dict[str, Any]:
    """A workforce as somebody sees it who may not see pay."""
    pools = [_pool(pool) for pool in workforce.get("pools", [])]
    moves = [
        {name: value for name, value in move.items() if name != "cost"} for move in workforce.get("moves", [])
    ]
    return {**workforce, "pools": pools, "moves": moves}


def _pool(pool: dict[str, Any]) -> dict[str, Any]:
    seen = {name: value for name, value in pool.items() if name not in PAY}
    for name, hidden in INSIDE.items():
        if isinstance(seen.get(name), dict):
            seen[name] = {inner: value for inner, value in seen[name].items() if inner not in hidden}
    return seen
