"""Contract heads as cohorts: one variable for every offer, start and end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scheduler.problem import Offer, Running
from scheduler.problem.timeline import add_duration, value_on
from scheduler.rules import Rule
from tests.oracle.facts import Facts
from tests.oracle.program import Linear, Program, total

Cohorts = dict[tuple[int, int], Linear]


@dataclass
class Contracts:
    """Heads by (start, end); an end of T means still there after the horizon."""

    plain: dict[str, Cohorts] = field(default_factory=dict)
    converting: dict[str, Cohorts] = field(default_factory=dict)
    running: dict[str, dict[int, Linear]] = field(default_factory=dict)
    bought: dict[tuple[str, str, int], Linear] = field(default_factory=dict)

    def starts(self, key: str, t: int) -> Linear:
        return _where(self.plain[key], lambda start, _: start == t)

    def ends(self, key: str, t: int) -> Linear:
        return _where(self.plain[key], lambda _, end: end == t)

    def active(self, key: str, t: int) -> Linear:
        return _where(self.plain[key], lambda start, end: start <= t < end)

    def converting_starts(self, key: str, t: int) -> Linear:
        return _where(self.converting[key], lambda start, _: start == t)

    def converted(self, key: str, t: int) -> Linear:
        return _where(self.converting[key], lambda _, end: end == t)

    def converting_active(self, key: str, t: int) -> Linear:
        return _where(self.converting[key], lambda start, end: start <= t < end)


def _where(cohorts: Cohorts, chosen: Callable[[int, int], bool]) -> Linear:
    return total(heads for (start, end), heads in cohorts.items() if chosen(start, end))


def shortest(facts: Facts, offer: Offer) -> int:
    terms = [1, len(facts.ages(offer.ramp)), facts.line.length(offer.notice)]
    if offer.early_exit_fee is None:
        terms.append(facts.line.length(offer.min_term))
    return max(terms)


def shortest_converting(facts: Facts, offer: Offer) -> int:
    assert offer.conversion
    return max(1, len(facts.ages(offer.ramp)), facts.line.length(offer.conversion.after))


def build_contracts(facts: Facts, program: Program) -> Contracts:
    """All decisions about contracts, each start and end lawful by itself."""
    contracts = Contracts()
    for key, offer in facts.offers.items():
        first = shortest(facts, offer) if program.keeps(Rule.MIN_TERM) else 0
        contracts.plain[key] = _cohorts(facts, program, offer, first, shortest(facts, offer))
        contracts.converting[key] = {}
        if offer.conversion:
            first = shortest_converting(facts, offer) if program.keeps(Rule.CONVERSION) else 0
            agreed = shortest_converting(facts, offer)
            contracts.converting[key] = _cohorts(facts, program, offer, first, agreed)
            most = total(contracts.converting[key].values())
            program.at_most(Rule.CONVERSION, most, offer.conversion.max)
        for skill in offer.skills if offer.unit != "heads" else ():
            for t in range(facts.T):
                if _can_buy(facts, program, offer, t):
                    contracts.bought[key, skill, t] = program.variable()
    for running in facts.problem.rate_card.running:
        contracts.running[running.key] = _running(facts, program, running)
    return contracts


def _cohorts(facts: Facts, program: Program, offer: Offer, first: int, agreed: int) -> Cohorts:
    """Who starts when and ends when: `first` is the youngest age to end, `agreed` the stay by contract."""
    cohorts: Cohorts = {}
    if offer.unit != "heads":
        return cohorts
    longest = facts.line.length(offer.max_term) if offer.max_term else 10**6
    longest = longest if program.keeps(Rule.MAX_TERM) else 10**6
    window = program.keeps(Rule.CONTRACT_WINDOW)
    last = facts.line.at_or_after(offer.last_end) if offer.last_end and window else 10**6
    for start in range(facts.T):
        if not can_start(facts, offer, start, program.omit) or start + agreed > last:
            continue
        until = min(start + longest, last)
        for end in range(start + first, min(until, facts.T - 1) + 1):
            cohorts[start, end] = program.variable(whole=facts.problem.policy.whole_heads)
        if until >= facts.T:
            cohorts[start, facts.T] = program.variable(whole=facts.problem.policy.whole_heads)
    return cohorts


def can_start(facts: Facts, offer: Offer, t: int, omit: frozenset[Rule] = frozenset()) -> bool:
    day = facts.day(t)
    if Rule.CONTRACT_LEAD not in omit and day < add_duration(facts.line.as_of, offer.lead):
        return False
    if Rule.CONTRACT_WINDOW in omit:
        return True
    return not (
        (offer.start_from and day < offer.start_from)
        or (offer.start_until and day > offer.start_until)
        or (offer.last_end and day >= offer.last_end)
    )


def _can_buy(facts: Facts, program: Program, offer: Offer, t: int) -> bool:
    day = facts.day(t)
    if program.keeps(Rule.CONTRACT_LEAD) and day < add_duration(facts.line.as_of, offer.lead):
        return False
    if not program.keeps(Rule.CONTRACT_WINDOW):
        return True
    early = offer.start_from and day < offer.start_from
    return not (early or (offer.last_end and day >= offer.last_end))


def running_begin(facts: Facts, running: Running) -> int:
    return facts.line.at_or_after(running.started)


def running_earliest(facts: Facts, running: Running) -> int:
    term = facts.offers[running.offer].min_term
    first = facts.line.at_or_after(running.earliest_end or add_duration(running.started, term))
    return min(first, running_latest(facts, running))


def bound_until(facts: Facts, running: Running) -> int:
    """Before this period nobody can be let go, whatever is paid."""
    return facts.line.at_or_after(running.bound_until) if running.bound_until else 0


def running_latest(facts: Facts, running: Running) -> int:
    term = facts.offers[running.offer].max_term
    day = running.latest_end or (add_duration(running.started, term) if term else None)
    return facts.line.at_or_after(day) if day else 10**6


def _running(facts: Facts, program: Program, running: Running) -> dict[int, Linear]:
    """Heads of a running contract by the period they end in; T: still there."""
    offer = facts.offers[running.offer]
    begin, latest = running_begin(facts, running), running_latest(facts, running)
    own_dates = program.keeps(Rule.RUNNING_CONTRACT)
    earliest = 0 if offer.early_exit_fee is not None else running_earliest(facts, running)
    earliest = max(earliest, bound_until(facts, running))
    noticed = add_duration(facts.line.as_of, offer.notice)
    if begin >= facts.T:
        return {}
    ends: dict[int, Linear] = {}
    for t in range(begin, facts.T):
        told = facts.day(t) >= noticed or not program.keeps(Rule.CONTRACT_NOTICE)
        if t == latest or (told and (not own_dates or earliest <= t < latest)):
            ends[t] = program.variable(whole=facts.problem.policy.whole_heads)
    if latest >= facts.T or not own_dates:
        ends[facts.T] = program.variable(whole=facts.problem.policy.whole_heads)
    program.equal(None, total(ends.values()), running.heads)
    return ends


def running_price(facts: Facts, running: Running, t: int) -> float:
    age = facts.line.age_at(running.started, t)
    rate_by_age = facts.offers[running.offer].rate_by_age
    return own_price(facts, running, t) * facts.at_age(rate_by_age, age)


def own_price(facts: Facts, running: Running, t: int) -> float:
    """Of one head, whatever its age."""
    own = None if running.rate is None else value_on(running.rate, facts.day(t))
    return facts.head_price(facts.offers[running.offer], t, own)


def running_active(facts: Facts, contracts: Contracts, running: Running, t: int) -> Linear:
    if t < running_begin(facts, running):
        return Linear()
    return total(heads for end, heads in contracts.running[running.key].items() if end > t)


def all_heads(facts: Facts, contracts: Contracts, offer: str, t: int) -> Linear:
    lots = [r for r in facts.problem.rate_card.running if r.offer == offer]
    return (
        contracts.active(offer, t)
        + contracts.converting_active(offer, t)
        + total(running_active(facts, contracts, running, t) for running in lots)
    )


def running_untouched(facts: Facts, running: Running, t: int) -> float:
    """Heads of a running contract when nothing is ended early."""
    there = running_begin(facts, running) <= t < running_latest(facts, running)
    return float(running.heads) if there else 0.0


def running_bound(facts: Facts, running: Running, t: int) -> float:
    """Heads of a running contract in t when there is no lawful end up to t."""
    free = any(_may_end(facts, running, end) for end in range(running_begin(facts, running), t + 1))
    return 0.0 if free else running_untouched(facts, running, t)


def _may_end(facts: Facts, running: Running, t: int) -> bool:
    """Whether a running contract that is there may end in t, its notice given by then."""
    offer = facts.offers[running.offer]
    agreed = offer.early_exit_fee is not None or running_earliest(facts, running) <= t
    return (
        agreed
        and bound_until(facts, running) <= t
        and facts.day(t) >= add_duration(facts.line.as_of, offer.notice)
    )
