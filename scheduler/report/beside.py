"""A plan beside another: what both come to, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.explain.difference import Difference
from scheduler.words import kind_name


class Pairs(NamedTuple):
    """A figure of the earlier plan, of this one, and what lies between them; shares count in hundredths."""

    name: str
    before: float
    after: float
    difference: float


def money_pairs(found: Difference) -> Iterator[Pairs]:
    """Cost, cash and penalties, then every kind of cost that differs."""
    for name in ("cost", "cash", "penalties"):
        each = getattr(found, name)
        yield Pairs(f"{name}, in all", each.before, each.after, each.difference)
    for kind in found.costs:
        yield Pairs(kind_name(kind.kind.value), kind.amount.before, kind.amount.after, kind.amount.difference)


def hour_pairs(found: Difference) -> Iterator[Pairs]:
    """Hours asked for and never done, of the work in which they differ."""
    for work in found.work:
        for name, each in (("asked for", work.demand), ("never done", work.short)):
            if each.difference:
                yield Pairs(f"{work.workstream}, {name}", each.before, each.after, each.difference)
