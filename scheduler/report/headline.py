"""The plan in one sentence, honest for every outcome."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from scheduler.plan import Action
from scheduler.problem import Problem
from scheduler.report.view import TRACE, PlanView
from scheduler.result import Outcome, Result
from scheduler.words import day, hours_text, kind_name, listed, money, number, percent_at_most, undone


def headline(problem: Problem, result: Result) -> str:
    """What to do and what it costs, or why there is no plan."""
    if result.plan is None or result.cost is None:
        return _without_plan(result)
    view = PlanView(problem, result.plan)
    cost = f"{money(result.cost)} {result.plan.currency}"
    penalties = result.penalties or 0.0
    if penalties > 0.005 * abs(result.cost):
        cost += f", of it {money(penalties)} penalties"
    return f"{what_to_do(view)}. {cost}, {how_good(result)}{_short(view)}"


def what_to_do(view: PlanView) -> str:
    """The first half of the headline, which says nothing of money."""
    deeds = [deed for deed in _deeds(view) if deed]
    first = ", ".join(deeds) if deeds else "keep the team as it is: nobody hired, nobody contracted"
    return f"{first[0].upper()}{first[1:]}"


def how_good(result: Result) -> str:
    """Proven cheapest, or how far above the cheapest possible it can be at most."""
    if result.outcome == Outcome.OPTIMAL:
        return "proven cheapest"
    if result.cost is None or result.bound is None or result.bound <= 0:
        return "how far from the cheapest is not known"
    return (
        f"at most {percent_at_most((result.cost - result.bound) / result.bound)} above the cheapest possible"
    )


def _without_plan(result: Result) -> str:
    if result.outcome == Outcome.INFEASIBLE:
        count = len(result.conflicts)
        if not count:
            return "No plan can keep all the rules"
        rules = listed(dict.fromkeys(kind_name(conflict.rule) for conflict in result.conflicts))
        return f"No plan can keep all the rules: {rules} {'stands' if count == 1 else 'stand'} in the way"
    if result.stop_reason == "stopped":
        return "Stopped before a plan was found; that does not mean that there is none"
    limit = number(result.limits.time_limit)
    return f"No plan was found within {limit} s; that does not mean that there is none"


def _deeds(view: PlanView) -> Iterable[str]:
    kinds: dict[str, list[Action]] = {}
    for action in view.plan.actions:
        kinds.setdefault(action.kind, []).append(action)
    taken = [action for action in kinds.get("conversion", []) if action.end is not None]
    heads = {kind: number(sum(a.heads for a in actions)) for kind, actions in kinds.items()}
    if "hire" in kinds:
        yield f"hire {heads['hire']}{_where(kinds['hire'], 'in')}"
    if "release" in kinds:
        yield f"release {heads['release']}{_where(kinds['release'], 'from')}"
    if "move" in kinds:
        yield f"move {heads['move']}"
    yield _contracts(view, [*kinds.get("contract", []), *kinds.get("conversion", [])])
    if taken:
        yield f"take over {number(sum(action.heads for action in taken))} of them"
    if "end_running" in kinds:
        yield f"end {heads['end_running']} running"
    yield _calls(view)


def _where(actions: list[Action], preposition: str) -> str:
    """The team where it is one: in help desk team."""
    teams = {action.owner for action in actions}
    return f" {preposition} {teams.pop()}" if len(teams) == 1 else ""


def _contracts(view: PlanView, actions: list[Action]) -> str:
    """contract 41 from Budget and Bright, 5 Apr to 1 Oct."""
    if not actions:
        return ""
    heads: dict[str, float] = {}
    for action in actions:
        vendor = view.offers[action.owner].vendor
        heads[vendor] = heads.get(vendor, 0.0) + action.heads
    vendors = sorted(heads, key=lambda vendor: -heads[vendor])
    total, peak = sum(action.heads for action in actions), _peak(view)
    count = f"{number(total)}" if total - peak < 0.05 else f"up to {number(peak)} at a time"
    start = min(action.start for action in actions)
    ends = [action.end or view.timeline.end for action in actions]
    last: date = max(ends)
    open_end = any(action.end is None for action in actions)
    until = " to the end of the plan" if open_end else f" to {day(last, start.year)}"
    from_year = None if start.year != view.year else view.year
    return f"contract {count} from {listed(vendors)}, {day(start, from_year)}{until}"


def _peak(view: PlanView) -> float:
    total = view.zeros()
    for ledger in view.plan.offers.values():
        total += ledger.active
        total += ledger.converting_active
    return float(total.max())


def _calls(view: PlanView) -> str:
    bought = {key: sum(map(sum, ledger.bought_hours.values())) for key, ledger in view.plan.offers.items()}
    used = {key: hours for key, hours in bought.items() if hours > TRACE}
    if not used:
        return ""
    vendors = dict.fromkeys(view.offers[key].vendor for key in used)
    units = {view.offers[key].unit for key in used}
    kind = " on call" if units == {"hours"} else " of output" if units == {"output"} else ""
    return f"buy {hours_text(sum(used.values()))}{kind} from {listed(vendors)}"


def _short(view: PlanView) -> str:
    demand = sum(sum(ledger.demand) for ledger in view.plan.workstreams.values())
    short = sum(sum(ledger.short) for ledger in view.plan.workstreams.values())
    if demand <= 0 or short / demand < 0.01:
        return ""
    return f"; {undone(short / demand)} of the hours stay undone"
