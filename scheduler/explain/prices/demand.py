"""A program in which hours of one skill can be added, period by period, by columns of their own."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine import Program
from scheduler.model.arrays import Floats, Ints
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.model.coverage import coverage, hours_asked, max_delay, max_early, max_shortage
from scheduler.model.matrix import Matrix, Rows
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.rules import Rule

RULES = {
    Rule.COVERAGE: coverage,
    Rule.MAX_DELAY: max_delay,
    Rule.MAX_EARLY: max_early,
    Rule.MAX_SHORTAGE: max_shortage,
}
"""Where hours asked for set a limit; everywhere else they are no more than large enough."""


@dataclass(frozen=True)
class Demand:
    """`program`: the problem's, and columns `added` (T,), held at 0: hours of a skill added to each period.

    An added hour is divided among the skill's workstreams as `mix` (D, T) says.
    """

    case: Case
    program: Program
    added: Ints
    mix: Floats


@dataclass(frozen=True)
class _Limits:
    """What the rules of demand say: bounds of their rows (m, 2) and of all columns (n, 2)."""

    rows: Floats
    columns: Floats


def demand(problem: Problem, skill: str, baseline: Plan | None = None) -> Demand:
    """The problem's model, open for more hours of a skill. Whole columns may be fractions."""
    case = build(problem, baseline=baseline)
    mix = mix_of(case, skill)
    fuller = with_hours(problem, hours_asked(case) + mix)  # nobody is left out for want of work
    entries = build(fuller, baseline=baseline).matrix.program()
    given = case.matrix.program()
    opened = replace(given, rows=entries.rows, columns=entries.columns, entries=entries.entries)
    program, added = _opened(case, opened, mix)
    return Demand(case, program, added, mix)


def mix_of(case: Case, skill: str) -> Floats:
    """The share of each workstream (D, T) in an hour more of a skill: as the period's work is divided,
    where it has none as that of the horizon."""
    mine = np.array([each.workstream.skill == skill for each in case.index.work])
    hours = hours_asked(case) * mine[:, None]
    total = hours.sum(axis=1, keepdims=True)
    usual = total / total.sum() if total.any() else mine[:, None] / mine.sum()
    sums = hours.sum(axis=0, keepdims=True)
    mix: Floats = np.where(sums > 0, hours / np.where(sums > 0, sums, 1.0), usual)
    return mix


def with_hours(problem: Problem, hours: Floats) -> Problem:
    """The problem with other productive hours asked for. Shape (D, T)."""
    said = {"fte": None, "volume": None, "aht_seconds": None}
    streams = tuple(
        stream.model_copy(update={"hours": tuple(row), **said})
        for stream, row in zip(problem.forecast.workstreams, hours.tolist())
    )
    forecast = problem.forecast.model_copy(update={"workstreams": streams})
    return problem.model_copy(update={"forecast": forecast})


def _opened(case: Case, program: Program, mix: Floats) -> tuple[Program, Ints]:
    """The program with a column for each period's added hours, at 0."""
    width, periods = len(program.cost), case.index.periods
    rows, limits = _rows_of_demand(case.matrix.rows), _limits(case, np.zeros_like(mix))
    parts: list[tuple[Ints, Ints, Floats]] = []
    moved: list[tuple[Ints, Floats]] = []
    for t in range(periods):
        more = np.zeros_like(mix)
        more[:, t] = mix[:, t]
        other = _limits(case, more)
        pulls = _moved(limits.rows, other.rows)
        there = np.flatnonzero(pulls)
        parts.append((rows[there], np.full(len(there), width + t), -pulls[there]))
        pulls = _moved(limits.columns, other.columns)
        moved.append((np.flatnonzero(pulls), pulls[pulls != 0]))
    return _joined(program, parts, moved), width + np.arange(periods)


def _joined(
    program: Program, parts: list[tuple[Ints, Ints, Floats]], moved: list[tuple[Ints, Floats]]
) -> Program:
    """Entries of the new columns; a column whose upper bound moves gets a row in its place."""
    width, height, periods = len(program.cost), len(program.row_lower), len(moved)
    bound = np.unique(np.concatenate([places for places, _ in moved]))
    place = {int(column): height + n for n, column in enumerate(bound)}
    for t, (columns, pulls) in enumerate(moved):
        own = np.array([place[int(column)] for column in columns], dtype=np.int64)
        parts.append((own, np.full(len(own), width + t), -pulls))
    parts.append((height + np.arange(len(bound)), bound, np.ones(len(bound))))
    upper = program.upper.copy()
    upper[bound] = np.inf
    nothing = np.zeros(periods)
    return replace(
        program,
        cost=np.concatenate([program.cost, nothing]),
        lower=np.concatenate([program.lower, nothing]),
        upper=np.concatenate([upper, nothing]),
        whole=np.concatenate([program.whole, np.zeros(periods, dtype=bool)]),
        row_lower=np.concatenate([program.row_lower, np.full(len(bound), -np.inf)]),
        row_upper=np.concatenate([program.row_upper, program.upper[bound]]),
        rows=np.concatenate([program.rows, *(rows for rows, _, _ in parts)]),
        columns=np.concatenate([program.columns, *(columns for _, columns, _ in parts)]),
        entries=np.concatenate([program.entries, *(entries for _, _, entries in parts)]),
    )


def _limits(case: Case, more: Floats) -> _Limits:
    """What the rules of demand say when so many hours (D, T) more are asked for."""
    index, matrix = copy(case.index), Matrix()
    matrix.columns((case.matrix.width,))
    index.work = [replace(each, hours=each.hours + row) for each, row in zip(index.work, more)]
    for rule in RULES.values():
        rule(Case(index, case.variables, matrix, case.baseline))
    program = matrix.program()
    return _Limits(
        np.stack([program.row_lower, program.row_upper], axis=1),
        np.stack([program.lower, program.upper], axis=1),
    )


def _rows_of_demand(blocks: Sequence[Rows]) -> Ints:
    """The rows of the rules of demand, in the order in which these say them alone."""
    mine = [block for rule in RULES for block in blocks if block.rule is rule]
    rows = [block.first + np.arange(block.shape[0] * block.shape[1]) for block in mine]
    return np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)


def _moved(before: Floats, after: Floats) -> Floats:
    """By how much bounds (n, 2) move; both of a pair move alike where both are finite."""
    there = np.isfinite(before) & np.isfinite(after)
    apart = np.where(there, np.where(there, after, 0.0) - np.where(there, before, 0.0), 0.0)
    apart[np.abs(apart) < 1e-12] = 0.0
    sides: Floats = np.where(there[:, 1], apart[:, 1], apart[:, 0])
    return sides
