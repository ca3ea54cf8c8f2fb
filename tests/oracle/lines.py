"""Every cost line as a linear expression, costs attached to the cohorts that cause them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from scheduler.problem import Offer, Overhead, Pool, Running
from scheduler.problem.timeline import value_on
from scheduler.rules import Cost, Rule
from tests.oracle.contracts import (
    Contracts,
    all_heads,
    own_price,
    running_active,
    running_begin,
    running_earliest,
    running_price,
)
from tests.oracle.facts import Facts
from tests.oracle.limits import all_starts
from tests.oracle.people import People
from tests.oracle.program import Linear, Program, total
from tests.oracle.work import Work

Key = tuple[Cost, str, str]


@dataclass
class Lines:
    """Amounts by period and after the horizon."""

    periods: int
    amounts: dict[Key, list[Linear]] = field(default_factory=dict)
    after: dict[Key, Linear] = field(default_factory=dict)

    def add(self, kind: Cost, owner: str, t: int, amount: Linear, part: str = "") -> None:
        row = self.amounts.setdefault((kind, owner, part), [Linear()] * self.periods)
        row[t] = row[t] + amount

    def add_after(self, kind: Cost, owner: str, amount: Linear) -> None:
        self.after[kind, owner, ""] = self.after.get((kind, owner, ""), Linear()) + amount

    def of(self, kind: Cost, owner: str, t: int) -> Linear:
        return total(row[t] for key, row in self.amounts.items() if key[:2] == (kind, owner))

    def cost(self) -> Linear:
        return total(map(total, self.amounts.values())) + total(self.after.values())


def add_pool_lines(facts: Facts, lines: Lines, people: People, work: Work) -> None:
    for key, pool in facts.pools.items():
        for t in range(facts.T):
            _pay(facts, lines, people, work, pool, t)
            hired, gone = people.hires[key][t], people.releases[key][t]
            for part, cost in (pool.hire.costs if pool.hire else {}).items():
                lines.add(Cost.HIRING, key, t, hired * cost, part)
            lines.add(Cost.RELEASE, key, t, gone * (pool.release.cost if pool.release else 0))
            lines.add(Cost.IDLE, key, t, people.idle[key][t] * pool.idle_cost)
    for move in facts.problem.workforce.moves:
        for t in range(facts.T):
            lines.add(Cost.MOVE, move.key, t, people.moves[move.key][t] * move.cost)


def _pay(facts: Facts, lines: Lines, people: People, work: Work, pool: Pool, t: int) -> None:
    key, path, pay = pool.key, people.path[pool.key], facts.pay(pool, t)
    full = path.heads[t]
    for age, heads in enumerate(path.newcomers[t]):
        full = full - heads * (1 - facts.at_age(pool.pay_by_age, age))
    salary = full * pay
    lines.add(Cost.SALARY, key, t, salary)
    lines.add(Cost.ON_COST, key, t, salary * value_on(pool.on_cost_share, facts.day(t)))
    for overhead in pool.overheads:
        bases = (path.heads[t], people.hires[key][t], work.by(key, t), salary)
        lines.add(Cost.POOL_OVERHEAD, key, t, _overhead(facts, overhead, *bases), overhead.name)
    if pool.overtime:
        week = value_on(pool.hours_per_week, facts.day(t))
        rate = pool.overtime.rate
        if rate is None:
            rate = (pool.overtime.premium or 0) * pay / float(facts.line.hours(t, week))
        lines.add(Cost.OVERTIME, key, t, people.overtime[key][t] * rate)
    if pool.short_time:
        price = pool.short_time.cost
        week = value_on(pool.hours_per_week, facts.day(t))
        cost = float(facts.line.money(price.amount, price.per, t, week)) if price else 0.0
        saved = (1 - pool.short_time.pay_share) * facts.loaded(pool, t)
        lines.add(Cost.SHORT_TIME, key, t, people.short_time[key][t] * (cost - saved))


def _overhead(
    facts: Facts, overhead: Overhead, heads: Linear, starts: Linear, hours: Linear, rates: Linear
) -> Linear:
    if overhead.basis == "head":
        return heads * (overhead.amount * facts.spans(overhead.per))
    return {"start": starts, "productive_hour": hours, "rate": rates}[overhead.basis] * overhead.amount


def add_offer_lines(facts: Facts, program: Program, lines: Lines, contracts: Contracts, work: Work) -> None:
    for key, offer in facts.offers.items():
        lots = [lot for lot in facts.problem.rate_card.running if lot.offer == key]
        for t in range(facts.T):
            _heads_rates(facts, lines, contracts, offer, t)
            _bought_rates(facts, lines, contracts, offer, t)
            _bands(facts, program, lines, contracts, offer, t)
            for lot in lots:
                _running_rates(facts, lines, contracts, offer, lot, t)
            _extras(facts, lines, contracts, work, offer, lots, t)
        _early_exit(facts, lines, contracts, offer)


def _heads_rates(facts: Facts, lines: Lines, contracts: Contracts, offer: Offer, t: int) -> None:
    for cohorts in (contracts.plain[offer.key], contracts.converting[offer.key]):
        for (start, end), heads in cohorts.items():
            if start <= t < end:
                price = facts.head_price(offer, t) * facts.at_age(offer.rate_by_age, t - start)
                lines.add(Cost.CONTRACT, offer.key, t, heads * price)


def _bought_rates(facts: Facts, lines: Lines, contracts: Contracts, offer: Offer, t: int) -> None:
    for skill in offer.skills:
        bought = contracts.bought.get((offer.key, skill, t))
        if bought is not None:
            lines.add(Cost.CONTRACT, offer.key, t, bought * facts.hour_price(offer, skill, t), skill)


def _bands(facts: Facts, program: Program, lines: Lines, contracts: Contracts, offer: Offer, t: int) -> None:
    """What is above a band costs the band's rate: the steps between bands are filled in their order."""
    if not offer.bands:
        return
    if offer.unit == "heads":
        amount = contracts.active(offer.key, t) + contracts.converting_active(offer.key, t)
        lots = [lot for lot in facts.problem.rate_card.running if lot.offer == offer.key and lot.rate is None]
        amount = amount + total(running_active(facts, contracts, lot, t) for lot in lots)
        base = facts.head_price(offer, t)
        rates = [facts.head_price(offer, t, band.rate) for band in offer.bands]
        part, big = "", 1000.0
    else:
        amount = total(w for (k, _, s), w in contracts.bought.items() if (k, s) == (offer.key, t))
        base = facts.hour_price(offer, next(iter(offer.skills)), t)
        rates = [facts.bought_price(offer, band.rate, t) for band in offer.bands]
        part, big = next(iter(offer.skills)), 10000.0
    edges = [0.0, *(band.above for band in offer.bands), big]
    widths = [high - low for low, high in pairwise(edges)]
    steps = [program.variable(width) for width in widths]
    program.equal(None, total(steps), amount)
    for before, after, low, high in zip(steps, steps[1:], widths, widths[1:]):
        reached = program.variable(1, whole=True)
        program.at_most(None, after, reached * high)
        program.at_most(None, reached * low, before)
    for step, rate in zip(steps[1:], rates):
        lines.add(Cost.CONTRACT, offer.key, t, step * (rate - base), part)


