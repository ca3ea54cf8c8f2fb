"""Two plans in one sentence: what the second costs and covers beside the first."""

from __future__ import annotations

from scheduler.explain.difference.plans import Difference, Pair
from scheduler.words import part, percent, sum_of

CENT = 0.005


def headline(found: Difference, currency: str = "") -> str:
    """costs 12,300 EUR more (0.2 %): 5,462,300 in place of 5,450,000; covers 99.8 % of the work, as before.

    `currency`: absent, the sums stand alone.
    """
    return f"{_cost(found.cost, f' {currency}' if currency else '')}; {_coverage(found.coverage)}"


def _cost(cost: Pair, unit: str) -> str:
    if abs(cost.difference) < CENT:
        return f"costs the same: {sum_of(cost.after)}{unit}"
    share = f" ({part(cost.difference, cost.before)})" if cost.before else ""
    way = "more" if cost.difference > 0 else "less"
    return (
        f"costs {sum_of(abs(cost.difference))}{unit} {way}{share}: "
        f"{sum_of(cost.after)} in place of {sum_of(cost.before)}"
    )


def _coverage(coverage: Pair) -> str:
    before, after = percent(coverage.before), percent(coverage.after)
    if before == after:
        return f"covers {after} of the work, as before"
    return f"covers {after} of the work in place of {before}"
