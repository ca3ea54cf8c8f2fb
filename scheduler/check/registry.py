"""Every check, in the order in which they report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.check import actions, contracts, coverage, inhouse, ledger, policy, shares, vendors
from scheduler.check.case import Case
from scheduler.result import Violation

Check = Callable[[Case], Iterator[Violation]]

RULES: tuple[Check, ...] = (
    inhouse.headcount_balance,
    inhouse.hire_lead,
    inhouse.hire_limit,
    inhouse.release_notice,
    inhouse.release_limit,
    inhouse.headcount_limits,
    inhouse.min_tenure,
    inhouse.release_of_present,
    inhouse.move_limit,
    inhouse.overtime_limit,
    inhouse.short_time_limit,
    inhouse.idle_limit,
    inhouse.idle_total,
    contracts.contract_balance,
    contracts.min_term,
    contracts.max_term,
    contracts.running_contract,
    contracts.conversion,
    contracts.contract_lead,
    contracts.contract_notice,
    contracts.contract_window,
    contracts.contract_limits,
    vendors.vendor_limits,
    vendors.vendor_used,
    vendors.vendor_commitment,
    coverage.supply_hours,
    coverage.supervision,
    coverage.coverage,
    coverage.max_delay,
    coverage.max_early,
    coverage.max_shortage,
    coverage.access,
    shares.contractor_share,
    shares.vendor_share,
    shares.inhouse_share,
    policy.headcount_total,
    policy.total_heads,
    policy.hires_total,
    policy.vendor_count,
    policy.budget,
    policy.frozen,
)

CONSISTENCY: tuple[Check, ...] = (
    actions.whole_heads,
    actions.actions,
    ledger.cost_lines,
    ledger.cost_sum,
    ledger.bound,
)

CHECKS: tuple[Check, ...] = RULES + CONSISTENCY
