"""What an hour more costs, skill by skill, each column with the method behind it."""

from __future__ import annotations

from collections.abc import Sequence

from api.cli.table import aligned
from scheduler.explain.interval import TOO_CLOSE
from scheduler.explain.prices.hours import HourPrices, HourRow
from scheduler.explain.prices.throughout import Throughout
from scheduler.words import day, rate

HEAD = ("", "as planned", "may adapt", "throughout", "dearest")
GAPS = " *"


def price_lines(prices: Sequence[HourPrices], unit: str) -> list[str]:
    """A table of ranges over the periods, and what its columns say."""
    if not prices:
        return []
    fte = " or ".join(str(some) for some in sorted({p.throughout.fte for p in prices if p.throughout}) or [1])
    notes = [
        f"as planned: in one {unit}, heads as in the plan; may adapt: LP relaxation, fractions of heads",
        f"throughout: {fte} FTE more all the time, re-solve; dearest: first day of that {unit}, as planned",
    ]
    rows = [HEAD, *map(_row, prices)]
    if any(cell.endswith(GAPS) for row in rows for cell in row):
        notes.append(f"{GAPS.strip()}: not possible in some {unit}s")
    return [*aligned(rows), *notes]


def _row(price: HourPrices) -> tuple[str, ...]:
    held, free = price.heads_as_planned, price.lp_relaxation
    return (price.skill, _span(held), _span(free), _throughout(price.throughout), _dearest(price))


def _span(row: HourRow | None) -> str:
    if row is None:
        return "not known"
    known = [amount for amount in row.amounts if amount is not None]
    if not known:
        return "not possible"
    return _between(min(known), max(known)) + ("" if len(known) == len(row.amounts) else GAPS)


def _throughout(through: Throughout | None) -> str:
    if through is None:
        return "not known"
    if not through.possible:
        return "not possible"
    if through.per_hour is None:
        return TOO_CLOSE
    high = through.per_hour.high
    low = through.per_hour.low
    return f"at least {rate(low)}" if high is None else _between(low, high)


def _dearest(price: HourPrices) -> str:
    """The day from which an hour costs most, or is not possible."""
    row = price.heads_as_planned
    if row is None:
        return "-"
    amounts = [float("inf") if amount is None else amount for amount in row.amounts]
    most = max(amounts)
    if most == min(amounts):
        return "-"
    return day(price.first_days[amounts.index(most)], price.first_days[0].year)


def _between(low: float, high: float) -> str:
    one, other = rate(low + 0.0), rate(high + 0.0)
    return one if one == other else f"{one} to {other}"
