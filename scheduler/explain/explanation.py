"""All that is said of one plan, or of why there is none."""

from __future__ import annotations

from scheduler.explain.break_even import BreakEven
from scheduler.explain.prices.hours import HourPrices
from scheduler.explain.prices.worth import Worth
from scheduler.explain.reasons import Reason
from scheduler.explain.remedies import Remedy
from scheduler.explain.vendors import VendorView
from scheduler.problem.base import Model


class Explanation(Model):
    """Answers by room; rooms that do not apply are empty: `remedies` where there is a plan, else the rest.

    `cost`, `bound`: of the plan that is explained, in `currency`. `unanswered`: questions for which there was
    no time, or whose answer failed, as "room: question".
    """

    currency: str
    cost: float | None
    bound: float | None
    prices: tuple[HourPrices, ...] = ()
    worth: tuple[Worth, ...] = ()
    reasons: tuple[Reason, ...] = ()
    break_even: tuple[BreakEven, ...] = ()
    vendors: tuple[VendorView, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    unanswered: tuple[str, ...] = ()
