"""The same figures as sums over a model's columns, for a search that makes them small."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints
from scheduler.model.caps import WHOLE_HORIZON
from scheduler.model.case import Case
from scheduler.model.decisions import decisions
from scheduler.model.vendors import has_mark, mark_used
from scheduler.rules import Cost, Rule

ONCE = ("hires", "releases", "moves", "starts", "converting_starts", "running_ends")
"""What happens first in every action: its end is no second one."""


@dataclass(frozen=True)
class Form:
    """weights · columns + constant. Arrays (n,); a column may come twice."""

    columns: Ints
    weights: Floats
    constant: float = 0.0

    def keep_within(self, case: Case, most: float) -> None:
        """Requires of the case that the form stays at or under `most`."""
        if len(self.columns):
            terms = [(self.columns[None, None], self.weights[None, None])]
            upper = most - self.constant
            case.matrix.require(Rule.BUDGET, ["all"], terms, upper=upper, periods=WHOLE_HORIZON)

    def cost(self, width: int) -> Floats:
        """As an objective over all columns. Shape (width,)."""
        cost = np.zeros(width)
        np.add.at(cost, self.columns, self.weights)
        return cost


def vendors_in_use(case: Case) -> Form:
    """Marks of vendors; those that no price or rule asks for are made to tell the truth."""
    for place, vendor in enumerate(case.index.vendors):
        if not has_mark(case, place) and not case.index.is_engaged(vendor):
            mark_used(case, place, vendor.key)
    return _sum(case.variables.used)


def contractor_hours(case: Case) -> Form:
    """Hours delivered by offers."""
    own = len(case.index.pools)
    pairs = [number for number, pair in enumerate(case.index.pairs) if pair.supplier >= own]
    return _sum(case.variables.delivered[pairs])


def committed_after(case: Case) -> Form:
    """Cost lines after the horizon that are cash."""
    columns, weights, constant = [], [], 0.0
    for line in case.matrix.priced:
        if line.kind.tail and line.kind.cash:
            there = line.columns != ABSENT
            columns.append(line.columns[there])
            weights.append(line.prices[there])
            constant += float(line.constant.sum())
    if not columns:
        return _sum(np.zeros(0, dtype=np.int64))
    return Form(np.concatenate(columns), np.concatenate(weights), constant)


def heads_in_motion(case: Case) -> Form:
    """Heads of all decisions but ends; with a baseline, heads more and heads fewer than it."""
    if case.baseline is None:
        rows = [each.columns for each in decisions(case) if each.quantity in ONCE]
        return _sum(np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64))
    apart = [_apart(case, number) for number in range(len(decisions(case)))]
    return _sum(np.concatenate(apart) if apart else np.zeros(0, dtype=np.int64))


def overtime_hours(case: Case) -> Form:
    """Overtime of all pools."""
    return _sum(case.variables.overtime)


def _apart(case: Case, number: int) -> Ints:
    """New columns for what one decision has more and fewer than the baseline, in its free periods."""
    assert case.baseline is not None
    each = decisions(case)[number]
    free = np.array(each.free_periods(), dtype=np.int64)
    if not len(free):
        return free
    was = case.baseline.heads(each.quantity, each.owner)[None, free]
    more, fewer = (case.matrix.columns((1, len(free))) for _ in range(2))
    terms = [(each.columns[None, free], 1.0), (more, -1.0), (fewer, 1.0)]
    case.matrix.require(Cost.CHANGE, [each.owner], terms, was, was, periods=free)
    return np.concatenate([more.ravel(), fewer.ravel()])


def _sum(columns: Ints) -> Form:
    return Form(columns.ravel(), np.ones(columns.size))
