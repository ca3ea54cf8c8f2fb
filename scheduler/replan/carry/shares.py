"""Shares over a whole horizon where an earlier plan is cut: what was done before counts in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import Any, TypeVar

from scheduler.problem import Done, Problem, ShareLimit, VendorShareLimit
from scheduler.replan.cut import Cut
from scheduler.words import day, hours_text, number

SLACK = 1e-6  # hours
DIGITS = 9
Limit = TypeVar("Limit", bound=ShareLimit)


def carried_shares(cut: Cut, problem: Problem) -> dict[str, Any]:
    """The limits of the policy that are shares: over the horizon they count what was done before the cut.

    `problem`: as it is to come, from before the cut on.
    """
    policy = problem.policy
    own = {each.pool.key for each in cut.index.pools}
    others = {offer.key for offer in cut.before.rate_card.offers}
    return {
        "min_inhouse_share": tuple(
            _carried(cut, each, own, "own people", least=True)
            for each in _to_come(cut, policy.min_inhouse_share)
        ),
        "max_contractor_share": tuple(
            _carried(cut, each, others, "contractors") for each in _to_come(cut, policy.max_contractor_share)
        ),
        "max_vendor_share": tuple(
            carried
            for each in _to_come(cut, policy.max_vendor_share)
            for carried in _of_vendors(cut, problem, each)
        ),
    }


def _to_come(cut: Cut, limits: Iterable[Limit]) -> Iterator[Limit]:
    """Limits whose span is not over."""
    return (each for each in limits if each.until is None or each.until > cut.start)


def _of_vendors(cut: Cut, problem: Problem, limit: VendorShareLimit) -> Iterator[VendorShareLimit]:
    """A limit on each vendor is one for every vendor, with what that one has done."""
    if limit.over != "horizon" or not cut.period:
        yield limit
        return
    every = [vendor.key for vendor in problem.rate_card.vendors]
    for name in every if limit.vendor is None else [limit.vendor]:
        offers = {offer.key for offer in cut.before.rate_card.offers if offer.vendor == name}
        yield _carried(cut, limit.model_copy(update={"vendor": name}), offers, name)


def _carried(cut: Cut, limit: Limit, suppliers: Set[str], who: str, *, least: bool = False) -> Limit:
    """With what was done, by these suppliers and in all; a share that was met exactly stays so."""
    if limit.over != "horizon" or not cut.period:
        return limit
    past = _inside(cut, limit, range(cut.period))
    every = limit.before.all + _hours(cut, limit, past)
    theirs = limit.before.theirs + _hours(cut, limit, past, suppliers)
    if every < SLACK:
        return limit
    of = f" of {limit.skill}" if limit.skill else ""
    cut.assume(
        f"{who}: in the share{of} over the horizon {number(theirs)} of {hours_text(every)} count "
        f"that were done before {day(cut.start)} as planned"
    )
    theirs = min(every, theirs + SLACK) if least else max(0.0, theirs - SLACK)
    return limit.model_copy(update={"done": Done(theirs=round(theirs, DIGITS), all=round(every, DIGITS))})


def _hours(cut: Cut, limit: ShareLimit, periods: list[int], suppliers: Set[str] | None = None) -> float:
    """Productive hours the earlier plan has in these periods: of everybody, or of these suppliers."""
    streams = {each.workstream.key for each in cut.index.work if limit.skill in (None, each.workstream.skill)}
    rows = (
        row
        for row in cut.plan.allocations
        if row.workstream in streams and (suppliers is None or row.supplier in suppliers)
    )
    return sum(row.hours[t] for row in rows for t in periods)


def _inside(cut: Cut, limit: ShareLimit, periods: range) -> list[int]:
    return [t for t in periods if _holds(limit, cut.timeline.first_day(t))]


def _holds(limit: ShareLimit, first: date) -> bool:
    return (limit.since is None or first >= limit.since) and (limit.until is None or first < limit.until)
