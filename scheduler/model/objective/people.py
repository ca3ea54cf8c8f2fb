"""Cost lines of own people. One function a kind, named as in `Cost` and FORMULATION.md."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import Floats, gather
from scheduler.model.case import Case
from scheduler.model.index import People
from scheduler.problem import Overhead
from scheduler.rules import Cost


def salary(case: Case) -> None:
    """Pay of own people: heads on the payroll, newcomers at their share."""
    _paid(case, Cost.SALARY, case.by_pool(lambda g: g.pay))


def on_cost(case: Case) -> None:
    """What the employer pays on top of pay."""
    _paid(case, Cost.ON_COST, case.by_pool(lambda g: g.loaded - g.pay))


def pool_overhead(case: Case) -> None:
    """Seats, equipment, licences: per head, per productive hour, per hire, or as a share of salary."""
    v = case.variables
    for g, each in enumerate(case.index.pools):
        for part in each.pool.overheads:
            owner = [(each.pool.key, part.name)]
            if part.basis == "rate":
                _paid_of(case, g, part)
                continue
            group = case.index.pairs_of_supplier(g)
            columns = {
                "head": v.heads[g : g + 1],
                "start": v.hires[g : g + 1],
                "productive_hour": gather(v.delivered, [group]),
            }[part.basis]
            price = part.amount * (case.index.clock.spans(part.per) if part.basis == "head" else 1.0)
            case.matrix.price(Cost.POOL_OVERHEAD, owner, columns, price)


def overtime(case: Case) -> None:
    """Overtime hours at their premium or rate."""
    rate = case.by_pool(lambda g: g.overtime_rate)
    case.matrix.price(Cost.OVERTIME, _owners(case), case.variables.overtime, rate)


def short_time(case: Case) -> None:
    """Short time: its cost less the loaded pay it saves."""
    price = case.by_pool(lambda g: _short_time_price(case, g))
    case.matrix.price(Cost.SHORT_TIME, _owners(case), case.variables.short_time, price)


def hiring(case: Case) -> None:
    """Recruiting, training and equipping a hire, each part a line."""
    for g, each in enumerate(case.index.pools):
        for part, amount in (each.pool.hire.costs if each.pool.hire else {}).items():
            case.matrix.price(Cost.HIRING, [(each.pool.key, part)], case.variables.hires[g : g + 1], amount)


def release(case: Case) -> None:
    """Releasing people."""
    price = np.array([g.pool.release.cost if g.pool.release else 0.0 for g in case.index.pools])
    case.matrix.price(Cost.RELEASE, _owners(case), case.variables.releases, price)


def move(case: Case) -> None:
    """Training people for another pool."""
    moves = case.index.moves
    price = np.array([each.cost for each in moves])
    case.matrix.price(Cost.MOVE, [(each.key, "") for each in moves], case.variables.moves, price)


def idle(case: Case) -> None:
    """Hours of own people without work."""
    price = np.array([g.pool.idle_cost for g in case.index.pools])
    case.matrix.price(Cost.IDLE, _owners(case), case.variables.idle, price)


def _owners(case: Case) -> list[tuple[str, str]]:
    return [(key, "") for key in case.index.pool_keys]


def _paid(case: Case, kind: Cost, price: Floats) -> None:
    """`price` (P, T) for heads on the payroll, less the pay newcomers do not get."""
    v, (unpaid, known) = case.variables, case.newcomers.unpaid()
    case.matrix.price(kind, _owners(case), v.heads, price, -price * known)
    case.matrix.price(kind, _owners(case), case.newcomers.columns, -price[:, :, None] * unpaid)


def _paid_of(case: Case, g: int, part: Overhead) -> None:
    price = part.amount * case.by_pool(lambda each: each.pay)[g : g + 1]
    unpaid, known = (each[g : g + 1] for each in case.newcomers.unpaid())
    owner, new = [(case.index.pool_keys[g], part.name)], case.newcomers.columns[g : g + 1]
    case.matrix.price(Cost.POOL_OVERHEAD, owner, case.variables.heads[g : g + 1], price, -price * known)
    case.matrix.price(Cost.POOL_OVERHEAD, owner, new, -price[:, :, None] * unpaid)


def _short_time_price(case: Case, each: People) -> Floats:
    terms, clock = each.pool.short_time, case.index.clock
    if terms is None:
        return np.zeros(clock.size)
    cost = np.zeros(clock.size)
    if terms.cost:
        hours = clock.hours(each.pool.hours_per_week, None)
        amount = np.full(clock.size, terms.cost.amount)
        cost = clock.price(amount, terms.cost.per, hours, clock.working_days(None))
    return cost - (1 - terms.pay_share) * each.loaded
