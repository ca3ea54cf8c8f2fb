"""How a search came to where it is: cost and bound whenever one of them changed."""

from __future__ import annotations

from collections.abc import Sequence

from api.store.store import Scope
from api.store.tables import traces

MOST = 200  # points of a search; when there are more, every second of the older ones goes

Point = tuple[float, float | None, float | None]
"""Seconds since the search began, cost, bound."""


def of(scope: Scope, plan: str) -> list[Point]:
    """The points of a search, oldest first."""
    row = scope.one(traces, traces.c.plan == plan)
    return [] if row is None else [(seconds, cost, bound) for seconds, cost, bound in row.points]


def begin(scope: Scope, plan: str) -> None:
    """A search begins anew: what was found before is gone."""
    scope.set(traces, plan=plan, points=[])


def note(scope: Scope, plan: str, point: Point) -> None:
    """One more point, unless it says what the last one said or there is nothing to say yet."""
    points = of(scope, plan)
    if point[1:] == (None, None) or (points and points[-1][1:] == point[1:]):
        return
    scope.set(traces, plan=plan, points=thinned([*points, point]))


def thinned(points: Sequence[Point]) -> list[Point]:
    """At most `MOST` points; the first and the newest half stay."""
    if len(points) <= MOST:
        return list(points)
    older = len(points) // 2
    return [*points[:older:2], *points[older:]]
