"""Coverage rules on who delivers which share of the hours."""

from __future__ import annotations

from collections.abc import Iterator, Set

from scheduler.check.case import Case
from scheduler.check.tolerance import HOURS
from scheduler.problem.policy import ShareLimit
from scheduler.problem.timeline import value_on
from scheduler.result import Violation
from scheduler.rules import Rule


def contractor_share(case: Case) -> Iterator[Violation]:
    """(37) Contractors' hours of a workstream, and of a skill or all, as a share of the delivered ones."""
    rule, offers = Rule.CONTRACTOR_SHARE, case.contractors.keys()
    for work in case.workstreams:
        if work.max_contractor_share is None:
            continue
        for t in case.periods:
            found, total = _delivered(case, offers, {work.key}, [t])
            cap = value_on(work.max_contractor_share, case.clock.day(t)) * total
            yield from case.at_most(rule, work.key, t, found, cap, HOURS, "contractor hours")
    for limit in case.problem.policy.max_contractor_share:
        for owner, period, found, total in _groups(case, limit, offers):
            what = "contractor hours"
            yield from case.at_most(rule, owner, period, found, limit.share * total, HOURS, what)


def inhouse_share(case: Case) -> Iterator[Violation]:
    """(38) Own people's hours of a skill or all, as a share of the delivered ones."""
    for limit in case.problem.policy.min_inhouse_share:
        for owner, period, found, total in _groups(case, limit, case.teams.keys()):
            cap = limit.share * total
            yield from case.at_least(Rule.INHOUSE_SHARE, owner, period, found, cap, HOURS, "in-house hours")


def vendor_share(case: Case) -> Iterator[Violation]:
    """(39) One vendor's hours as a share of the delivered ones."""
    rule, everything = Rule.VENDOR_SHARE, {work.key for work in case.workstreams}
    for vendor in case.problem.rate_card.vendors:
        offers = {c.key for c in case.of_vendor(vendor.key)}
        for t in case.periods:
            if vendor.max_share is not None:
                found, total = _delivered(case, offers, everything, [t])
                cap = vendor.max_share * total
                yield from case.at_most(rule, vendor.key, t, found, cap, HOURS, "hours delivered")
        for limit in case.problem.policy.max_vendor_share:
            if limit.vendor in (None, vendor.key):
                for _, period, found, total in _groups(case, limit, offers):
                    cap, what = limit.share * total, "hours delivered"
                    yield from case.at_most(rule, vendor.key, period, found, cap, HOURS, what)


def _groups(
    case: Case, limit: ShareLimit, suppliers: Set[str]
) -> Iterator[tuple[str, int | None, float, float]]:
    """Hours of these suppliers and of all, by period or over the horizon, as the limit says."""
    works = {work.key for work in case.workstreams if limit.skill in (None, work.skill)}
    day = case.clock.day
    periods = [
        t
        for t in case.periods
        if (limit.since is None or limit.since <= day(t)) and (limit.until is None or day(t) < limit.until)
    ]
    owner = limit.skill or "all work"
    if limit.over == "horizon":
        yield owner, None, *_delivered(case, suppliers, works, periods)
        return
    for t in periods:
        yield owner, t, *_delivered(case, suppliers, works, [t])


def _delivered(case: Case, suppliers: Set[str], works: Set[str], periods: list[int]) -> tuple[float, float]:
    """Hours these suppliers deliver, and hours all deliver."""
    found = total = 0.0
    for work in works:
        for supplier, hours in case.by_work.get(work, []):
            done = sum(hours[t] for t in periods)
            total += done
            found += done if supplier in suppliers else 0.0
    return found, total
