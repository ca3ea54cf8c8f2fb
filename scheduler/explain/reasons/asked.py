"""What can be asked about: every action of a plan by its id, overtime by pool, hours bought by offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.explain.reasons.shapes import Kind
from scheduler.model.arrays import Floats
from scheduler.plan import Action, Plan
from scheduler.problem import Problem

TRACE = 1e-6
OVERTIME, HOURS = "overtime", "hours"


@dataclass(frozen=True)
class Asked:
    """One thing of a plan: an action, or (`action` None) all overtime of a pool, all hours of an offer."""

    problem: Problem
    plan: Plan
    name: str
    kind: Kind
    owner: str
    action: Action | None = None

    @property
    def heads(self) -> float:
        """Heads of the action; 0 where it has none."""
        return self.action.heads if self.action else 0.0

    @property
    def periods(self) -> range:
        """Periods from its start to its end, or the plan's."""
        days = self.plan.first_days
        if self.action is None:
            return range(len(days) - 1)
        end = self.action.end
        return range(days.index(self.action.start), days.index(end) if end in days else len(days) - 1)

    @cached_property
    def offer(self) -> str | None:
        """The offer of a contract, of hours bought, or of the running contract that ends."""
        if self.kind == "end_running":
            return next(lot.offer for lot in self.problem.rate_card.running if lot.key == self.owner)
        return self.owner if self.kind in ("contract", "conversion", HOURS) else None

    @cached_property
    def pool(self) -> str | None:
        """The pool of a hire, release or overtime; the target of a move."""
        if self.kind == "move":
            return next(move.target for move in self.problem.workforce.moves if move.key == self.owner)
        return self.owner if self.kind in ("hire", "release", OVERTIME) else None

    @cached_property
    def vendor(self) -> str | None:
        """The vendor behind the offer."""
        return next((o.vendor for o in self.problem.rate_card.offers if o.key == self.offer), None)


def asked(problem: Problem, plan: Plan, name: str) -> Asked:
    """The thing of this name; raises ValueError when the plan has none."""
    for each in everything(problem, plan):
        if each.name == name:
            return each
    raise ValueError(f"the plan has no action '{name}'")


def everything(problem: Problem, plan: Plan) -> Iterator[Asked]:
    """All actions, then overtime by pool, then hours bought by offer."""
    for action in plan.actions:
        yield Asked(problem, plan, action.id, action.kind, action.owner, action)
    for key, ledger in plan.pools.items():
        if sum(ledger.overtime_hours) > TRACE:
            yield Asked(problem, plan, f"{OVERTIME}/{key}", "overtime", key)
    for key, offer in plan.offers.items():
        if sum(map(sum, offer.bought_hours.values())) > TRACE:
            yield Asked(problem, plan, f"{HOURS}/{key}", "hours", key)


def heads_of_offer(problem: Problem, plan: Plan, offer: str) -> Floats:
    """Heads of an offer by period, converting ones and running contracts included. Shape (T,)."""
    ledger = plan.offers[offer]
    lots = [plan.running[lot.key].active for lot in problem.rate_card.running if lot.offer == offer]
    heads: Floats = np.sum([ledger.active, ledger.converting_active, *lots], axis=0)
    return heads
