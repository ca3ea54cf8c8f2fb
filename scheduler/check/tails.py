"""Cost lines of what comes after the horizon. Each function is named as its kind in FORMULATION.md."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scheduler.check.case import Case
from scheduler.check.clock import exact
from scheduler.check.contractor import Contractor, Lot
from scheduler.check.lines import Line, Term, Terms, simple, tail
from scheduler.check.team import Team
from scheduler.plan import ByPeriod
from scheduler.problem.timeline import spans_per


def commitment_tail(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        if not contractor.in_heads:
            continue
        offer, book = contractor.offer, contractor.ledger
        fee = Fraction(1) if offer.early_exit_fee is None else exact(offer.early_exit_fee)
        terms = [*_rest_of_terms(case, contractor, book.starts, contractor.least, fee, contractor.stay)]
        if offer.conversion:
            after = case.clock.length(offer.conversion.after)
            terms += _rest_of_terms(case, contractor, book.converting_starts, after, Fraction(1), after)
        for lot in contractor.lots:
            terms += _rest_of_running(case, contractor, lot)
        yield tail(case, key, terms)


def _rest_of_terms(
    case: Case, contractor: Contractor, starts: ByPeriod, length: int, fee: Fraction, bound: int
) -> Terms:
    """For starts whose term of `length` periods passes the horizon, the price of the rest.

    In full below the age `bound`, then the fee's share of it.
    """
    terms: list[Term] = []
    for began, heads in enumerate(starts):
        if heads:
            for s in range(case.last + 1, began + length):
                price = contractor.aged(contractor.price(s), s - began)
                terms += simple(price if s - began < bound else fee * price, heads)
    return terms


def _rest_of_running(case: Case, contractor: Contractor, lot: Lot) -> Terms:
    terms: list[Term] = []
    fee = contractor.offer.early_exit_fee
    if lot.begin > case.last:
        return terms
    for s in range(case.last + 1, lot.earliest):
        if fee is None or s < lot.bound_until:
            terms += simple(contractor.lot_price(lot, s), lot.ledger.active[case.last])
        else:
            terms += simple(exact(fee) * contractor.lot_price(lot, s), lot.running.heads)
    return terms


def exit_tail(case: Case) -> Iterator[Line]:
    for key, contractor in case.contractors.items():
        joining = sum(lot.ledger.active[case.last] for lot in contractor.lots if lot.running.joins)
        there = contractor.heads(case.last) - joining
        yield tail(case, key, simple(exact(contractor.offer.exit) * contractor.exchange, there))


def _needed(team: Team) -> float | None:
    """N: heads needed after the horizon; None when unknown."""
    needed = team.pool.needed_after
    if needed == "unknown":
        return None
    return team.pool.headcount if needed == "today" else float(needed)


def _turnover(case: Case, team: Team) -> Fraction:
    """Three months of loaded pay: what losing or replacing somebody costs when nothing else is said."""
    return team.loaded_pay(case.last + 1) * 3 / spans_per("month", case.clock.unit)


def tenure_tail(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        needed = _needed(team)
        end = max([case.last + team.tenure, *(each.until for each in team.bound)])
        if needed is None or end <= case.last + 1:
            continue
        free = team.pool.hires_needed_after
        if free is None:
            hired = sum(each.there(case.last) for each in team.bound)
            free = max(0.0, needed - (team.no_action[case.last] - hired))
        terms: list[Term] = []
        bound = case.still_bound(key, end)
        for s in range(case.last + 1, end):
            terms += simple(team.loaded_pay(s), max(0.0, bound[s] + team.owed(s) - free))
        yield tail(case, key, terms)


def end_release(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        needed, terms = _needed(team), team.pool.release
        if needed is not None:
            cost = exact(terms.cost) if terms else _turnover(case, team)
            over = max(0.0, team.ledger.heads[case.last] - needed)
            yield tail(case, key, simple(cost, over))


def depletion_tail(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        needed, hire = _needed(team), team.pool.hire
        if needed is not None:
            cost = _turnover(case, team)
            if hire:
                lost = sum((1 - share for share in team.ramp), start=Fraction(0))
                cost = (
                    sum(exact(part) for part in hire.costs.values()) + team.loaded_pay(case.last + 1) * lost
                )
            missing = max(0.0, needed - team.ledger.heads[case.last])
            yield tail(case, key, simple(cost, missing))


def ramp_tail(case: Case) -> Iterator[Line]:
    for key, team in case.teams.items():
        if _needed(team) is not None:
            pay = team.loaded_pay(case.last + 1)
            terms: list[Term] = []
            for age, heads in team.newcomers(case.last).items():
                rest = sum((1 - share for share in team.ramp[age + 1 :]), start=Fraction(0))
                terms += simple(pay * rest, heads)
            yield tail(case, key, terms)
