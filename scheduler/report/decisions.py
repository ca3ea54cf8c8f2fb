"""What is to be decided, by when, with whom, and what it costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scheduler.plan import Action, CostLine
from scheduler.problem.timeline import add_duration
from scheduler.report.view import TRACE, Array, PlanView
from scheduler.rules import Cost
from scheduler.words import day, hours_text, number

PAY = (Cost.SALARY, Cost.ON_COST, Cost.POOL_OVERHEAD)
RUNNING = (Cost.CONTRACT, Cost.CONTRACT_OVERHEAD, Cost.EARLY_EXIT)
VERBS = {
    "hire": "hire",
    "release": "release",
    "move": "move",
    "contract": "sign",
    "conversion": "sign",
    "hours": "order",
    "end_running": "end",
    "end_contract": "give notice",
    "take_over": "take over",
}
WHERE = {"hire": "in ", "release": "from "}


@dataclass(frozen=True)
class Decision:
    """Actions of one kind, owner, first and last day that are decided on the same day.

    `kind` is the action's kind; `end_contract` or `take_over` where the end of a contract, or that its
    heads join a team, is decided apart; `hours` where hours are ordered, which have no action.
    """

    decide_by: date
    kind: str
    owner: str
    who: str
    heads: float
    start: date
    end: date | None
    ids: tuple[str, ...] = ()
    hours: float = 0.0

    @property
    def amount(self) -> str:
        """29, or 160 hours."""
        return hours_text(self.hours) if self.kind == "hours" else number(self.heads)

    @property
    def what(self) -> str:
        """29 budget-phone (Budget); 3 in order desk; 160 hours on call from Prime."""
        return f"{self.amount} {WHERE.get(self.kind, '')}{self.who}"

    def sentence(self, year: int) -> str:
        """sign 29 budget-phone (Budget), 5 Apr to 1 Oct."""
        return f"{VERBS[self.kind]} {self.what}, {dates(self, year)}"


def dates(decision: Decision, year: int) -> str:
    """5 Apr to 1 Oct; what happens on one day the first day alone."""
    first = day(decision.start, year)
    if decision.kind == "conversion":
        end = decision.end
        return f"{first}, {'not taken over within the plan' if end is None else f'joining {day(end, year)}'}"
    until = until_day(decision, year)
    return f"{first} {until}" if until else first


def until_day(decision: Decision, year: int) -> str:
    """To 1 Oct; a contract without an end runs to the end of the plan; nothing for what has no end."""
    if decision.end is not None:
        return f"to {day(decision.end, year)}"
    return "to the end of the plan" if decision.kind == "contract" else ""


def next_decisions(view: PlanView) -> list[Decision]:
    """Decisions by decide-by date; same date, kind, owner, start and end are one.

    A running contract whose term runs out ends by itself: nothing is to be decided.
    """
    groups: dict[tuple[date, str, str, date, date | None], list[Action]] = defaultdict(list)
    for action in view.plan.actions:
        if runs_out(view, action):
            continue
        groups[action.decide_by, action.kind, action.owner, action.start, action.end].append(action)
        if action.end and action.end_decide_by is not None and action.end_decide_by > action.decide_by:
            kind = "take_over" if action.kind == "conversion" else "end_contract"
            groups[action.end_decide_by, kind, action.owner, action.end, None].append(action)
    decisions = [
        Decision(by, kind, owner, who(view, same[0]), sum(a.heads for a in same), start, end,
                 tuple(a.id for a in same))
        for (by, kind, owner, start, end), same in groups.items()
    ]  # fmt: skip
    kinds = list(VERBS)
    return sorted(
        [*decisions, *ordered_hours(view)],
        key=lambda d: (d.decide_by, kinds.index(d.kind), d.owner, d.start, -(d.end or date.max).toordinal()),
    )


def runs_out(view: PlanView, action: Action) -> bool:
    """Whether it is the end of a running contract on the last day on which it can be."""
    if action.kind != "end_running":
        return False
    lot = view.running[action.owner]
    longest = view.offers[lot.offer].max_term
    last = lot.latest_end or (add_duration(lot.started, longest) if longest else None)
    at = view.timeline.at_or_after
    return last is not None and at(action.start) >= at(last)


def ordered_hours(view: PlanView) -> list[Decision]:
    """Hours bought, an order for each run of periods without a gap; ordered the lead before the first."""
    found = []
    for key, ledger in view.plan.offers.items():
        bought = np.sum([view.zeros(), *map(np.array, ledger.bought_hours.values())], axis=0)
        offer, days = view.offers[key], view.plan.first_days
        if offer.ordered:
            continue
        kind = "on call" if offer.unit == "hours" else "of output"
        name = offer.vendor if offer.vendor == key else f"{offer.vendor} ({key})"
        for first, last in _runs(bought > TRACE):
            by = view.timeline.decide_by(first, offer.lead)
            hours = float(bought[first:last].sum())
            words = f"{kind} from {name}"
            found.append(Decision(by, "hours", key, words, 0.0, days[first], days[last], (), hours))
    return found


def _runs(there: Sequence[bool] | NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First period of each run of True, and the period after its last."""
    edges = np.flatnonzero(np.diff([False, *there, False]))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2])]


