"""Joiners, leavers and movers since the last import, by keyed hashes: no employee is kept."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from api.schemas.imports import PoolMoves
from scheduler.problem import Workforce


def hashed(pools: Mapping[str, str], key: bytes) -> dict[str, str]:
    """Hash → pool, from employee → pool."""
    return {hmac.new(key, who.encode(), hashlib.sha256).hexdigest(): pool for who, pool in pools.items()}


def moves(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, PoolMoves]:
    """By pool what changed; pools without any change are left out."""
    found = {pool: PoolMoves() for pool in sorted({*before.values(), *after.values()})}
    for who in before.keys() | after.keys():
        old, new = before.get(who), after.get(who)
        if old == new:
            continue
        if old is not None:
            if new is None:
                found[old].left += 1
            else:
                found[old].moved_out += 1
        if new is not None:
            if old is None:
                found[new].joined += 1
            else:
                found[new].moved_in += 1
    return {pool: each for pool, each in found.items() if each != PoolMoves()}


def changed_heads(before: Workforce, after: Workforce) -> float:
    """The share of heads by which pools grew or shrank; 0 when there were none."""
    old = {pool.key: pool.headcount for pool in before.pools}
    new = {pool.key: pool.headcount for pool in after.pools}
    there = sum(old.values())
    different = sum(abs(new.get(key, 0.0) - old.get(key, 0.0)) for key in old.keys() | new.keys())
    return different / there if there else 0.0
