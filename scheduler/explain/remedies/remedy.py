"""A remedy: the least edits that make a plan possible, and what the plan then costs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from scheduler.explain.asking import Asking
from scheduler.explain.interval import Interval
from scheduler.explain.remedies.edit import Edit
from scheduler.explain.remedies.find import ALL, Found, find
from scheduler.explain.remedies.levers import in_order
from scheduler.explain.remedies.tries import Tries
from scheduler.plan import Plan
from scheduler.problem.base import Model
from scheduler.search.conflicts import Group
from scheduler.words import exact

FOUND, MODEST = " for {}", " for at most {}"
ANY = "; what it costs was not found out in time"


class Remedy(Model):
    """Edits to be made together, in this order; with them a plan was found and checked.

    `cost`: of the cheapest plan then, in the forecast's currency, between its bound and the plan found; the
    text says "at most" where there was no time to look for a cheap one, and no upper end where for none.
    `least`: it is proven that no edit can be left out or be a step less, the others as they are.
    Without edits no remedy was found, and `text` says why.
    """

    edits: tuple[Edit, ...]
    cost: Interval | None
    least: bool
    text: str

    @property
    def groups(self) -> frozenset[Group]:
        """Rules and owners that give."""
        return frozenset((edit.rule, edit.owner) for edit in self.edits)

    def is_like(self, other: Remedy) -> bool:
        """Whether the same rules give in both, or the same fields: one limit may hold for several owners."""
        return self.groups == other.groups or self._cells == other._cells

    @property
    def _cells(self) -> frozenset[str]:
        return frozenset(cell.model_dump_json() for edit in self.edits for cell in edit.cells)


def worked_out(
    asking: Asking,
    tries: Tries,
    favoured: Collection[Group] = (),
    forbidden: Collection[Group] = (),
    most: int = ALL,
) -> Remedy:
    """The remedy in which favoured rules give first and forbidden ones do not; verified by a solve.

    `most`: edits that it may take.
    """
    found = find(tries, favoured, forbidden, most)
    if found is None:
        return none("time was over" if tries.late else "none was found among the fields that can give")
    if any(step == lever.most and lever.steps.each is not None for lever, step in found.steps) and tries.late:
        return none("time was over before it was known how much must give")
    return _costed(asking, tries, found)


def _costed(asking: Asking, tries: Tries, found: Found) -> Remedy:
    """With the cheapest plan that is found; else one not absurdly dear; else any, whose cost says nothing."""
    spare = min(asking.seconds, max(0.0, asking.left)) / 3
    hasty = replace(asking, until=asking.until - spare)
    result = hasty.solve(tries.edited(found.cells), start=tries.plan(found.cells))
    if result.plan is not None:
        return _told(found, result.plan, result.bound, FOUND)
    modest = tries.modest(found.cells, spare)
    if modest is not None:
        return _told(found, modest, result.bound, MODEST)
    plan = tries.checked(found.cells)
    if plan is None:
        return none("a plan is possible, but none was found in time")
    told = _told(found, plan, result.bound, ANY)
    cost = None if told.cost is None else Interval(low=told.cost.low, high=None)
    return told.model_copy(update={"cost": cost})


def none(why: str) -> Remedy:
    """No remedy."""
    return Remedy(edits=(), cost=None, least=False, text=f"no remedy: {why}")


def _told(found: Found, plan: Plan, bound: float | None, what: str) -> Remedy:
    edits = tuple(
        Edit(rule=lever.group[0], owner=lever.group[1], cells=cells, text=lever.text(step, plan))
        for (lever, step), cells in zip(found.steps, in_order(found.steps))
    )
    cost = None if bound is None else Interval(low=min(bound, plan.cost), high=plan.cost)
    text = " and ".join(edit.text for edit in edits)
    told = what.format(f"{exact(plan.cost)} {plan.currency}")
    return Remedy(edits=edits, cost=cost, least=found.least, text=f"{text}: then there is a plan{told}")
