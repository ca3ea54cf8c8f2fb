"""The plan's money against what its ledgers come to: every line, the sums, the bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import isfinite

from scheduler.check import costs_offers, costs_pools, costs_work, tails
from scheduler.check.case import Case
from scheduler.check.lines import Line, Terms, near, room, to_digits, value
from scheduler.check.tolerance import BOUND
from scheduler.plan import CostLine
from scheduler.problem.money import digits
from scheduler.result import Violation
from scheduler.rules import Cost

COSTS: tuple[Callable[[Case], Iterator[Line]], ...] = (
    costs_pools.salary,
    costs_pools.on_cost,
    costs_pools.pool_overhead,
    costs_pools.overtime,
    costs_pools.short_time,
    costs_pools.hiring,
    costs_pools.release,
    costs_pools.move,
    costs_offers.contract,
    costs_offers.onboarding,
    costs_offers.contract_overhead,
    costs_offers.exit,
    costs_offers.early_exit,
    costs_offers.commitment_shortfall,
    costs_offers.vendor_fixed,
    costs_offers.conversion_fee,
    costs_work.shortage,
    costs_work.delay,
    costs_work.early,
    costs_pools.idle,
    costs_work.change,
    tails.commitment_tail,
    tails.exit_tail,
    tails.tenure_tail,
    tails.end_release,
    tails.depletion_tail,
    tails.ramp_tail,
)

Place = tuple[str, str, str]


def cost_lines(case: Case) -> Iterator[Violation]:
    """Each line's amounts are what the ledgers come to; none is missing, doubled or out of place."""
    found: dict[Place, CostLine] = {}
    for line in case.plan.costs:
        place = (str(line.kind), line.owner, line.part)
        if place in found:
            yield case.breach("cost_lines", line.owner, None, 1, f"{_name(place)} stands there twice")
        found[place] = line
    seen = set()
    for place, (by_period, after) in _expected(case).items():
        seen.add(place)
        if place in found:
            yield from _compare(case, found[place], by_period, after)
        else:
            yield from _missing(case, place, [*by_period, after])
    for place, line in found.items():
        if place not in seen:
            yield case.breach("cost_lines", line.owner, None, 1, f"{_name(place)} belongs to nothing")
        yield from _decimals(case, line)


def _name(place: Place) -> str:
    kind, owner, part = place
    return f"{owner}: the cost line {kind}{f' ({part})' if part else ''}"


def _expected(case: Case) -> dict[Place, tuple[Sequence[Terms], Terms]]:
    """Terms by line; lines that share a name are one."""
    lines: dict[Place, tuple[Sequence[Terms], Terms]] = {}
    for kind in COSTS:
        for line in kind(case):
            place = (kind.__name__, line.owner, line.part)
            if place in lines:
                before, after = lines[place]
                both = [(*old, *new) for old, new in zip(before, line.by_period)]
                lines[place] = (both, (*after, *line.after))
            else:
                lines[place] = (line.by_period, line.after)
    return lines


def _compare(case: Case, line: CostLine, by_period: Sequence[Terms], after: Terms) -> Iterator[Violation]:
    for t, (found, terms) in enumerate(zip(line.amounts, by_period)):
        if found or terms:
            yield from _amount(case, line, t, found, terms)
    yield from _amount(case, line, None, line.after, after)


def _amount(case: Case, line: CostLine, t: int | None, found: float, terms: Terms) -> Iterator[Violation]:
    if off := _off(found, terms):
        when, wanted = " after the horizon" if t is None else "", float(value(terms))
        text = f"{_name((line.kind, line.owner, line.part))} says {found:.6f}{when}, must be {wanted:.6f}"
        yield case.breach(line.kind, line.owner, t, off, text)


def _off(found: float, terms: Terms) -> float:
    """How far an amount is off, where it is more than rounding allows; else 0."""
    if near(found, terms):
        return 0.0
    wanted = value(terms)
    off = abs(Decimal(repr(found)) - Decimal(wanted.numerator) / Decimal(wanted.denominator))
    return float(off) if off > Decimal(room(terms)) else 0.0


def _missing(case: Case, place: Place, all_terms: list[Terms]) -> Iterator[Violation]:
    if any(_off(0.0, terms) for terms in all_terms if terms):
        off = sum(abs(float(value(terms))) for terms in all_terms)
        yield case.breach("cost_lines", place[1], None, off, f"{_name(place)} is missing, {off:.6f}")


def _decimals(case: Case, line: CostLine) -> Iterator[Violation]:
    """Amounts have six decimals at most."""
    for amount in (*line.amounts, line.after):
        if amount and round(amount, 6) != amount:
            text = f"{_name((line.kind, line.owner, line.part))} has more than six decimals: {amount!r}"
            yield case.breach("cost_lines", line.owner, None, 1, text)


def cost_sum(case: Case) -> Iterator[Violation]:
    """Cost, cash and penalties are the exact sums of their lines, rounded once, half-even."""
    places, plan = digits(case.problem.forecast.currency), case.plan
    cash, penalties = case.sums
    for name, found, total in (
        ("cost", plan.cost, cash + penalties),
        ("cash", plan.cash, cash),
        ("penalties", plan.penalties, penalties),
    ):
        wanted = to_digits(total, places)
        if Decimal(repr(found)) != wanted:
            text = f"plan: {name} is {found!r}, but its lines come to {wanted}"
            yield case.breach("cost_sum", "plan", None, float(Decimal(repr(found)) - wanted), text)


def bound(case: Case) -> Iterator[Violation]:
    """No plan costs less than the bound: least of all this one."""
    if case.bound is None:
        return
    total = float(sum(case.sums))
    if not case.bound <= total + BOUND * max(1.0, abs(total)):
        text = f"plan: costs {total:.6f}, less than the bound {case.bound:.6f}"
        over = case.bound - total
        yield case.breach("bound", "plan", None, over if isfinite(over) else 1, text)


def kinds() -> tuple[Cost, ...]:
    """The kinds of cost lines that are checked."""
    return tuple(Cost[kind.__name__.upper()] for kind in COSTS)
