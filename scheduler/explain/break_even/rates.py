"""What has been solved at which rate, and the lines through the plans found there."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from scheduler.explain.asking import Asking
from scheduler.explain.break_even.known import Known, ask
from scheduler.explain.break_even.line_up import LineUp, at_rate
from scheduler.plan import Plan
from scheduler.rules import Cost

BY_RATE = (Cost.CONTRACT, Cost.EARLY_EXIT, Cost.COMMITMENT_TAIL)


@dataclass
class Rates:
    """What has been solved at which rate, against the best plan without the offers."""

    asking: Asking
    of: LineUp
    without: Known
    solved: dict[float, Known] = field(default_factory=dict)

    @property
    def low(self) -> float | None:
        """The highest rate at which a plan with the offers is surely the cheapest."""
        return max((rate for rate, each in self.solved.items() if each.beats(self.without)), default=None)

    def solve(self, rate: float, start: Plan | None, *, loosely: bool = False) -> Known | None:
        """What is known at a rate; None where the time is over."""
        if rate not in self.solved:
            edited = at_rate(self.asking.about.problem, self.of.offers, rate)
            found = ask(self.asking, edited, start, loosely=loosely)
            if found is None:
                return None
            self.solved[rate] = found
        return self.solved[rate]

    def meets(self, cost: float) -> float:
        """The highest rate at which a plan in hand that uses the offers costs no more; -inf without one."""
        return max((self._meets(rate, cost) for rate in self.solved), default=-inf)

    def _meets(self, rate: float, cost: float) -> float:
        plan = self.solved[rate].plan
        units = 0.0 if plan is None else spent(plan, self.asking, self.of) / rate
        return rate + (cost - self.solved[rate].high) / units if units > 0 else -inf

    def best(self) -> Plan | None:
        """The plan that stays cheaper than those without for longest."""
        rate = max(self.solved, key=lambda each: self._meets(each, self.without.high))
        return self.solved[rate].plan


def spent(plan: Plan, asking: Asking, of: LineUp) -> float:
    """What a plan pays in proportion to the rate of these offers, contracts that run aside."""
    running = {each.key for each in asking.about.problem.rate_card.running}
    offers = {each.key: each for each in asking.about.problem.rate_card.offers if each.key in of.offers}
    shares = {key: {o.name for o in offer.overheads if o.basis == "rate"} for key, offer in offers.items()}
    return sum(
        sum(line.amounts) + line.after
        for line in plan.costs
        if line.owner in offers
        and line.part not in running
        and (
            line.kind in BY_RATE or (line.kind is Cost.CONTRACT_OVERHEAD and line.part in shares[line.owner])
        )
    )
