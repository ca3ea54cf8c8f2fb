"""Which costs the picture of a search shows: near enough that one sees how cost and bound close in."""

from __future__ import annotations

from math import ceil, floor, log10

from api.schemas.progress import SearchProgress
from scheduler.words import sum_of

TIMES = 4  # what is between cost and bound now is at least a fourth of what is shown above the bound
LEAST = 1e-3  # of the bound is always shown above it
STEPS = (1, 2, 5, 10)


def in_view(found: SearchProgress) -> dict[str, float]:
    """Where the axis begins and ends; not at nothing, and first plans that were far too dear lie outside."""
    near = _near(found)
    if not near:
        return {"min": 0, "max": 1}
    low, high = min(near), max(near)
    room = max(0.1 * (high - low), 2e-4 * max(abs(low), abs(high)), 1.0)
    step = 10 ** floor(log10(room))
    return {"min": floor((low - room) / step) * step, "max": ceil((high + room) / step) * step}


def cut(found: SearchProgress) -> str:
    """What lies outside, in a sentence; nothing where all is shown."""
    view, said = in_view(found), []
    dear = [each.cost for each in found.points if each.cost is not None and each.cost > view["max"]]
    if dear:
        inside = (each.seconds for each in found.points if each.cost is not None and each.cost <= view["max"])
        until = next(inside, found.points[-1].seconds)
        said.append(
            f"The picture ends at {_sum(view['max'], found)}: plans of the first {until:.1f} s were dearer, "
            f"the first one {_sum(dear[0], found)}."
        )
    if any(each.bound is not None and each.bound < view["min"] for each in found.points):
        said.append(f"It begins at {_sum(view['min'], found)}: bounds of the beginning were lower.")
    return " ".join(said)


def _near(found: SearchProgress) -> list[float]:
    """Costs and bounds that are shown."""
    costs = [each.cost for each in found.points if each.cost is not None]
    bounds = [each.bound for each in found.points if each.bound is not None]
    if not costs or not bounds or bounds[-1] <= 0:
        return [*costs, *bounds]
    bound = bounds[-1]
    reach = _rounded(max(LEAST, TIMES * (costs[-1] - bound) / bound)) * bound
    return [
        *(cost for cost in costs if cost <= bound + reach),
        *(each for each in bounds if each >= bound - reach),
    ]


def _rounded(share: float) -> float:
    """The next of 1, 2, 5, 10, …: so that the axis stands still while the gap falls."""
    unit = 10.0 ** floor(log10(share))
    return next(step * unit for step in STEPS if step * unit >= share * (1 - 1e-9))


def _sum(amount: float, found: SearchProgress) -> str:
    return f"{sum_of(amount)} {found.currency}".strip()
