"""What is to be decided, by when, with whom, and what it costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scheduler.plan import Action, CostLine
from scheduler.report.view import Array, PlanView
from scheduler.report.words import day, number
from scheduler.rules import Cost

VERBS = {
    "hire": "hire",
    "release": "release",
    "move": "move",
    "contract": "sign",
    "conversion": "sign to convert",
    "end_running": "end",
    "end_contract": "give notice",
}


@dataclass(frozen=True)
class Decision:
    """Actions of one kind and owner that are decided on the same day.

    `kind` is the action's kind, or `end_contract` where the end of a contract is decided apart.
    """

    decide_by: date
    kind: str
    owner: str
    who: str
    heads: float
    first_start: date
    last_end: date | None
    ids: tuple[str, ...]

    def sentence(self, year: int) -> str:
        """sign 29 budget-phone (Budget), 5 Apr to 1 Oct."""
        return f"{VERBS[self.kind]} {number(self.heads)} {self.who}, {dates(self, year)}"


def dates(decision: Decision, year: int) -> str:
    """5 Apr to 1 Oct; without an end the first day alone."""
    first = day(decision.first_start, year)
    return first if decision.last_end is None else f"{first} to {day(decision.last_end, year)}"


def next_decisions(view: PlanView) -> list[Decision]:
    """Decisions by decide-by date; same date, kind and owner are one."""
    groups: dict[tuple[date, str, str], list[Action]] = defaultdict(list)
    for action in view.plan.actions:
        groups[action.decide_by, action.kind, action.owner].append(action)
        if action.end_decide_by is not None and action.end_decide_by > action.decide_by:
            groups[action.end_decide_by, "end_contract", action.owner].append(action)
    decisions = [_decision(view, *key, actions) for key, actions in groups.items()]
    kinds = list(VERBS)
    return sorted(decisions, key=lambda d: (d.decide_by, kinds.index(d.kind), d.owner))


def who(view: PlanView, action: Action) -> str:
    """The owner in words: phone; steady-phone (Steady); phone to email."""
    if action.owner in view.offers:
        vendor = view.offers[action.owner].vendor
        return action.owner if vendor == action.owner else f"{action.owner} ({vendor})"
    for move in view.problem.workforce.moves:
        if action.kind == "move" and move.key == action.owner:
            return f"{move.source} to {move.target}"
    return action.owner


def _decision(view: PlanView, by: date, kind: str, owner: str, actions: Sequence[Action]) -> Decision:
    ends = [action.end for action in actions if action.end is not None]
    starts = [action.start for action in actions]
    if kind == "end_contract":
        starts, ends = ends, []
    return Decision(
        decide_by=by,
        kind=kind,
        owner=owner,
        who=who(view, actions[0]),
        heads=sum(action.heads for action in actions),
        first_start=min(starts),
        last_end=max(ends, default=None),
        ids=tuple(action.id for action in actions),
    )


def action_cost(view: PlanView, action: Action) -> float:
    """What an action costs until the end of the plan: its share, by heads, of its owner's cost lines.

    For a hire the one-off cost and pay of who stays; a release, a move, an end its one-off cost.
    """
    lines = [line for line in view.plan.costs if line.owner == action.owner and not line.kind.tail]
    if action.kind == "hire":
        return _hire_cost(view, action, lines)
    if action.kind in ("contract", "conversion"):
        return _contract_cost(view, action, lines)
    start = view.timeline.at_or_after(action.start)
    if action.kind == "release":
        return _share(
            _at(lines, start, Cost.RELEASE), action.heads, view.plan.pools[action.owner].releases[start]
        )
    if action.kind == "move":
        return _share(_at(lines, start, Cost.MOVE), action.heads, view.plan.moves[action.owner].heads[start])
    return _exit_cost(view, action, start)


def _hire_cost(view: PlanView, action: Action, lines: list[CostLine]) -> float:
    ledger = view.plan.pools[action.owner]
    start = view.timeline.at_or_after(action.start)
    cost = _share(_at(lines, start, Cost.HIRING), action.heads, ledger.hires[start])
    heads = action.heads
    for t in range(start, view.periods):
        here = ledger.heads[t] + ledger.leavers[t]
        heads *= ledger.heads[t] / here if here > 0 else 0.0
        cost += _share(_at(lines, t, Cost.SALARY, Cost.ON_COST, Cost.POOL_OVERHEAD), heads, ledger.heads[t])
    return cost


def _contract_cost(view: PlanView, action: Action, lines: list[CostLine]) -> float:
    ledger = view.plan.offers[action.owner]
    start = view.timeline.at_or_after(action.start)
    end = min(view.timeline.at_or_after(action.end), view.periods) if action.end else view.periods
    heads = view.contract_heads(action.owner)
    begun = np.array(ledger.starts) + np.array(ledger.converting_starts)
    cost = _share(_at(lines, start, Cost.ONBOARDING), action.heads, begun[start])
    for t in range(start, end):
        running = _at(lines, t, Cost.CONTRACT, Cost.CONTRACT_OVERHEAD, Cost.EARLY_EXIT)
        cost += _share(running, action.heads, heads[t])
    if end < view.periods:
        leaving: Array = np.array(ledger.ends) + np.array(ledger.converted)
        cost += _share(_at(lines, end, Cost.EXIT, Cost.CONVERSION_FEE), action.heads, leaving[end])
    return cost


def _exit_cost(view: PlanView, action: Action, start: int) -> float:
    """A running contract that ends: its heads at the offer's exit cost."""
    running = next(lot for lot in view.problem.rate_card.running if lot.key == action.owner)
    lines = [line for line in view.plan.costs if line.owner == running.offer]
    ends = view.plan.offers[running.offer].ends[start] + sum(
        view.plan.running[lot.key].ends[start]
        for lot in view.problem.rate_card.running
        if lot.offer == running.offer
    )
    return _share(_at(lines, start, Cost.EXIT), action.heads, ends)


def _at(lines: list[CostLine], period: int, *kinds: Cost) -> float:
    return sum(line.amounts[period] for line in lines if line.kind in kinds)


def _share(amount: float, heads: float, of: float) -> float:
    return amount * heads / of if of > 0 else 0.0