def _running_rates(
    facts: Facts, lines: Lines, contracts: Contracts, offer: Offer, lot: Running, t: int
) -> None:
    price = running_price(facts, lot, t)
    heads = running_active(facts, contracts, lot, t)
    lines.add(Cost.CONTRACT, offer.key, t, heads * price, lot.key)
    if offer.early_exit_fee is not None and running_begin(facts, lot) <= t < running_earliest(facts, lot):
        fee = offer.early_exit_fee * own_price(facts, lot, t)
        lines.add(Cost.EARLY_EXIT, offer.key, t, (lot.heads - heads) * fee)


def _extras(
    facts: Facts,
    lines: Lines,
    contracts: Contracts,
    work: Work,
    offer: Offer,
    lots: list[Running],
    t: int,
) -> None:
    key, money = offer.key, facts.exchange(offer.vendor)
    first = facts.problem.forecast.calendar.start
    begun = sum(lot.heads for lot in lots if lot.started >= first and running_begin(facts, lot) == t)
    starts = all_starts(contracts, key, t) + begun
    ends = contracts.ends(key, t) + total(
        contracts.running[lot.key].get(t, Linear())
        for lot in lots
        if t >= running_begin(facts, lot) and not lot.joins
    )
    lines.add(Cost.ONBOARDING, key, t, starts * (offer.onboarding * money))
    lines.add(Cost.EXIT, key, t, ends * (offer.exit * money))
    lines.add(
        Cost.CONVERSION_FEE,
        key,
        t,
        contracts.converted(key, t) * ((offer.conversion.fee if offer.conversion else 0) * money),
    )
    rates = lines.of(Cost.CONTRACT, key, t)
    for overhead in offer.overheads:
        heads, hours = all_heads(facts, contracts, key, t) * money, work.by(key, t) * money
        amount = _overhead(facts, overhead, heads, starts * money, hours, rates)
        lines.add(Cost.CONTRACT_OVERHEAD, key, t, amount, overhead.name)


