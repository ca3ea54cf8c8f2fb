"""Work as cohorts: one variable for every period in which work arrives and every period it is done in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scheduler.problem import Offer, Pool, Workstream
from scheduler.problem.timeline import value_on
from scheduler.rules import Rule
from tests.oracle.contracts import Contracts, all_heads, running_active
from tests.oracle.facts import Facts
from tests.oracle.people import People
from tests.oracle.program import Linear, Program, total


@dataclass
class Work:
    """Hours delivered by (supplier, workstream, period); hours short, waiting and ahead by workstream."""

    delivered: dict[tuple[str, str, int], Linear] = field(default_factory=dict)
    short: dict[str, list[Linear]] = field(default_factory=dict)
    waiting: dict[str, list[Linear]] = field(default_factory=dict)
    ahead: dict[str, list[Linear]] = field(default_factory=dict)

    def by(self, supplier: str, t: int) -> Linear:
        return total(y for (i, _, s), y in self.delivered.items() if (i, s) == (supplier, t))


def suppliers(facts: Facts) -> Iterator[tuple[str, Pool | Offer]]:
    yield from facts.pools.items()
    yield from facts.offers.items()


def may_serve(facts: Facts, supplier: Pool | Offer, work: Workstream) -> bool:
    vendor = facts.vendors[supplier.vendor] if isinstance(supplier, Offer) else None
    if isinstance(supplier, Pool):
        cleared = supplier.clearance is None or work.data_class in supplier.clearance
        sites: tuple[str, ...] | None = (supplier.site,) if supplier.site else None
        names = {supplier.key}
    else:
        assert vendor
        own = supplier.clearance
        cleared = work.data_class in vendor.clearance and (own is None or work.data_class in own)
        sites, names = vendor.sites, {supplier.key, vendor.key}
    if work.data_class is not None and not cleared:
        return False
    if work.sites is not None and sites is not None and not set(work.sites) & set(sites):
        return False
    return work.suppliers is None or bool(names & set(work.suppliers))


def build_work(facts: Facts, program: Program, people: People, contracts: Contracts) -> Work:
    work = Work()
    for stream in facts.problem.forecast.workstreams:
        for key, supplier in suppliers(facts):
            allowed = may_serve(facts, supplier, stream) or not program.keeps(Rule.ACCESS)
            for t in range(facts.T) if stream.skill in supplier.skills and allowed else ():
                work.delivered[key, stream.key, t] = program.variable()
        _cover(facts, program, work, stream)
    for t in range(facts.T):
        for pool in facts.pools.values():
            _pool_hours(facts, program, people, work, pool, t)
        for offer in facts.offers.values():
            _offer_hours(facts, program, contracts, work, offer, t)
        _supervise(facts, program, people, contracts, t)
    return work


def _used(facts: Facts, work: Work, supplier: Pool | Offer, t: int, skill: str | None = None) -> Linear:
    hours = Linear()
    for stream in facts.problem.forecast.workstreams:
        done = work.delivered.get((supplier.key, stream.key, t))
        if done is not None and skill in (None, stream.skill):
            hours = hours + done * (1 / facts.efficiency(supplier, stream.skill))
    return hours


def _pool_hours(facts: Facts, program: Program, people: People, work: Work, pool: Pool, t: int) -> None:
    key, path = pool.key, people.path[pool.key]
    young = path.newcomers[t]
    ramping = total(n for age, n in enumerate(young) if facts.productivity(pool, age) < 1)
    mentors = ramping * (pool.hire.mentor_hours * facts.spans("week") if pool.hire else 0)
    lost = 1 - pool.short_time.hours_share if pool.short_time else 0.0
    heads = path.experienced[t] - people.short_time[key][t] * lost
    heads = heads + total(n * facts.productivity(pool, age) for age, n in enumerate(young))
    given = total(people.supervision[key, skill, t] for skill in pool.skills)
    used = _used(facts, work, pool, t) + people.idle[key][t] + mentors + given
    there = heads * facts.productive(pool, t) + people.overtime[key][t]
    program.equal(Rule.SUPPLY_HOURS, used, there)


def _offer_hours(
    facts: Facts, program: Program, contracts: Contracts, work: Work, offer: Offer, t: int
) -> None:
    key = offer.key
    if offer.unit == "heads":
        heads = Linear()
        for cohorts in (contracts.plain[key], contracts.converting[key]):
            for (start, end), n in cohorts.items():
                if start <= t < end:
                    heads = heads + n * facts.at_age(offer.ramp, t - start)
        for lot in facts.problem.rate_card.running:
            if lot.offer == key:
                age = facts.line.age_at(lot.started, t)
                share = facts.at_age(offer.ramp, age)
                heads = heads + running_active(facts, contracts, lot, t) * share
        most = heads * facts.offer_productive(offer, t)
        program.at_most(Rule.SUPPLY_HOURS, _used(facts, work, offer, t), most)
        return
    net = (1 - value_on(offer.shrinkage, facts.day(t))) * offer.dedication if offer.unit == "hours" else 1.0
    for skill in offer.skills:
        bought = contracts.bought.get((key, skill, t), Linear())
        program.at_most(Rule.SUPPLY_HOURS, _used(facts, work, offer, t, skill), bought * net)


def _supervise(facts: Facts, program: Program, people: People, contracts: Contracts, t: int) -> None:
    asked: dict[str, Linear] = {skill: Linear() for pool in facts.pools.values() for skill in pool.skills}
    for key, offer in facts.offers.items():
        for skill, hours in offer.supervision.items():
            if offer.unit == "heads":
                need = all_heads(facts, contracts, key, t) * (hours * facts.spans("week"))
            else:
                bought = total(w for (k, _, s), w in contracts.bought.items() if (k, s) == (key, t))
                need = bought * (hours / offer.hours_per_week)
            asked[skill] = asked.get(skill, Linear()) + need
    for skill, need in asked.items():
        given = total(
            people.supervision[key, skill, t] * pool.skills[skill]
            for key, pool in facts.pools.items()
            if skill in pool.skills
        )
        program.equal(Rule.SUPERVISION, given, need)


def _cover(facts: Facts, program: Program, work: Work, stream: Workstream) -> None:
    """Arrivals before 0 (opening backlog), 0 … T−1 and T (left ahead), each done within its window."""
    last, periods = facts.T - 1, range(facts.T)
    late, early = facts.line.length(stream.max_delay), facts.line.length(stream.max_early)
    late = late if program.keeps(Rule.MAX_DELAY) else facts.T + 1
    early = early if program.keeps(Rule.MAX_EARLY) else facts.T
    first = -len(stream.opening_by_age)
    done = {
        (arrival, t): program.variable()
        for arrival in range(first, facts.T + 1)
        for t in periods
        if arrival - early <= t <= max(arrival + late, 0)
    }
    left = {arrival: program.variable() for arrival in range(first, facts.T) if arrival > last - late}
    short = work.short[stream.key] = [program.variable() for _ in periods]
    closing = total(left.values())
    for arrival in range(first, facts.T):
        arrives = facts.demand(stream, arrival) - short[arrival] if arrival >= 0 else 0
        arrives = arrives if arrival >= 0 else stream.opening_by_age[-arrival - 1]
        finished = total(n for (a, _), n in done.items() if a == arrival)
        program.equal(Rule.COVERAGE, finished + left.get(arrival, 0), arrives)
    for t in periods:
        supply = total(y for (_, d, s), y in work.delivered.items() if (d, s) == (stream.key, t))
        stock = stream.opening_ahead if t == 0 else 0
        program.equal(Rule.COVERAGE, supply + stock, total(n for (_, s), n in done.items() if s == t))
    work.waiting[stream.key] = [
        closing + total(n for (a, s), n in done.items() if a <= t < s) for t in periods
    ]
    for t in periods:
        not_yet = total(n for a, n in left.items() if a > t)
        work.waiting[stream.key][t] = work.waiting[stream.key][t] - not_yet
    work.ahead[stream.key] = [total(n for (a, s), n in done.items() if s <= t < a) for t in periods]
    _stock_limits(facts, program, work, stream, closing)
    _short_limits(facts, program, stream, short)


def _stock_limits(facts: Facts, program: Program, work: Work, stream: Workstream, closing: Linear) -> None:
    most = stream.opening if stream.closing_backlog is None else stream.closing_backlog
    program.at_most(Rule.MAX_DELAY, closing, most)
    ahead = stream.closing_ahead
    least = ahead.min if ahead else 0.0
    top = ahead.max if ahead and ahead.max is not None else max(least, stream.opening_ahead)
    at_end = work.ahead[stream.key][-1]
    program.at_most(Rule.MAX_EARLY, least, at_end)
    program.at_most(Rule.MAX_EARLY, at_end, top)
    for t in range(facts.T):
        if stream.max_backlog is not None:
            program.at_most(Rule.MAX_DELAY, work.waiting[stream.key][t], stream.max_backlog)
        if stream.max_ahead is not None:
            program.at_most(Rule.MAX_EARLY, work.ahead[stream.key][t], stream.max_ahead)


def _short_limits(facts: Facts, program: Program, stream: Workstream, short: list[Linear]) -> None:
    share = 1.0 if stream.max_shortage_share is None else stream.max_shortage_share
    if stream.must_meet or facts.problem.policy.strict:
        share = 0.0
    for t, hours in enumerate(short):
        program.at_most(Rule.MAX_SHORTAGE, hours, share * facts.demand(stream, t))
        program.at_most(Rule.COVERAGE, hours, facts.demand(stream, t))
