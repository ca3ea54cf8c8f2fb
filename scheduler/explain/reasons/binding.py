"""Which limits leave an action no room: rows of the plan's own program in which no more would fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from scheduler.explain.reasons.asked import TRACE, Asked
from scheduler.explain.reasons.rows import plan_values
from scheduler.explain.reasons.shapes import Binds
from scheduler.model.arrays import Bools, Floats
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.model.matrix import Rows
from scheduler.plan import Plan
from scheduler.rules import Rule
from scheduler.words import counted, span, with_days

LIMITS = frozenset(
    {
        Rule.HIRE_LIMIT, Rule.RELEASE_LIMIT, Rule.MOVE_LIMIT, Rule.OVERTIME_LIMIT, Rule.CONVERSION,
        Rule.CONTRACT_LIMITS, Rule.VENDOR_LIMITS, Rule.CONTRACTOR_SHARE, Rule.VENDOR_SHARE,
        Rule.INHOUSE_SHARE, Rule.HEADCOUNT_TOTAL, Rule.TOTAL_HEADS, Rule.HIRES_TOTAL, Rule.BUDGET,
    }
)  # fmt: skip
"""Not the number of vendors: whoever has something in the plan is used already."""
SPANS = frozenset({Rule.HIRE_LIMIT, Rule.RELEASE_LIMIT, Rule.MOVE_LIMIT})
"""Rules whose rows may be of a longer span than a period, named by its first period."""
ANY = 1e-9  # the least step of hours, and of heads that need not be whole
Stretch = tuple[int, int]
"""First period, and the period after the last."""


def limits(asked: Asked, baseline: Plan | None) -> Iterator[Binds]:
    """Limits that one head more (a batch more; of hours: any) would break, each where it does."""
    case = build(asked.problem, baseline=baseline)
    values, steps = plan_values(case, asked.plan), _steps(case, asked)
    held: dict[tuple[Rule, str], list[Stretch]] = defaultdict(list)
    tight = _tight(case, values, steps)
    for block in case.matrix.rows:
        if isinstance(block.rule, Rule) and block.rule in LIMITS:
            for owner, stretch in _of_block(block, tight, case.index.periods):
                held[block.rule, owner].append(stretch)
    return (_binds(asked, rule, owner, stretches) for (rule, owner), stretches in held.items())


def _steps(case: Case, asked: Asked) -> Floats:
    """How much more each column of the thing could be at least; nan for all others. Shape (n,)."""
    index, v = case.index, case.variables
    steps = np.full(case.matrix.width, np.nan)
    whole = 1.0 if index.problem.policy.whole_heads else ANY
    there = np.arange(asked.periods.start, asked.periods.stop)
    first, supplier = asked.periods.start, asked.pool or asked.offer
    assert supplier is not None
    place = index.suppliers.index(supplier)
    if asked.kind not in ("release", "end_running"):
        steps[v.delivered[np.ix_(np.array(index.pairs_of_supplier(place), dtype=np.int64), there)]] = ANY
    if asked.kind in ("contract", "conversion"):
        k = index.head_keys.index(supplier)
        starts, active = (
            (v.starts, v.active) if asked.kind == "contract" else (v.converting_starts, v.converting_active)
        )
        steps[[*active[k, there], starts[k, first]]] = whole * index.heads[k].offer.batch
    elif asked.kind == "hours":
        k = [each.offer.key for each in index.calls].index(supplier)
        steps[v.bought[[row for row, (call, _) in enumerate(index.bought) if call == k]]] = ANY
    elif asked.kind == "hire":
        steps[[*v.heads[place, there], v.hires[place, first]]] = whole
    elif asked.kind == "release":
        steps[v.releases[place, first]] = whole
    elif asked.kind == "move":
        steps[v.moves[[move.key for move in index.moves].index(asked.owner), first]] = whole
    elif asked.kind == "overtime":
        steps[v.overtime[place]] = ANY
    return steps


def _tight(case: Case, values: Floats, steps: Floats) -> Bools:
    """Rows that break when all columns of the thing that are there are a step more. Shape (m,).

    All at once: a head that starts is also there, and a row that weighs the one against the other stays.
    """
    program = case.matrix.program()
    height = len(program.row_lower)
    activity = np.bincount(program.rows, program.entries * values[program.columns], height)
    size = np.bincount(program.rows, abs(program.entries * values[program.columns]), height)
    mine = ~np.isnan(steps[program.columns]) & (values[program.columns] > TRACE)
    push = np.bincount(program.rows[mine], (program.entries * steps[program.columns])[mine], height)
    near = TRACE * np.maximum(1.0, size)
    with np.errstate(invalid="ignore"):
        above = (push > 0) & (program.row_upper - activity <= np.maximum(near, push - near))
        below = (push < 0) & (activity - program.row_lower <= np.maximum(near, -push - near))
    tight: Bools = above | below
    return tight


def _of_block(block: Rows, tight: Bools, periods: int) -> Iterator[tuple[str, Stretch]]:
    """Owner and periods of each tight row; a row of a whole month holds until the next month's."""
    size = block.shape[0] * block.shape[1]
    ends = [*block.periods[1:].tolist(), periods]
    for row, place in zip(*np.nonzero(tight[block.first : block.first + size].reshape(block.shape))):
        first = int(block.periods[place])
        yield block.owners[row], (first, ends[place] if block.rule in SPANS else first + 1)


def _binds(asked: Asked, rule: Rule, owner: str, stretches: list[Stretch]) -> Binds:
    days, planned = asked.plan.first_days, sorted(each for each in stretches if each[0] >= 0)
    if not planned:
        since = until = None
        when = "over the whole plan"
    else:
        since, until = days[planned[0][0]], days[planned[-1][1]]
        there, wide = sum(end - first for first, end in planned), planned[-1][1] - planned[0][0]
        unit = asked.problem.forecast.calendar.unit
        when = span(since, until)
        when = when if there == wide else f"in {there} of {counted(wide, unit)} {when}"
    text = rule.said(with_days(owner), when)
    return Binds(rule=str(rule), owner=owner, since=since, until=until, text=text)
