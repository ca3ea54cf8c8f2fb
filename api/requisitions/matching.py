"""Which requisition a wish of the next plan is: the same one with a later start, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from api.requisitions.wishes import Wish

Key = tuple[str, str, str, str | None]


def matched(wanted: Sequence[Wish], there: Sequence[Row[Any]]) -> list[Row[Any] | None]:
    """For each wish the requisition it goes on with, each at most once, the nearest starts first.

    Of two that are equally near, the one that somebody acted on, then the one with the nearer end, then the
    older one.
    """
    pairs = sorted(
        (_distance(wish, row), i, j)
        for i, wish in enumerate(wanted)
        for j, row in enumerate(there)
        if _may_be(wish, row)
    )
    found: list[Row[Any] | None] = [None] * len(wanted)
    taken = set[int]()
    for _, i, j in pairs:
        if found[i] is None and j not in taken:
            found[i] = there[j]
            taken.add(j)
    return found


def _may_be(wish: Wish, row: Row[Any]) -> bool:
    body = row.body
    same = wish.same == (body["kind"], body["role"], body["skill"], body["converts_to"])
    return same and abs((wish.start - date.fromisoformat(body["start"])).days) <= wish.tolerance


def _distance(wish: Wish, row: Row[Any]) -> tuple[int, bool, int]:
    start, end = date.fromisoformat(row.body["start"]), row.body["end"]
    late = abs((wish.start - start).days)
    if wish.end is None or end is None:
        apart = 0 if wish.end is None and end is None else 10**6
    else:
        apart = abs((wish.end - date.fromisoformat(end)).days)
    return late, row.heads_filled == 0 and row.external_id is None, apart
