"""Cost lines of own people. Each function is named as its kind in FORMULATION.md."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scheduler.check.case import Case
from scheduler.check.clock import at_age, exact
from scheduler.check.lines import Line, Term, Terms, simple
from scheduler.check.team import Team
from scheduler.problem.base import Overhead
from scheduler.problem.timeline import value_on


def salary(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        yield Line(key, "", [_salary(team, t) for t in case.periods])


def _salary(team: Team, t: int) -> Terms:
    unpaid = sum(float(1 - at_age(team.pay_shares, age)) * n for age, n in team.newcomers(t).items())
    return simple(team.pay(t), team.ledger.heads[t] - unpaid)


def on_cost(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        yield Line(key, "", [_on_cost(team, t) for t in case.periods])


def _on_cost(team: Team, t: int) -> Terms:
    share = exact(value_on(team.pool.on_cost_share, team.clock.day(t)))
    return [Term(share * price, quantity) for price, quantity in _salary(team, t)]


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
    return [Term(amount * price, quantity) for price, quantity in _salary(team, t)]


def overtime(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        terms = team.pool.overtime
        if terms:
            yield Line(
                key,
                "",
                [simple(_overtime_rate(team, t), team.ledger.overtime_hours[t]) for t in case.periods],
            )


def _overtime_rate(team: Team, t: int) -> Fraction:
    """The rate, or the premium on an hour's pay; paid hours count holidays."""
    terms = team.pool.overtime
    if terms is None or (terms.rate is None and terms.premium is None):
        return Fraction(0)
    if terms.rate is not None:
        return exact(terms.rate)
    hours = team.clock.hours(t, team.hours_per_week(t))
    return exact(terms.premium or 0.0) * team.pay(t) / hours if hours else Fraction(0)


def short_time(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        if team.pool.short_time:
            yield Line(key, "", [_short_time(team, t) for t in case.periods])


def _short_time(team: Team, t: int) -> Terms:
    terms = team.pool.short_time
    if terms is None:
        return []
    price = Fraction(0)
    if terms.cost:
        price = team.clock.price(terms.cost.amount, terms.cost.per, t, team.hours_per_week(t))
    saved = (1 - exact(terms.pay_share)) * team.loaded_pay(t)
    return simple(price - saved, team.ledger.short_time_heads[t])


def hiring(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        for part, cost in team.pool.hire.costs.items() if team.pool.hire else ():
            yield Line(key, part, [simple(exact(cost), team.ledger.hires[t]) for t in case.periods])


def release(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        if team.pool.release:
            cost = exact(team.pool.release.cost)
            yield Line(key, "", [simple(cost, team.ledger.releases[t]) for t in case.periods])


def move(case: Case) -> Iterator[Line]:
    for terms in case.problem.workforce.moves:
        heads, cost = case.plan.moves[terms.key].heads, exact(terms.cost)
        yield Line(terms.key, "", [simple(cost, heads[t]) for t in case.periods])


def idle(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        cost = exact(team.pool.idle_cost)
        yield Line(key, "", [simple(cost, team.ledger.idle_hours[t]) for t in case.periods])
