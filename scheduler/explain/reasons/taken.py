"""What another plan has in place of a thing of this one, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.explain.difference import difference
from scheduler.explain.reasons.shapes import InPlace, Unit
from scheduler.plan import Plan
from scheduler.words import counted, listed, way

LEAST = 0.05  # heads times periods, or hours: less is not told
HOURS_OF_HEAD = {"week": 30.0, "month": 130.0, "quarter": 390.0, "year": 1560.0}  # to sort by, roughly


def in_place(before: Plan, after: Plan, unit: str) -> tuple[InPlace, ...]:
    """What differs by owner, the most first; `unit` of the calendar, to set heads beside hours."""
    found = [each for each in (*_heads(before, after), *_hours(before, after)) if abs(each.amount) > LEAST]
    weight = {"own heads": HOURS_OF_HEAD[unit], "contract heads": HOURS_OF_HEAD[unit]}
    return tuple(sorted(found, key=lambda each: -abs(each.amount) * weight.get(each.what, 1.0)))


def _heads(before: Plan, after: Plan) -> Iterator[InPlace]:
    for pair in difference(before, after).heads:
        amount = sum((b or 0.0) - (a or 0.0) for a, b in zip(pair.before, pair.after))
        what: Unit = "own heads" if pair.side == "own" else "contract heads"
        yield InPlace(owner=pair.owner, what=what, amount=round(amount, 6))


def _hours(before: Plan, after: Plan) -> Iterator[InPlace]:
    for key, pool in after.pools.items():
        was = before.pools[key]
        yield _more(key, "overtime hours", sum(was.overtime_hours), sum(pool.overtime_hours))
        yield _more(key, "idle hours", sum(was.idle_hours), sum(pool.idle_hours))
    for key, offer in after.offers.items():
        bought = [sum(map(sum, each.bought_hours.values())) for each in (before.offers[key], offer)]
        yield _more(key, "hours bought", *bought)
    for key, work in after.workstreams.items():
        yield _more(key, "hours short", sum(before.workstreams[key].short), sum(work.short))


def _more(owner: str, what: Unit, before: float, after: float) -> InPlace:
    return InPlace(owner=owner, what=what, amount=round(after - before, 6))


def said(found: tuple[InPlace, ...], unit: str, most: int = 3) -> str:
    """The largest of them; empty when nothing differs.

    Where something comes in place (anything more, or fewer idle hours) only that is told.
    """
    comes = [each for each in found if each.amount > 0 and each.what != "idle hours"]
    return listed((_said(each, unit) for each in (comes or found)[:most]), limit=most)


def _said(each: InPlace, unit: str) -> str:
    noun, rest = {
        "own heads": (f"head-{unit}", "in {}"),
        "contract heads": (f"head-{unit}", "at {}"),
        "overtime hours": ("hour", "of overtime in {}"),
        "idle hours": ("idle hour", "in {}"),
        "hours bought": ("hour", "bought from {}"),
        "hours short": ("hour", "of {} left undone"),
    }[each.what]
    return counted(abs(each.amount), f"{way(each.amount)} {noun}", rest.format(each.owner))
