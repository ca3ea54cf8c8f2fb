"""Ways to damage a plan of `damaged.PROBLEM`, each with the check that has to name it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from scheduler.plan import Action, Allocation, CostLine, Plan
from scheduler.rules import Cost

Damage = Callable[[Plan], Plan]


def edit(plan: Plan, room: str, owner: str, **fields: Any) -> Plan:
    """Other values for a ledger."""
    ledgers = dict(getattr(plan, room))
    ledgers[owner] = ledgers[owner].model_copy(update=fields)
    return plan.model_copy(update={room: ledgers})


def add(room: str, owner: str, name: str, t: int, by: float) -> Damage:
    """One number of a ledger more or less by so much."""

    def damage(plan: Plan) -> Plan:
        values = list(getattr(getattr(plan, room)[owner], name))
        values[t] += by
        return edit(plan, room, owner, **{name: tuple(values)})

    return damage


def act(kind: str, change: Callable[[Action], list[Action]]) -> Damage:
    """The first action of a kind replaced."""

    def damage(plan: Plan) -> Plan:
        place = next(n for n, action in enumerate(plan.actions) if action.kind == kind)
        actions = (*plan.actions[:place], *change(plan.actions[place]), *plan.actions[place + 1 :])
        return plan.model_copy(update={"actions": actions})

    return damage


def changed(**fields: Callable[[Action], Any]) -> Callable[[Action], list[Action]]:
    return lambda action: [action.model_copy(update={name: to(action) for name, to in fields.items()})]


def line(kind: Cost, change: Callable[[CostLine], list[CostLine]]) -> Damage:
    """The first cost line of a kind replaced."""

    def damage(plan: Plan) -> Plan:
        place = next(n for n, each in enumerate(plan.costs) if each.kind == kind)
        costs = (*plan.costs[:place], *change(plan.costs[place]), *plan.costs[place + 1 :])
        return plan.model_copy(update={"costs": costs})

    return damage


def allot(change: Callable[[Allocation], Allocation], supplier: str) -> Damage:
    """The allocations of a supplier changed."""

    def damage(plan: Plan) -> Plan:
        rows = tuple(change(a) if a.supplier == supplier else a for a in plan.allocations)
        return plan.model_copy(update={"allocations": rows})

    return damage


def put(**fields: Callable[[Plan], Any]) -> Damage:
    return lambda plan: plan.model_copy(update={name: to(plan) for name, to in fields.items()})


def without(room: str, owner: str) -> Damage:
    return put(**{room: lambda plan: {k: v for k, v in getattr(plan, room).items() if k != owner}})


def more(number: float) -> Callable[[tuple[float, ...]], tuple[float, ...]]:
    return lambda values: (values[0], values[1] + number, *values[2:])


WEEK = timedelta(weeks=1)

ACTIONS: dict[str, tuple[Damage, str]] = {
    "an action dropped": (act("release", lambda _: []), "actions"),
    "an action twice": (act("release", lambda a: [a, a]), "actions"),
    "an action invented": (
        act("release", lambda a: [a, a.model_copy(update={"id": "x", "owner": "clerks"})]),
        "actions",
    ),
    "one head more in an action": (act("contract", changed(heads=lambda a: a.heads + 1)), "actions"),
    "an action of no heads": (act("contract", changed(heads=lambda _: 0.0)), "shape"),
    "a start a week sooner": (act("contract", changed(start=lambda a: a.start - WEEK)), "actions"),
    "an end a week later": (act("contract", changed(end=lambda a: a.end + WEEK)), "actions"),
    "an end forgotten": (act("contract", changed(end=lambda _: None)), "actions"),
    "a decision a day later": (
        act("conversion", changed(decide_by=lambda a: a.decide_by + timedelta(days=1))),
        "actions",
    ),
    "the end's decision dropped": (act("contract", changed(end_decide_by=lambda _: None)), "actions"),
    "another kind of action": (act("conversion", changed(kind=lambda _: "contract")), "actions"),
    "another owner": (act("contract", changed(owner=lambda _: "temps")), "actions"),
    "half a head": (
        act("release", changed(heads=lambda a: a.heads / 2)),
        "actions",
    ),
}

LEDGERS: dict[str, tuple[Damage, str]] = {
    "a hire before its lead": (add("pools", "team", "hires", 0, 1), "hire_lead"),
    "a hire without terms": (add("pools", "clerks", "hires", 5, 1), "hire_lead"),
    "half a hire": (add("pools", "team", "hires", 4, 0.5), "whole_heads"),
    "a release without terms": (add("pools", "clerks", "releases", 1, 1), "release_notice"),
    "a release too many": (add("pools", "team", "releases", 3, 1), "release_of_present"),
    "a head from nowhere": (add("pools", "team", "heads", 2, 1), "headcount_balance"),
    "an experienced head from nowhere": (add("pools", "team", "experienced", 2, 1), "headcount_balance"),
    "leavers made up": (add("pools", "team", "leavers", 2, 0.1), "headcount_balance"),
    "an arrival forgotten": (add("pools", "team", "arriving", 2, -1), "headcount_balance"),
    "overtime beyond its share": (add("pools", "team", "overtime_hours", 1, 30), "overtime_limit"),
    "short time without terms": (add("pools", "team", "short_time_heads", 1, 1), "short_time_limit"),
    "idle hours out of nothing": (add("pools", "team", "idle_hours", 1, 1), "supply_hours"),
    "mentors too few": (add("pools", "team", "mentor_hours", 2, -1), "supply_hours"),
    "a mover nobody has": (add("moves", "help", "heads", 1, 1), "headcount_balance"),
    "a start before its lead": (add("offers", "agents", "starts", 0, 1), "contract_lead"),
    "a contract head too many": (add("offers", "coaches", "active", 3, 1), "contract_balance"),
    "a head gone too soon": (add("offers", "temps", "starts", 5, 1), "min_term"),
    "converted too soon": (add("offers", "coaches", "converting_starts", 1, 1), "conversion"),
    "converted by an offer without terms": (add("offers", "agents", "converting_starts", 3, 1), "conversion"),
    "more heads than offered": (add("offers", "agents", "active", 3, 3), "contract_limits"),
    "too many starts a month": (add("offers", "temps", "starts", 2, 2), "contract_limits"),
    "a running contract past its end": (add("running", "old", "active", 6, 1), "running_contract"),
    "a running contract ended before its notice": (add("running", "old", "ends", 0, 1), "contract_notice"),
    "a vendor hidden": (lambda plan: edit(plan, "vendors", "other", used=False), "vendor_used"),
    "a shortfall made up": (lambda plan: edit(plan, "vendors", "agency", shortfall=9.0), "vendor_commitment"),
    "supervision dropped": (lambda plan: edit(plan, "pools", "team", supervision={}), "supervision"),
    "demand made smaller": (add("workstreams", "calls", "demand", 3, -5), "coverage"),
    "coverage altered": (add("workstreams", "calls", "delivered", 3, 5), "coverage"),
    "short hours hidden": (add("workstreams", "mail", "short", 3, 5), "coverage"),
    "negative waiting": (add("workstreams", "mail", "waiting", 3, -1), "shape"),
    "waiting too long": (add("workstreams", "mail", "waiting", 3, 1), "max_delay"),
    "ahead though nothing may be": (add("workstreams", "mail", "ahead", 3, 1), "max_early"),
    "waiting at the end": (add("workstreams", "calls", "waiting", 7, 9), "max_delay"),
}

WORK: dict[str, tuple[Damage, str]] = {
    "more hours than there are": (
        allot(lambda a: a.model_copy(update={"hours": more(50)(a.hours)}), "coaches"),
        "supply_hours",
    ),
    "bought hours not bought": (
        lambda plan: edit(plan, "offers", "writers", bought_hours={}),
        "supply_hours",
    ),
    "a supplier swapped for one not cleared": (
        allot(lambda a: a.model_copy(update={"supplier": "temps"}), "coaches"),
        "access",
    ),
    "a supplier without the skill": (
        allot(lambda a: a.model_copy(update={"supplier": "clerks"}), "coaches"),
        "shape",
    ),
    "a supplier nobody knows": (allot(lambda a: a.model_copy(update={"supplier": "?"}), "coaches"), "shape"),
    "work nobody asked for": (allot(lambda a: a.model_copy(update={"workstream": "?"}), "coaches"), "shape"),
    "hours twice": (put(allocations=lambda plan: plan.allocations * 2), "shape"),
    "hours lost": (put(allocations=lambda plan: plan.allocations[1:]), "coverage"),
}

MONEY: dict[str, tuple[Damage, str]] = {
    "a cost line a cent cheaper": (
        line(Cost.SALARY, lambda c: [c.model_copy(update={"amounts": more(-0.01)(c.amounts)})]),
        "salary",
    ),
    "a tail forgotten": (
        line(Cost.DEPLETION_TAIL, lambda c: [c.model_copy(update={"after": 0.0})]),
        "depletion_tail",
    ),
    "a cost after the horizon that is none": (
        line(Cost.CONTRACT, lambda c: [c.model_copy(update={"after": 5.0})]),
        "contract",
    ),
    "a cost line dropped": (line(Cost.CONTRACT, lambda _: []), "cost_lines"),
    "a cost line twice": (line(Cost.CONTRACT, lambda c: [c, c]), "cost_lines"),
    "a cost line of nobody": (
        line(Cost.CONTRACT, lambda c: [c, c.model_copy(update={"owner": "?"})]),
        "cost_lines",
    ),
    "a cost under another name": (
        line(Cost.RELEASE, lambda c: [c.model_copy(update={"kind": Cost.IDLE})]),
        "cost_lines",
    ),
    "too many decimals": (
        line(Cost.SALARY, lambda c: [c.model_copy(update={"amounts": more(1e-7)(c.amounts)})]),
        "cost_lines",
    ),
    "a wrong sum": (put(cost=lambda plan: plan.cost - 0.01), "cost_sum"),
    "penalties hidden in cash": (
        put(cash=lambda plan: plan.cash + 1, penalties=lambda plan: plan.penalties - 1),
        "cost_sum",
    ),
    "a sum that is no number": (put(cost=lambda _: float("nan")), "shape"),
}

SHAPE: dict[str, tuple[Damage, str]] = {
    "a pool forgotten": (without("pools", "clerks"), "shape"),
    "an offer forgotten": (without("offers", "temps"), "shape"),
    "a workstream too many": (
        put(workstreams=lambda plan: plan.workstreams | {"?": plan.workstreams["mail"]}),
        "shape",
    ),
    "a period too few": (lambda plan: edit(plan, "pools", "clerks", heads=(1.0,) * 7), "shape"),
    "an infinite number": (add("pools", "clerks", "heads", 0, float("inf")), "shape"),
    "negative hires": (add("pools", "team", "hires", 0, -1), "shape"),
    "another calendar": (put(first_days=lambda plan: tuple(d + WEEK for d in plan.first_days)), "shape"),
    "another currency": (put(currency=lambda _: "USD"), "shape"),
    "supervision of a skill not there": (
        lambda plan: edit(plan, "pools", "clerks", supervision={"talk": (0.0,) * 8}),
        "shape",
    ),
    "hours of an offer in heads": (
        lambda plan: edit(plan, "offers", "agents", bought_hours={"talk": (0.0,) * 8}),
        "shape",
    ),
}

DAMAGES = ACTIONS | LEDGERS | WORK | MONEY | SHAPE