def who(view: PlanView, action: Action) -> str:
    """The owner in words: phone; steady-phone (Steady); phone to email."""
    if action.owner in view.offers:
        vendor = view.offers[action.owner].vendor
        return action.owner if vendor == action.owner else f"{action.owner} ({vendor})"
    if action.kind == "move":
        move = view.moves[action.owner]
        return f"{move.source} to {move.target}"
    return action.owner


def hours_cost(view: PlanView, order: Decision) -> float:
    """What ordered hours cost until the end of the plan: their offer's cost lines while they run."""
    first, last = view.timeline.at_or_after(order.start), view.timeline.at_or_after(order.end or order.start)
    lines = [line for line in view.lines.get(order.owner, []) if not line.kind.tail]
    return sum(sum(line.amounts[first:last]) for line in lines)


def action_cost(view: PlanView, action: Action) -> float:
    """What an action costs until the end of the plan: its share, by heads, of its owner's cost lines.

    For a hire the one-off cost and pay of who stays; a release, a move, an end its one-off cost.
    """
    lines = [line for line in view.lines.get(action.owner, []) if not line.kind.tail]
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
    paid = [line for line in lines if line.kind in PAY]
    for t in range(start, view.periods):
        here = ledger.heads[t] + ledger.leavers[t]
        heads *= ledger.heads[t] / here if here > 0 else 0.0
        cost += _share(_at(paid, t, *PAY), heads, ledger.heads[t])
    return cost


def _contract_cost(view: PlanView, action: Action, lines: list[CostLine]) -> float:
    ledger = view.plan.offers[action.owner]
    start = view.timeline.at_or_after(action.start)
    end = min(view.timeline.at_or_after(action.end), view.periods) if action.end else view.periods
    heads = view.contract_heads(action.owner)
    begun = np.array(ledger.starts) + np.array(ledger.converting_starts)
    cost = _share(_at(lines, start, Cost.ONBOARDING), action.heads, begun[start])
    running = [line for line in lines if line.kind in RUNNING]
    for t in range(start, end):
        cost += _share(_at(running, t, *RUNNING), action.heads, heads[t])
    if end < view.periods:
        leaving: Array = np.array(ledger.ends) + np.array(ledger.converted)
        cost += _share(_at(lines, end, Cost.EXIT, Cost.CONVERSION_FEE), action.heads, leaving[end])
    return cost


def _exit_cost(view: PlanView, action: Action, start: int) -> float:
    """A running contract that ends: its heads at the offer's exit cost."""
    offer = view.running[action.owner].offer
    lines = view.lines.get(offer, [])
    ends = view.plan.offers[offer].ends[start] + sum(
        view.plan.running[lot.key].ends[start] for lot in view.running_of[offer]
    )
    return _share(_at(lines, start, Cost.EXIT), action.heads, ends)


def _at(lines: list[CostLine], period: int, *kinds: Cost) -> float:
    return sum(line.amounts[period] for line in lines if line.kind in kinds)


def _share(amount: float, heads: float, of: float) -> float:
    return amount * heads / of if of > 0 else 0.0
