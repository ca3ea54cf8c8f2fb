"""Coverage rules on who delivers which share of the hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from scheduler.check.case import Case
from scheduler.check.tolerance import HOURS
from scheduler.plan import ByPeriod
from scheduler.problem.policy import ShareLimit
from scheduler.problem.timeline import value_on
from scheduler.result import Violation
from scheduler.rules import Rule


def contractor_share(case: Case) -> Iterator[Violation]:
    """(37) Contractors' hours of a workstream, and of a skill or all, as a share of the delivered ones."""
    rule, offers, what = Rule.CONTRACTOR_SHARE, case.contractors.keys(), "contractor hours"
    for work in case.workstreams:
        if work.max_contractor_share is None:
            continue
        done = _delivered(case, {work.key})
        for t, (found, total) in enumerate(zip(_of(case, done, offers), _of(case, done, done.keys()))):
            cap = value_on(work.max_contractor_share, case.clock.day(t)) * total
            yield from case.at_most(rule, work.key, t, found, cap, HOURS, what)
    for limit in case.problem.policy.max_contractor_share:
        group = _Group(case, limit)
        for period, found, total in group.hours(offers):
            yield from case.at_most(rule, group.owner, period, found, limit.share * total, HOURS, what)


def inhouse_share(case: Case) -> Iterator[Violation]:
    """(38) Own people's hours of a skill or all, as a share of the delivered ones."""
    for limit in case.problem.policy.min_inhouse_share:
        group = _Group(case, limit)
        for period, found, total in group.hours(case.teams.keys()):
            cap, what = limit.share * total, "in-house hours"
            yield from case.at_least(Rule.INHOUSE_SHARE, group.owner, period, found, cap, HOURS, what)


def vendor_share(case: Case) -> Iterator[Violation]:
    """(39) One vendor's hours as a share of the delivered ones."""
    rule, what = Rule.VENDOR_SHARE, "hours delivered"
    limits = [(limit, _Group(case, limit)) for limit in case.problem.policy.max_vendor_share]
    everything = _Group(case, ShareLimit(share=1.0))
    for vendor in case.problem.rate_card.vendors:
        offers = [contractor.key for contractor in case.of_vendor(vendor.key)]
        if vendor.max_share is not None:
            for period, found, total in everything.hours(offers):
                cap = vendor.max_share * total
                yield from case.at_most(rule, vendor.key, period, found, cap, HOURS, what)
        for limit, group in limits:
            if limit.vendor in (None, vendor.key):
                for period, found, total in group.hours(offers):
                    cap = limit.share * total
                    yield from case.at_most(rule, vendor.key, period, found, cap, HOURS, what)


class _Group:
    """The hours a limit speaks of: its skill's or all, in its periods, by supplier."""

    def __init__(self, case: Case, limit: ShareLimit) -> None:
        works = {work.key for work in case.workstreams if limit.skill in (None, work.skill)}
        self._case, self._limit = case, limit
        self.owner = limit.skill or "all work"
        self._done = _delivered(case, works)
        self._total = _of(case, self._done, self._done.keys())

    def hours(self, suppliers: Collection[str]) -> Iterator[tuple[int | None, float, float]]:
        """Hours of these suppliers and of all, by period or over the horizon, as the limit says."""
        since, until, day = self._limit.since, self._limit.until, self._case.clock.day
        found = _of(self._case, self._done, suppliers)
        periods = [
            t
            for t in self._case.periods
            if (since is None or since <= day(t)) and (until is None or day(t) < until)
        ]
        if self._limit.over == "horizon":
            done = self._limit.before
            theirs = done.theirs + sum(found[t] for t in periods)
            yield None, theirs, done.all + sum(self._total[t] for t in periods)
        else:
            yield from ((t, found[t], self._total[t]) for t in periods)


def _delivered(case: Case, works: Collection[str]) -> dict[str, list[ByPeriod]]:
    """For each supplier its hours on these workstreams."""
    done: dict[str, list[ByPeriod]] = {}
    for work in sorted(works):
        for supplier, hours in case.by_work.get(work, []):
            done.setdefault(supplier, []).append(hours)
    return done


def _of(case: Case, done: Mapping[str, list[ByPeriod]], suppliers: Collection[str]) -> list[float]:
    """The hours of these suppliers added up."""
    rows = [hours for supplier in suppliers if supplier in done for hours in done[supplier]]
    return [sum(column) for column in zip([0.0 for _ in case.periods], *rows)]
