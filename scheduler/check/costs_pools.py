"""Cost lines of own people. Each function is named as its kind in FORMULATION.md."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from scheduler.check.case import Case
from scheduler.check.clock import exact
from scheduler.check.lines import Line, Terms, flat, priced, simple
from scheduler.check.team import Team
from scheduler.problem.base import Overhead
from scheduler.problem.workforce import ShortTime


def salary(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        yield Line(key, "", priced(team.pay, team.paid_heads))


def on_cost(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        yield Line(key, "", priced(team.on_cost, team.paid_heads))


def pool_overhead(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        for overhead in team.pool.overheads:
            yield Line(key, overhead.name, [_overhead(case, team, overhead, t) for t in case.periods])


def _overhead(case: Case, team: Team, overhead: Overhead, t: int) -> Terms:
    amount = exact(overhead.amount)
    if overhead.basis == "head":
        price = case.clock.price(overhead.amount, overhead.per, t, team.hours_per_week(t))
        return simple(price, team.ledger.heads[t])
    if overhead.basis == "productive_hour":
        return simple(amount, case.delivered_by(team.key, t))
    if overhead.basis == "start":
        return simple(amount, team.ledger.hires[t])
    return simple(amount * team.pay(t), team.paid_heads[t])


def overtime(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        if team.pool.overtime:
            yield Line(key, "", priced(team.overtime_rate, team.ledger.overtime_hours))


def short_time(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        terms = team.pool.short_time
        if terms:
            yield Line(key, "", priced(partial(_short_time, team, terms), team.ledger.short_time_heads))


def _short_time(team: Team, terms: ShortTime, t: int) -> Fraction:
    """What a head on short time costs, less the pay it saves."""
    price = Fraction(0)
    if terms.cost:
        price = team.clock.price(terms.cost.amount, terms.cost.per, t, team.hours_per_week(t))
    return price - (1 - exact(terms.pay_share)) * team.loaded_pay(t)


def hiring(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        for part, cost in team.pool.hire.costs.items() if team.pool.hire else ():
            yield Line(key, part, flat(exact(cost), team.ledger.hires))


def release(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        if team.pool.release:
            cost = exact(team.pool.release.cost)
            yield Line(key, "", flat(cost, team.ledger.releases))


def move(case: Case) -> Iterator[Line]:
    for terms in case.problem.workforce.moves:
        heads, cost = case.plan.moves[terms.key].heads, exact(terms.cost)
        yield Line(terms.key, "", flat(cost, heads))


def idle(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        cost = exact(team.pool.idle_cost)
        yield Line(key, "", flat(cost, team.ledger.idle_hours))
