"""Costs by kind and by calendar month, rounded so that what is shown adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scheduler.plan import CostLine, Plan
from scheduler.problem.money import digits as currency_digits
from scheduler.problem.timeline import add_months
from scheduler.report.rounding import exact, rounded, spread
from scheduler.rules import Cost


@dataclass(frozen=True)
class KindCost:
    """All lines of a kind; amounts in the currency's own digits."""

    kind: Cost
    amount: Decimal


@dataclass(frozen=True)
class MonthTable:
    """Costs by kind and calendar month. Rows add up to `totals`, everything to `total`, exactly.

    `months` are the months' first days; a row's last entry is what falls after the horizon.
    """

    months: tuple[date, ...]
    rows: dict[Cost, tuple[Decimal, ...]]
    total: Decimal

    def row_total(self, kind: Cost) -> Decimal:
        return sum(self.rows[kind], Decimal(0))

    def column_totals(self, wanted: Callable[[Cost], bool] | None = None) -> list[Decimal]:
        """Totals by month and after the horizon, of the kinds wanted or of all."""
        nothing = (Decimal(0),) * (len(self.months) + 1)
        chosen = [row for kind, row in self.rows.items() if wanted is None or wanted(kind)]
        return [sum(column, Decimal(0)) for column in zip(nothing, *chosen, strict=True)]


def costs_by_kind(plan: Plan) -> list[KindCost]:
    """Kinds that cost (or save) anything, in the order of `Cost`; they add up to the plan's cost."""
    exact_totals = _by_kind(plan)
    digits = currency_digits(plan.currency)
    total = rounded(sum(exact_totals.values(), Fraction(0)), digits)
    shown = spread(list(exact_totals.values()), digits, total)
    return [KindCost(kind, amount) for kind, amount in zip(exact_totals, shown)]


def costs_by_month(plan: Plan) -> MonthTable:
    """Period amounts split by days over calendar months, largest remainder within each kind."""
    months = _months(plan)
    shares = _shares(plan, months)
    digits = currency_digits(plan.currency)
    cells = {kind: [Fraction(0)] * (len(months) + 1) for kind in _by_kind(plan)}
    for line in plan.costs:
        if line.kind in cells:
            _add(cells[line.kind], line, shares)
    rows = {kind.kind: tuple(spread(cells[kind.kind], digits, kind.amount)) for kind in costs_by_kind(plan)}
    return MonthTable(months, rows, sum((sum(row, Decimal(0)) for row in rows.values()), Decimal(0)))


def _by_kind(plan: Plan) -> dict[Cost, Fraction]:
    totals: dict[Cost, Fraction] = defaultdict(Fraction)
    for line in plan.costs:
        totals[line.kind] += sum(map(exact, line.amounts), exact(line.after))
    stirred = {line.kind for line in plan.costs if line.after or any(line.amounts)}
    return {kind: totals[kind] for kind in Cost if kind in stirred}


def _months(plan: Plan) -> tuple[date, ...]:
    month, months = plan.first_days[0].replace(day=1), []
    while month < plan.first_days[-1]:
        months.append(month)
        month = add_months(month, 1)
    return tuple(months)


def _shares(plan: Plan, months: tuple[date, ...]) -> list[list[tuple[int, Fraction]]]:
    """For each period, the months it touches and its share of days in each."""
    shares = []
    for first, last in zip(plan.first_days, plan.first_days[1:]):
        parts = []
        for index, month in enumerate(months):
            days = (min(last, add_months(month, 1)) - max(first, month)).days
            if days > 0:
                parts.append((index, Fraction(days, (last - first).days)))
        shares.append(parts)
    return shares


def _add(row: list[Fraction], line: CostLine, shares: list[list[tuple[int, Fraction]]]) -> None:
    for amount, parts in zip(line.amounts, shares):
        if amount:
            for month, share in parts:
                row[month] += exact(amount) * share
    row[-1] += exact(line.after)
