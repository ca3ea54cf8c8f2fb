"""What a vendor offers at its main rate, and the edits by which that is asked for elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import ceil

from scheduler.explain.edits import with_fields
from scheduler.plan import Plan
from scheduler.problem import Offer, Problem, Running
from scheduler.problem.timeline import Timeline, mean_days

TRACE = 1e-6
DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class LineUp:
    """The offers of a vendor that are quoted as its main one is: the same rate, per, unit and basis."""

    vendor: str
    offers: tuple[str, ...]
    rate: float
    per: str
    whole_vendor: bool
    in_heads: bool
    currency: str


def line_up(problem: Problem, vendor: str, plan: Plan) -> LineUp | None:
    """The offer of a vendor that delivers most (else the first) and those quoted like it.

    None without an offer that has one rate above 0 (no rates by date, skill or band).
    """
    offers = [each for each in problem.rate_card.offers if each.vendor == vendor]
    plain = [each for each in offers if isinstance(each.rate, float) and each.rate > 0]
    plain = [each for each in plain if not each.bands and not each.rates]
    if not plain:
        return None
    main = max(plain, key=lambda offer: delivered(plan, [offer.key]))
    alike = [each for each in plain if _quote(each) == _quote(main)]
    (own,) = (each for each in problem.rate_card.vendors if each.key == vendor)
    assert isinstance(main.rate, float)
    return LineUp(
        vendor=vendor,
        offers=tuple(each.key for each in alike),
        rate=main.rate,
        per=main.per,
        whole_vendor=len(alike) == len(offers),
        in_heads=all(each.unit == "heads" for each in alike),
        currency=own.currency or problem.forecast.currency,
    )


def at_rate(problem: Problem, offers: Collection[str], rate: float) -> Problem:
    """The offers at another rate; contracts that run keep what they cost."""
    old = {each.key: each.rate for each in problem.rate_card.offers if each.key in offers}
    edited = tuple(
        each.model_copy(update={"rate": rate}) if each.key in offers else each
        for each in problem.rate_card.offers
    )
    running = tuple(_kept(each, old.get(each.offer)) for each in problem.rate_card.running)
    return with_fields(problem, "rate_card", offers=edited, running=running)


def at_lead(problem: Problem, offers: Collection[str], weeks: int) -> Problem:
    """The offers with at least this lead."""
    return _offers(problem, offers, lambda each: _slower(each, weeks))


def closed(problem: Problem, offers: Collection[str]) -> Problem:
    """Nothing new from these offers: running contracts go on, what was committed is still due."""
    end = Timeline(problem.forecast.calendar).end
    shut = {"start_from": end, "start_until": None, "last_end": None, "conversion": None}
    return _offers(problem, offers, lambda each: each.model_copy(update=shut))


def weeks_of(lead: str) -> int:
    """A lead in weeks, rounded up."""
    return ceil(mean_days(lead) / DAYS_PER_WEEK)


def used(plan: Plan, offers: Collection[str]) -> bool:
    """Whether anybody starts, or anything is bought, under these offers."""
    return any(
        sum(map(sum, (ledger.starts, ledger.converting_starts, *ledger.bought_hours.values()))) > TRACE
        for ledger in (plan.offers[key] for key in offers)
    )


def delivered(plan: Plan, suppliers: Collection[str]) -> float:
    """Productive hours that these pools or offers deliver."""
    return sum(sum(each.hours) for each in plan.allocations if each.supplier in suppliers)


def _quote(offer: Offer) -> tuple[object, ...]:
    return offer.rate, offer.per, offer.unit, offer.basis


def _kept(running: Running, rate: object) -> Running:
    """A running contract of an offer that moves, at the rate it had."""
    if running.rate is not None or rate is None:
        return running
    return running.model_copy(update={"rate": rate})


def _slower(offer: Offer, weeks: int) -> Offer:
    return offer if weeks_of(offer.lead) >= weeks else offer.model_copy(update={"lead": f"{weeks}w"})


def _offers(problem: Problem, keys: Collection[str], edit: Callable[[Offer], Offer]) -> Problem:
    edited = tuple(edit(each) if each.key in keys else each for each in problem.rate_card.offers)
    return with_fields(problem, "rate_card", offers=edited)
