"""The rate at which a contract hour, hidden costs and all, costs what an own hour does in the plan.

An own hour: all cash of the teams that do the same work, tails aside, over the hours they deliver or give
to supervision. A contract hour: its true cost, as beside the other vendors. Both are read off the plan,
re-priced at each rate with its whole numbers held: facts, not estimates.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from scheduler.explain.asking import Asking
from scheduler.explain.break_even.line_up import TRACE, LineUp, at_rate, delivered
from scheduler.explain.break_even.shape import BreakEven, Point
from scheduler.explain.break_even.words import own_hour_text
from scheduler.explain.interval import Interval
from scheduler.explain.vendors.offers import offer_cost, together
from scheduler.model.index import Index
from scheduler.plan import Plan
from scheduler.problem import Problem

TRIES = 3
CENT = 0.01  # the lowest rate above 0
EQUAL = 1e-5  # of the currency's unit an hour: less is nothing


@dataclass(frozen=True)
class Hours:
    """What an hour of the offers and an own hour of the same work cost."""

    contract: float
    own: float

    @property
    def saving(self) -> float:
        """What a contract hour saves."""
        return self.own - self.contract


def hours_of(problem: Problem, plan: Plan, offers: tuple[str, ...]) -> Hours | None:
    """Both costs in a plan; None where either side does nothing of that work."""
    pools = _teams(plan, offers)
    by_pools = delivered(plan, pools) + sum(
        sum(map(sum, plan.pools[key].supervision.values())) for key in pools
    )
    if not pools or by_pools <= 0 or delivered(plan, offers) <= TRACE:
        return None
    index = Index(problem)
    costs = [offer_cost(index, plan, each) for each in index.heads + index.calls if each.offer.key in offers]
    outside, true = together(costs)
    assert outside is not None
    return Hours(outside if true is None else true, _cash(plan, pools) / by_pools)


def own_hour_answer(of: LineUp, asking: Asking) -> BreakEven:
    """The rate at which the two are equal, to the cent."""
    today = hours_of(asking.about.problem, asking.about.plan, of.offers)
    assert today is not None
    found = {of.rate: today}
    _narrow(of, asking, found)
    low, high = _equal(found)
    nowhere = any(rate <= CENT and each.saving <= -EQUAL for rate, each in found.items())
    points = tuple(
        Point(at=rate, saving=Interval(low=round(each.saving, 6), high=round(each.saving, 6)))
        for rate, each in sorted(found.items())
    )
    return BreakEven(
        kind="own_hour",
        subject=of.vendor,
        offers=of.offers,
        unit=f"{of.currency} per {of.per}",
        now=of.rate,
        low=low,
        high=high,
        points=points,
        text=own_hour_text(of, low, high, today.own, today.contract, nowhere=nowhere),
    )


def _equal(found: dict[float, Hours]) -> tuple[float, float] | tuple[None, None]:
    """The rate at which they are equal (twice), or the two cents between which they are, once found."""
    low = max((rate for rate, each in found.items() if each.saving > -EQUAL), default=None)
    high = min((rate for rate, each in found.items() if each.saving < EQUAL), default=None)
    return (None, None) if low is None or high is None or not 0 <= high - low < 0.015 else (low, high)


def _narrow(of: LineUp, asking: Asking, found: dict[float, Hours]) -> None:
    """Re-prices the plan at the cents about where the line through two rates meets nothing saved."""
    found_at(of, asking, found, round(of.rate / 2, 2))
    for _ in range(TRIES):
        if asking.late or len(found) < 2 or _equal(found) != (None, None):
            return
        (one, a), (two, b) = sorted(found.items(), key=lambda each: abs(each[1].saving))[:2]
        if a.saving == b.saving:
            return
        meets = max(CENT, one + a.saving * (two - one) / (a.saving - b.saving))
        sides = floor(meets * 100 + 1e-7) / 100, ceil(meets * 100 - 1e-7) / 100
        for rate in sides:
            found_at(of, asking, found, rate)


def found_at(of: LineUp, asking: Asking, found: dict[float, Hours], rate: float) -> None:
    """Adds what the hours cost with the plan's whole numbers at this rate."""
    from scheduler.solving import complete

    if rate in found or rate <= 0:
        return
    edited = at_rate(asking.about.problem, of.offers, rate)
    result = complete(
        edited,
        numbers(asking.about.plan),
        time_limit=max(0.1, min(asking.seconds, asking.left)),
        baseline=asking.about.baseline,
        engine=asking.engine,
    )
    hours = None if result.plan is None else hours_of(edited, result.plan, of.offers)
    if hours is not None:
        found[rate] = hours


def numbers(plan: Plan) -> dict[tuple[str, str], tuple[float, ...]]:
    """The whole numbers a plan consists of, as `complete` takes them."""
    names = {
        "pools": ("hires", "releases", "short_time_heads"),
        "offers": ("starts", "ends", "converting_starts", "converted"),
    }
    found = {
        (name, key): getattr(ledger, name)
        for table, quantities in names.items()
        for key, ledger in getattr(plan, table).items()
        for name in quantities
    }
    moves = {("moves", key): ledger.heads for key, ledger in plan.moves.items()}
    return found | moves | {("running_ends", key): ledger.ends for key, ledger in plan.running.items()}


def _teams(plan: Plan, offers: tuple[str, ...]) -> list[str]:
    """Pools that deliver to the workstreams the offers deliver to."""
    working = [each for each in plan.allocations if sum(each.hours) > 0]
    streams = {each.workstream for each in working if each.supplier in offers}
    teams = {each.supplier for each in working if each.workstream in streams}
    return [key for key in plan.pools if key in teams]


def _cash(plan: Plan, owners: list[str]) -> float:
    """All cash of these owners within the horizon."""
    lines = (line for line in plan.costs if line.owner in owners and line.kind.cash and not line.kind.tail)
    return sum(sum(line.amounts) for line in lines)
