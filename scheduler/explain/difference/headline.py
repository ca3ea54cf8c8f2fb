"""Two plans in one sentence: what the second costs and covers beside the first."""

from __future__ import annotations

from scheduler.explain.difference.plans import Difference, Pair
from scheduler.explain.difference.words import money, percent

CENT = 0.005
SHOWN = 0.0005  # of the work: what one decimal of a percent can show


def headline(found: Difference) -> str:
    """costs 12,300 more (0.2 %): 5,462,300 in place of 5,450,000; covers 99.8 % of the work, as before."""
    return f"{_cost(found.cost)}; {_coverage(found.coverage)}"


def _cost(cost: Pair) -> str:
    if abs(cost.difference) < CENT:
        return f"costs the same: {money(cost.after)}"
    share = f" ({_share(cost)})" if cost.before else ""
    way = "more" if cost.difference > 0 else "less"
    return (
        f"costs {money(abs(cost.difference))} {way}{share}: "
        f"{money(cost.after)} in place of {money(cost.before)}"
    )


def _share(cost: Pair) -> str:
    share = abs(cost.difference / cost.before) * 100
    return f"{share:.1f} %" if share >= 0.05 else "less than 0.1 %"


def _coverage(coverage: Pair) -> str:
    after = percent(coverage.after)
    if abs(coverage.difference) < SHOWN or percent(coverage.before) == after:
        return f"covers {after} of the work, as before"
    return f"covers {after} of the work in place of {percent(coverage.before)}"
