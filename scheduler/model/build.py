"""Problem → matrix: decisions, then prices, then rules. `RULES` is the table of contents."""

from __future__ import annotations

from scheduler.model.baseline import Baseline
from scheduler.model.case import Case
from scheduler.model.contracts import (
    contract_balance,
    contract_lead,
    contract_notice,
    contract_window,
    conversion,
    max_term,
    min_term,
    running_contract,
)
from scheduler.model.coverage import (
    access,
    coverage,
    max_delay,
    max_early,
    max_shortage,
    supervision,
    supply_hours,
)
from scheduler.model.index import Index
from scheduler.model.inhouse import (
    headcount_balance,
    headcount_limits,
    hire_lead,
    hire_limit,
    idle_limit,
    idle_total,
    min_tenure,
    move_limit,
    overtime_limit,
    release_limit,
    release_notice,
    release_of_present,
    short_time_limit,
)
from scheduler.model.matrix import Matrix
from scheduler.model.objective import LINES
from scheduler.model.policy import budget, frozen, headcount_total, hires_total, total_heads, vendor_count
from scheduler.model.shares import contractor_share, inhouse_share, vendor_share
from scheduler.model.variables import variables
from scheduler.model.vendors import contract_limits, vendor_commitment, vendor_limits, vendor_used
from scheduler.plan import Plan
from scheduler.problem import Problem

RULES = (
    headcount_balance,
    hire_lead,
    hire_limit,
    release_notice,
    release_limit,
    headcount_limits,
    min_tenure,
    release_of_present,
    move_limit,
    overtime_limit,
    short_time_limit,
    idle_limit,
    idle_total,
    contract_balance,
    min_term,
    max_term,
    running_contract,
    conversion,
    contract_lead,
    contract_notice,
    contract_window,
    contract_limits,
    vendor_limits,
    vendor_used,
    vendor_commitment,
    supply_hours,
    supervision,
    coverage,
    max_delay,
    max_early,
    max_shortage,
    access,
    contractor_share,
    vendor_share,
    inhouse_share,
    headcount_total,
    total_heads,
    hires_total,
    vendor_count,
    budget,
    frozen,
)


def build(
    problem: Problem,
    *,
    baseline: Plan | None = None,
    omit: frozenset[str] = frozenset(),
    elastic: frozenset[str] = frozenset(),
) -> Case:
    """The whole model of a valid problem. `omit` leaves rules out, `elastic` lets rules give at a price."""
    index = Index(problem)
    matrix = Matrix(omit=omit, elastic=elastic)
    earlier = Baseline(baseline, index.timeline) if baseline else None
    case = Case(index, variables(index, matrix), matrix, earlier)
    for line in LINES:
        line(case)
    for rule in RULES:
        rule(case)
    return case
