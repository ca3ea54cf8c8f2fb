"""Two plans side by side, as one reader may see them."""

from __future__ import annotations

from collections.abc import Callable

from api.errors import ApiError
from api.parts.pay import LEAST, Seen
from api.schemas.parts import Compared, Totals
from scheduler.explain.difference import (
    Difference,
    DocumentChange,
    Pair,
    difference,
    documents_difference,
    headline,
    own_heads_apart,
    pair,
    sentences,
)
from scheduler.plan import Plan
from scheduler.problem import Problem

SENTENCES = 12  # of what is decided otherwise; the rest is counted


def compared(names: tuple[str, str], before: Seen, after: Seen) -> Compared:
    """From the first plan to the second; 409 for plans that count in other money or other periods."""
    old, new = before.result.plan, after.result.plan
    assert old is not None
    assert new is not None
    try:
        found = difference(old, new)
    except ValueError as error:
        raise ApiError(409, "not_comparable", f"These plans cannot be compared: {error}.") from None
    totals = _totals(before, after, old, new)
    return Compared(
        before=names[0],
        after=names[1],
        currency=new.currency,
        pay_shown=after.pay,
        headline=_headline(found, totals, new.currency),
        sentences=list(sentences(found, SENTENCES)),
        inputs=inputs_apart(before.problem, after.problem, after.pay),
        totals=totals,
        same=found.same,
        added=list(found.added),
        removed=list(found.removed),
        changed=list(found.changed),
        first_days=list(found.first_days),
        heads=list(found.heads),
        costs=list(found.costs),
        coverage=found.coverage,
        work=list(found.work),
    )


def inputs_apart(before: Problem, after: Problem, pay: bool) -> list[DocumentChange]:
    """What the documents say otherwise; without `pay` both problems hold none, and no budget is told."""
    return list(map(_seen(pay), documents_difference(before, after)))


def _headline(found: Difference, totals: Totals, currency: str) -> str | None:
    """Of the whole cost, or not at all: without pay the plans hold only lines that pay does not set."""
    if totals.cost is None:
        return None
    return headline(found.model_copy(update={"cost": totals.cost}), currency)


def _seen(pay: bool) -> Callable[[DocumentChange], DocumentChange]:
    """What is left of a budget when a plan is carried on says what was spent on own people."""
    return lambda change: change if pay or not _of_budget(change) else _without_figures(change)


def _of_budget(change: DocumentChange) -> bool:
    return change.document == "policy" and "budget" in (change.table, change.field.split(".")[0])


def _without_figures(change: DocumentChange) -> DocumentChange:
    nothing = dict.fromkeys(("before", "after", "share"))
    return change.model_copy(update={**nothing, "text": "the budget is another"})


def _totals(before: Seen, after: Seen, old: Plan, new: Plan) -> Totals:
    """Without pay, what lies between two sums is itself a sum over the people in whom the plans differ.

    So it is told only where these are at least `LEAST`; plans with the same people differ by a rise.
    """
    hidden = not after.pay and own_heads_apart(old, new) < LEAST
    return Totals(
        cost=None if hidden else _pair(before.result.cost, after.result.cost),
        cash=_pair(before.result.cash, after.result.cash),
        penalties=_pair(before.result.penalties, after.result.penalties),
        in_house=None if hidden else _pair(_float(before), _float(after)),
    )


def _float(seen: Seen) -> float | None:
    return None if seen.in_house is None else float(seen.in_house)


def _pair(before: float | None, after: float | None) -> Pair | None:
    return None if before is None or after is None else pair(before, after)
