"""Costs by kind and by calendar month, rounded so that what is shown adds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scheduler.plan import Plan
from scheduler.problem.money import digits as currency_digits
from scheduler.problem.timeline import add_months
from scheduler.report.rounding import rounded, spread
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
    return _shown(_by_kind(plan), currency_digits(plan.currency))


def costs_by_month(plan: Plan) -> MonthTable:
    """Period amounts split by days over calendar months, largest remainder within each kind."""
    months = _months(plan)
    by_kind, shares, digits = _by_kind(plan), _shares(plan, months), currency_digits(plan.currency)
    rows = {
        shown.kind: tuple(spread(_split(by_kind[shown.kind], shares, len(months)), digits, shown.amount))
        for shown in _shown(by_kind, digits)
    }
    return MonthTable(months, rows, sum((sum(row, Decimal(0)) for row in rows.values()), Decimal(0)))


def _shown(by_kind: dict[Cost, list[Fraction]], digits: int) -> list[KindCost]:
    sums = [sum(amounts, Fraction(0)) for amounts in by_kind.values()]
    total = rounded(sum(sums, Fraction(0)), digits)
    return [KindCost(kind, amount) for kind, amount in zip(by_kind, spread(sums, digits, total))]


def _by_kind(plan: Plan) -> dict[Cost, list[Fraction]]:
    """Exact amounts by period and, last, after the horizon, of every kind that has any."""
    totals: dict[Cost, list[Decimal]] = {}
    known: dict[float, Decimal] = {}  # most amounts come again and again
    for line in plan.costs:
        amounts = (*line.amounts, line.after)
        if any(amounts):
            row = totals.setdefault(line.kind, [Decimal(0)] * len(amounts))
            for t, amount in enumerate(amounts):
                if amount:
                    if amount not in known:
                        known[amount] = Decimal(repr(amount))
                    row[t] += known[amount]
    return {kind: [Fraction(amount) for amount in totals[kind]] for kind in Cost if kind in totals}


def _split(amounts: list[Fraction], shares: list[list[tuple[int, Fraction]]], months: int) -> list[Fraction]:
    """Amounts by period as amounts by month; the last stays what falls after the horizon."""
    row = [Fraction(0)] * months
    for amount, parts in zip(amounts, shares):
        for month, share in parts:
            row[month] += amount * share
    return [*row, amounts[-1]]


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
