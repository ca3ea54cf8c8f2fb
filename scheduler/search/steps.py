"""Small steps from a plan: what a planner would try by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scheduler.engine import Program
from scheduler.model.actions import stays
from scheduler.model.arrays import ABSENT, Floats, Ints
from scheduler.model.case import Case


@dataclass(frozen=True)
class Step:
    """Columns that change by so much; `fewer`: the plan has fewer actions after it."""

    columns: Ints
    change: Floats
    fewer: bool = False

    def applied(self, values: Floats) -> Floats:
        """The values after the step."""
        after = values.copy()
        after[self.columns] += self.change
        return after

    def inside(self, program: Program, values: Floats) -> bool:
        """Whether the columns stay whole and within their bounds."""
        after = values[self.columns] + self.change
        low, high = program.lower[self.columns], program.upper[self.columns]
        return bool((after >= low).all() and (after <= high).all() and (after == np.round(after)).all())


def steps(case: Case, values: Floats) -> list[Step]:
    """All small steps from a plan, with the marks and batches that follow from them."""
    v = case.variables
    found: list[dict[int, float]] = []
    for columns in (*v.hires, *v.releases, *v.moves, *v.running_ends):
        found += _of_row(columns.tolist(), values)
    found += [{c: by} for row in v.short_time for c in row.tolist() if values[c] > 0 for by in (-1.0, 1.0)]
    for starts, ends in _streams(case):
        found += _of_stays(starts.tolist(), ends.tolist(), values)
    return [_step(case, change, values) for change in found]


def _streams(case: Case) -> list[tuple[Ints, Ints]]:
    v = case.variables
    pairs = [*zip(v.starts, v.ends), *zip(v.converting_starts, v.converted)]
    return [(starts, ends) for starts, ends in pairs]


def _of_row(columns: list[int], values: Floats) -> Iterator[dict[int, float]]:
    """One head more or less, all dropped, one or all a period sooner or later."""
    for t, column in enumerate(columns):
        heads = float(values[column])
        if heads <= 0:
            continue
        yield {column: 1.0}
        for count in {1.0, heads}:
            yield {column: -count}
            for near in (t - 1, t + 1):
                if 0 <= near < len(columns):
                    yield {column: -count, columns[near]: count}


def _of_stays(starts: list[int], ends: list[int], values: Floats) -> Iterator[dict[int, float]]:
    """The same for heads who start and end; an end after the last period is no column."""
    periods = len(starts)
    for start, end, heads in stays(values[starts], values[ends]):
        last = periods if end is None else end
        yield _stay(starts, ends, start, last, 1.0)
        for count in {1.0, heads}:
            gone = _stay(starts, ends, start, last, -count)
            yield gone
            for sooner, later in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1)):
                first, then = start + sooner, last + later
                if 0 <= first < min(then, periods) and then <= periods:
                    yield _sum(gone, _stay(starts, ends, first, then, count))


def _stay(starts: list[int], ends: list[int], start: int, end: int, heads: float) -> dict[int, float]:
    change = {starts[start]: heads}
    if end < len(ends):
        change[ends[end]] = change.get(ends[end], 0.0) + heads
    return change


def _sum(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    total = {column: one.get(column, 0.0) + other.get(column, 0.0) for column in {*one, *other}}
    return {column: amount for column, amount in total.items() if amount}


def _step(case: Case, change: dict[int, float], values: Floats) -> Step:
    columns = np.array(sorted(change), dtype=np.int64)
    amounts = np.array([change[column] for column in sorted(change)])
    after = values.copy()
    after[columns] += amounts
    fewer = bool((after[columns] > 0).sum() < (values[columns] > 0).sum())
    marks = _marks(case, after, values)
    return Step(
        np.concatenate([columns, marks]), np.concatenate([amounts, after[marks] - values[marks]]), fewer
    )


def _marks(case: Case, after: Floats, values: Floats) -> Ints:
    """Sets in `after` what follows from the heads there: 0/1 marks and batches. Returns what changed."""
    v = case.variables
    if not case.matrix.follows:
        return np.zeros(0, dtype=np.int64)
    after[v.active] = np.cumsum(after[v.starts] - after[v.ends], axis=1)
    after[v.converting_active] = np.cumsum(after[v.converting_starts] - after[v.converted], axis=1)
    changed = []
    for each in case.matrix.follows:
        there = np.where(each.of == ABSENT, 0.0, after[each.of])
        after[each.columns] = each.value(there)
        changed.append(each.columns[after[each.columns] != values[each.columns]])
    return np.concatenate(changed)
