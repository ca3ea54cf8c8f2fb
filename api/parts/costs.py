"""What a plan costs: by line and period, and by calendar month."""

from __future__ import annotations

from api.parts.pay import Seen
from api.schemas.parts import CostOf, Costs, MonthRow, Months
from scheduler.plan import CostLine, Plan
from scheduler.report.costs import costs_by_month


def costs(plan: str, seen: Seen) -> Costs:
    """All lines that may be seen; the others are in the one sum."""
    made, result = seen.result.plan, seen.result
    assert made is not None
    return Costs(
        plan=plan,
        currency=made.currency,
        pay_shown=seen.pay,
        cost=result.cost,
        cash=result.cash,
        penalties=result.penalties,
        in_house=None if seen.in_house is None else float(seen.in_house),
        first_days=list(made.first_days),
        lines=[_line(line) for line in made.costs],
        months=months(made),
    )


def _line(line: CostLine) -> CostOf:
    return CostOf(
        kind=str(line.kind),
        owner=line.owner,
        part=line.part,
        cash=line.kind.cash,
        amounts=list(line.amounts),
        after=line.after,
        total=round(sum(line.amounts) + line.after, 6),
    )


def months(plan: Plan) -> Months:
    """Kinds of cost by calendar month."""
    table = costs_by_month(plan)
    rows = [
        MonthRow(
            kind=str(kind),
            cash=kind.cash,
            amounts=[float(amount) for amount in row[:-1]],
            after=float(row[-1]),
            total=float(table.row_total(kind)),
        )
        for kind, row in table.rows.items()
    ]
    return Months(months=list(table.months), rows=rows, total=float(table.total))
