"""Running contracts and limits on heads: a limit holds for them from where they may end."""

from __future__ import annotations

from scheduler.problem import Problem


def limits_running(problem: Problem, offer: str) -> bool:
    """Whether a limit on heads can hold for a running contract of this offer.

    Then it makes no plan certainly cheaper that it may end sooner, nor dearer that it may not.
    """
    card = problem.rate_card
    if all(lot.offer != offer for lot in card.running):
        return False
    sold = next(each for each in card.offers if each.key == offer)
    vendor = next(each for each in card.vendors if each.key == sold.vendor)
    caps = (sold.max_heads, vendor.max_heads, problem.policy.max_total_heads)
    return any(cap is not None for cap in caps)
