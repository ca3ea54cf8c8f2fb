"""Coverage rules: who works how much on what. Numbers are those of FORMULATION.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.check.case import Case
from scheduler.check.clock import windows
from scheduler.check.contractor import Contractor
from scheduler.check.team import Team
from scheduler.check.tolerance import HOURS
from scheduler.problem.forecast import Workstream
from scheduler.result import Violation
from scheduler.rules import Rule


def supply_hours(case: Case) -> Iterator[Violation]:
    """(28)–(30) Hours worked are hours there: of pools exactly, of offers at most."""
    for team in case.teams.values():
        yield from _pool_hours(case, team)
    for key, contractor in case.contractors.items():
        if contractor.idle and key not in case.by_supplier:
            continue
        if contractor.in_heads:
            yield from _contract_hours(case, contractor)
        else:
            yield from _bought_hours(case, contractor)


def _pool_hours(case: Case, team: Team) -> Iterator[Violation]:
    rule, key, book, pool = Rule.SUPPLY_HOURS, team.key, team.ledger, team.pool
    ramp = [float(team.ramp_at(age)) for age in range(team.ages)]
    mentoring = (pool.hire.mentor_hours if pool.hire else 0.0) * case.clock.weeks
    worked = [(pool.skills[case.skill_of[work]], hours) for work, hours in case.by_supplier.get(key, [])]
    for t in case.periods:
        new = team.newcomers(t)
        mentors = mentoring * sum(heads for age, heads in new.items() if ramp[age] < 1)
        yield from case.equal(rule, key, t, book.mentor_hours[t], mentors, HOURS, "mentor hours")
        full = book.experienced[t] + sum(ramp[age] * heads for age, heads in new.items())
        if pool.short_time:
            full -= (1 - pool.short_time.hours_share) * book.short_time_heads[t]
        there = team.productive_hours(t) * full + book.overtime_hours[t]
        used = book.idle_hours[t] + book.mentor_hours[t]
        used += sum(hours[t] for hours in book.supervision.values())
        used += sum(hours[t] / efficiency for efficiency, hours in worked)
        yield from case.equal(rule, key, t, used, there, HOURS, "hours used")


def _contract_hours(case: Case, contractor: Contractor) -> Iterator[Violation]:
    works = case.by_supplier.get(contractor.key, [])
    worked = [(contractor.efficiency(case.skill_of[work]), hours) for work, hours in works]
    for t in case.periods:
        there = contractor.head_hours(t) * (contractor.heads(t) - contractor.lost_to_ramp(t))
        used = sum(hours[t] / efficiency for efficiency, hours in worked)
        yield from case.at_most(Rule.SUPPLY_HOURS, contractor.key, t, used, there, HOURS, "hours used")


def _bought_hours(case: Case, contractor: Contractor) -> Iterator[Violation]:
    works = case.by_supplier.get(contractor.key, [])
    for skill in contractor.offer.skills:
        bought = contractor.ledger.bought_hours.get(skill)
        of_skill = [hours for work, hours in works if case.skill_of[work] == skill]
        for t in case.periods:
            there = float(contractor.hour_yield(t)) * (bought[t] if bought else 0.0)
            used = sum(hours[t] for hours in of_skill) / contractor.efficiency(skill)
            what = f"hours of {skill} used"
            yield from case.at_most(Rule.SUPPLY_HOURS, contractor.key, t, used, there, HOURS, what)


def supervision(case: Case) -> Iterator[Violation]:
    """(31) Own people give each skill exactly the hours of supervision its contract heads need."""
    givers, takers = defaultdict(list), defaultdict(list)
    for team in case.teams.values():
        for skill, hours in team.ledger.supervision.items():
            givers[skill].append((team.pool.skills[skill], hours))
    for contractor in case.engaged.values():
        for skill in contractor.offer.supervision:
            takers[skill].append(contractor)
    for skill in sorted(givers.keys() | takers.keys()):
        for t in case.periods:
            given = sum(efficiency * hours[t] for efficiency, hours in givers[skill])
            needed = sum(_needed(case, contractor, skill, t) for contractor in takers[skill])
            yield from case.equal(Rule.SUPERVISION, skill, t, given, needed, HOURS, "hours of supervision")


def _needed(case: Case, contractor: Contractor, skill: str, t: int) -> float:
    hours = contractor.offer.supervision[skill]
    if contractor.in_heads:
        return hours * case.clock.weeks * contractor.heads(t)
    return hours / contractor.offer.hours_per_week * contractor.bought(t)


def coverage(case: Case) -> Iterator[Violation]:
    """(32) Every hour is delivered, short, waits, or was done ahead."""
    rule = Rule.COVERAGE
    for work in case.workstreams:
        key, book = work.key, case.plan.workstreams[work.key]
        waiting, ahead = work.opening, work.opening_ahead
        works = [hours for _, hours in case.by_work.get(key, [])]
        for t, asked in enumerate(case.asked[key]):
            done = sum(hours[t] for hours in works)
            covered = done + book.short[t] + ahead - book.ahead[t] + book.waiting[t] - waiting
            yield from case.equal(rule, key, t, covered, asked, HOURS, "hours covered")
            yield from case.at_most(rule, key, t, book.short[t], asked, HOURS, "hours short")
            yield from case.equal(rule, key, t, book.demand[t], asked, HOURS, "hours asked for")
            yield from case.equal(rule, key, t, book.delivered[t], done, HOURS, "hours delivered")
            waiting, ahead = book.waiting[t], book.ahead[t]


def max_delay(case: Case) -> Iterator[Violation]:
    """(33) What waits arrived lately, and is no more than may wait, by the period and at the end."""
    rule = Rule.MAX_DELAY
    for work in case.workstreams:
        key, book, delay = work.key, case.plan.workstreams[work.key], case.clock.length(work.max_delay)
        for t, recent in enumerate(windows(_to_do(case, work), delay)):
            most = recent + sum(work.opening_by_age[: max(0, delay - 1 - t)])
            yield from case.at_most(rule, key, t, book.waiting[t], most, HOURS, "hours waiting")
            if work.max_backlog is not None:
                yield from case.at_most(
                    rule, key, t, book.waiting[t], work.max_backlog, HOURS, "hours waiting"
                )
        closing = work.opening if work.closing_backlog is None else work.closing_backlog
        what = "hours waiting at the end"
        yield from case.at_most(rule, key, case.last, book.waiting[case.last], closing, HOURS, what)


def max_early(case: Case) -> Iterator[Violation]:
    """(34) What is done ahead is due soon, and is no more than may be, by the period and at the end."""
    rule = Rule.MAX_EARLY
    for work in case.workstreams:
        key, book = work.key, case.plan.workstreams[work.key]
        early = min(case.clock.length(work.max_early), len(case.periods))
        least, most = closing_ahead(work)
        soon = windows([*_to_do(case, work), *[0.0] * early], early)[early:]
        for t, due in enumerate(soon):
            due += most if early and t + early > case.last else 0.0
            yield from case.at_most(rule, key, t, book.ahead[t], due, HOURS, "hours ahead")
            if work.max_ahead is not None:
                yield from case.at_most(rule, key, t, book.ahead[t], work.max_ahead, HOURS, "hours ahead")
        end, what = book.ahead[case.last], "hours ahead at the end"
        yield from case.at_most(rule, key, case.last, end, most, HOURS, what)
        yield from case.at_least(rule, key, case.last, end, least, HOURS, what)


def _to_do(case: Case, work: Workstream) -> list[float]:
    """Hours that are asked for and will be done, by the period that asks for them."""
    return [
        asked - short for asked, short in zip(case.asked[work.key], case.plan.workstreams[work.key].short)
    ]


def closing_ahead(work: Workstream) -> tuple[float, float]:
    """The least and the most hours ahead at the end."""
    terms = work.closing_ahead
    least = terms.min if terms else 0.0
    if terms and terms.max is not None:
        return least, terms.max
    return least, max(least, work.opening_ahead)


def max_shortage(case: Case) -> Iterator[Violation]:
    """(35) Hours never done as a share of what is asked; none where all must be met."""
    for work in case.workstreams:
        share = 1.0 if work.max_shortage_share is None else work.max_shortage_share
        if work.must_meet or case.problem.policy.strict:
            share = 0.0
        if share == 1:
            continue
        for t, short in enumerate(case.plan.workstreams[work.key].short):
            cap = share * case.asked[work.key][t]
            yield from case.at_most(Rule.MAX_SHORTAGE, work.key, t, short, cap, HOURS, "hours short")


def access(case: Case) -> Iterator[Violation]:
    """(36) Work is done only by those cleared for its data, at its sites and permitted."""
    for work in case.workstreams:
        for supplier, hours in case.by_work.get(work.key, []):
            reason = _no_access(case, work, supplier)
            for t in case.periods if reason else ():
                what = f"{reason}, yet hours delivered to {work.key}:"
                yield from case.at_most(Rule.ACCESS, supplier, t, hours[t], 0, HOURS, what)


def _no_access(case: Case, work: Workstream, supplier: str) -> str | None:
    """Why a supplier may not do this work; nothing when it may."""
    sites: tuple[str, ...] | None
    if supplier in case.teams:
        pool = case.teams[supplier].pool
        names, clearances = {supplier}, [pool.clearance]
        sites = None if pool.site is None else (pool.site,)
    else:
        contractor = case.contractors[supplier]
        names = {supplier, contractor.vendor.key}
        clearances, sites = [contractor.vendor.clearance, contractor.offer.clearance], contractor.vendor.sites
    needed = work.data_class
    if needed is not None and any(held is not None and needed not in held for held in clearances):
        return f"is not cleared for {needed}"
    if work.sites is not None and sites is not None and not set(work.sites) & set(sites):
        return "is at none of the sites"
    if work.suppliers is not None and not names & set(work.suppliers):
        return "is not among the suppliers"
    return None