def _early_exit(facts: Facts, lines: Lines, contracts: Contracts, offer: Offer) -> None:
    """Whoever leaves before the minimum term pays the fee for every period that is left of it."""
    if offer.early_exit_fee is None:
        return
    term = facts.line.length(offer.min_term)
    for (start, end), heads in contracts.plain[offer.key].items():
        for t in range(end, min(start + term, facts.T)):
            fee = offer.early_exit_fee * facts.head_price(offer, t)
            lines.add(Cost.EARLY_EXIT, offer.key, t, heads * fee)


def add_work_lines(facts: Facts, lines: Lines, work: Work) -> None:
    for stream in facts.problem.forecast.workstreams:
        for t in range(facts.T):
            short = work.short[stream.key][t] * facts.shortage_price(stream, t)
            lines.add(Cost.SHORTAGE, stream.key, t, short)
            for kind, price, hours in (
                (Cost.DELAY, stream.delay_cost, work.waiting[stream.key][t]),
                (Cost.EARLY, stream.early_cost, work.ahead[stream.key][t]),
            ):
                if price:
                    amount = float(facts.line.money(price.amount, price.per, t, 40.0))
                    lines.add(kind, stream.key, t, hours * amount)


def add_vendor_lines(facts: Facts, program: Program, lines: Lines, used: dict[str, Linear]) -> None:
    for key, vendor in facts.vendors.items():
        offers = [k for k, offer in facts.offers.items() if offer.vendor == key]
        money = facts.exchange(key)
        paid = vendor.engaged or any(lot.offer in offers for lot in facts.problem.rate_card.running)
        if vendor.fixed_cost and not paid:
            first = min((facts.line.earliest_start(facts.offers[k].lead) for k in offers), default=0)
            for k in offers:
                since = facts.offers[k].start_from
                start = facts.line.earliest_start(facts.offers[k].lead)
                start = max(start, facts.line.at_or_after(since)) if since else start
                first = start if k == offers[0] else min(first, start)
            first = min(first, facts.T - 1)
            lines.add(Cost.VENDOR_FIXED, key, first, used[key] * (vendor.fixed_cost * money))
        if vendor.commitment:
            _commitment(facts, program, lines, key, offers)


def _commitment(facts: Facts, program: Program, lines: Lines, key: str, offers: list[str]) -> None:
    commitment = facts.vendors[key].commitment
    assert commitment
    since, until, money = commitment.since, commitment.until, facts.exchange(key)
    inside = (min(until, facts.line.end) - since).days / (until - since).days
    owed = commitment.amount * max(0.0, inside) - commitment.spent
    spend = Linear()
    for t in range(facts.T):
        share = float(facts.line.share_inside(t, since, until))
        for offer in offers:
            spend = spend + lines.of(Cost.CONTRACT, offer, t) * (share / money)
    shortfall = program.variable()
    program.at_most(Rule.VENDOR_COMMITMENT, owed - spend, shortfall)
    ending = [t for t in range(facts.T) if facts.day(t) < until]
    lines.add(Cost.COMMITMENT_SHORTFALL, key, ending[-1] if ending else 0, shortfall * money)
