"""The rate at which a vendor enters or leaves the plan.

What a plan costs is linear in a rate, so the line through the best plan found at one rate meets the cost
without the offers where to look next. `low`: a plan with them is surely cheaper than any without. `high`:
from there on even their least use costs more than the best plan without.
"""

from __future__ import annotations

from math import ceil, floor, inf

from scheduler.explain.asking import Asking
from scheduler.explain.break_even.known import Known, ask_long, exact, known
from scheduler.explain.break_even.line_up import LineUp, at_rate, closed, used
from scheduler.explain.break_even.programs import least_units, relaxed_cost
from scheduler.explain.break_even.rates import Rates
from scheduler.explain.break_even.shape import BreakEven, Point
from scheduler.explain.break_even.words import called, rate_text, without_text
from scheduler.model.index import Index

STEP = 0.01  # rates are named in cents
WIDE = 1.25  # times `low`: beyond that no rate is named
TRIES = 3
NEAR = 1.5  # times a rate
GUESSES = 6  # relaxations


def rate_answer(of: LineUp, asking: Asking) -> BreakEven:
    """Where the offers quoted like a vendor's main one enter or leave the plan."""
    about = asking.about
    today, leaves = known(about.result), used(about.plan, of.offers)
    without = ask_long(asking, closed(about.problem, of.offers)) if leaves else today
    if without is None or without.plan is None:
        return _told(of, leaves, None, None, without)
    rates = Rates(asking, of, without, {of.rate: today})
    first = rates.meets(without.high) if leaves else _guess(rates)
    _towards(rates, first, TRIES if leaves or exact(asking) else 1)
    _last_sure(rates)
    high = _high(rates, inf if leaves else of.rate)
    return _told(of, leaves, rates, high, without)


def _guess(rates: Rates) -> float:
    """A rate at which fractions of heads would still save what is likely to be told."""
    asking, of, problem = rates.asking, rates.of, rates.asking.about.problem
    without = relaxed_cost(asking, closed(problem, of.offers))
    low, high = STEP, of.rate
    (vendor,) = (each for each in problem.rate_card.vendors if each.key == of.vendor)
    needed = _carried(rates) + Index(problem).fixed_cost(vendor)  # fractions of heads pay a fraction of it
    for _ in range(GUESSES):
        middle = (low + high) / 2
        saved = without - relaxed_cost(asking, at_rate(problem, of.offers, middle))
        low, high = (middle, high) if saved > needed else (low, middle)
    return low


def _carried(rates: Rates) -> float:
    """The least saving that costs and bounds are likely to carry."""
    return max(0.01, rates.without.high - rates.without.low + rates.asking.gap * rates.without.high)


def _towards(rates: Rates, first: float, tries: int) -> None:
    """Solves at the guess, then where the line through what is found meets the cost without."""
    rate = _up(first)
    for _ in range(tries):
        found = rates.solve(rate, rates.best())
        if found is None:
            return
        meets = rates.meets(rates.without.high)
        if meets == -inf:  # nobody uses them here: look lower
            rate = _up(rate / 2)
        elif found.beats(rates.without):
            rate = _up(meets)
        else:
            return


def _last_sure(rates: Rates) -> None:
    """Solves at the highest rate at which a plan in hand is surely cheaper than any without."""
    for _ in range(2):
        meets = rates.meets(rates.without.low)
        rate = _down(meets - STEP / 2) if meets > -inf else -inf
        if rate < STEP or (rates.low is not None and rate <= rates.low):
            return
        found = rates.solve(rate, rates.best(), loosely=True)
        if found is None or found.beats(rates.without):
            return


def _high(rates: Rates, most: float) -> float | None:
    """The lowest rate from which on their least use surely costs more than it saves, solved there too."""
    nothing = [rate for rate, each in rates.solved.items() if each.no_better(rates.without)]
    places = [*nothing, *_by_least_use(rates)]
    high = min((rate for rate in places if rate > (rates.low or 0.0)), default=inf)
    if high > most or (rates.low is not None and high > WIDE * rates.low):
        return None
    found = rates.solve(high, rates.without.plan, loosely=True)
    return None if found is None or found.beats(rates.without) else high


def _by_least_use(rates: Rates) -> list[float]:
    """Rates from which on the least use costs more than could be saved at one that was solved."""
    problem, of, asking = rates.asking.about.problem, rates.of, rates.asking
    (vendor,) = (each for each in problem.rate_card.vendors if each.key == of.vendor)
    if vendor.commitment or asking.late:  # then a higher rate may cost nothing more
        return []
    dearer = at_rate(problem, of.offers, of.rate + 1)
    units = least_units(asking, problem, dearer, of.offers)
    if units <= 0:
        return []
    room = {rate: (rates.without.high - each.low) / units for rate, each in rates.solved.items()}
    return [_up(rate + more + STEP / 2) for rate, more in room.items() if more < inf]


def _told(
    of: LineUp, leaves: bool, rates: Rates | None, high: float | None, without: Known | None
) -> BreakEven:
    solved = sorted(rates.solved.items()) if rates and without else []
    low = rates.low if rates else None
    return BreakEven(
        kind="rate",
        subject=of.vendor,
        offers=of.offers,
        unit=f"{of.currency} per {of.per}",
        now=of.rate,
        low=low,
        high=high,
        points=tuple(Point(at=rate, saving=each.saving(without)) for rate, each in solved if without),
        text=rate_text(of, leaves, low, high, _rest(rates))
        if rates
        else without_text(called(of), without is not None and without.impossible),
    )


def _rest(rates: Rates | None) -> tuple[float, float] | None:
    """A rate not far above `low`, and what is saved there or above it at most."""
    low = None if rates is None else rates.low
    if rates is None or low is None:
        return None
    most = {rate: rates.without.high - each.low for rate, each in rates.solved.items() if rate > low}
    near = [rate for rate in most if rate <= NEAR * low and most[rate] < inf]
    return min(((rate, most[rate]) for rate in near), key=lambda each: each[1], default=None)


def _down(rate: float) -> float:
    return max(STEP, floor(rate * 100 + 1e-6) / 100)


def _up(rate: float) -> float:
    return max(STEP, ceil(rate * 100 - 1e-6) / 100)
