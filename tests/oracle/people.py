"""Own people: expected heads from hires, releases, moves and conversions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scheduler.problem import Arrival, HeadsOn, Pool, RecentStarters
from scheduler.problem.timeline import add_duration, value_on
from scheduler.rules import Rule
from tests.oracle.contracts import Contracts, can_start, shortest_converting
from tests.oracle.facts import Facts
from tests.oracle.program import Linear, Program, total

Recent = list[tuple[int, float]]  # age at the start, heads


@dataclass
class Path:
    """Experienced heads, newcomers by age, and everybody, by period."""

    experienced: list[Linear]
    newcomers: list[list[Linear]]
    heads: list[Linear]


@dataclass
class People:
    hires: dict[str, list[Linear]] = field(default_factory=dict)
    releases: dict[str, list[Linear]] = field(default_factory=dict)
    moves: dict[str, list[Linear]] = field(default_factory=dict)
    converted: dict[str, list[Linear]] = field(default_factory=dict)
    overtime: dict[str, list[Linear]] = field(default_factory=dict)
    short_time: dict[str, list[Linear]] = field(default_factory=dict)
    idle: dict[str, list[Linear]] = field(default_factory=dict)
    supervision: dict[tuple[str, str, int], Linear] = field(default_factory=dict)
    path: dict[str, Path] = field(default_factory=dict)
    untouched: dict[str, Path] = field(default_factory=dict)


def build_people(facts: Facts, program: Program, contracts: Contracts) -> People:
    people, periods = People(), range(facts.T)
    whole = facts.problem.policy.whole_heads
    for key, pool in facts.pools.items():
        people.hires[key] = [program.variable(whole=whole) for _ in periods]
        people.releases[key] = [program.variable(whole=whole) for _ in periods]
        people.overtime[key] = [program.variable() for _ in periods]
        people.short_time[key] = [program.variable(whole=whole) for _ in periods]
        people.idle[key] = [program.variable() for _ in periods]
        people.converted[key] = [_converted(facts, contracts, key, t) for t in periods]
        for skill in pool.skills:
            for t in periods:
                people.supervision[key, skill, t] = program.variable()
    for move in facts.problem.workforce.moves:
        people.moves[move.key] = [program.variable(whole=whole) for _ in periods]
    nothing = [Linear()] * facts.T
    for key, pool in facts.pools.items():
        people.path[key] = _path(facts, people, pool, people.hires[key], people.releases[key])
        none = People(moves=dict.fromkeys(people.moves, nothing), converted={key: nothing})
        people.untouched[key] = _path(facts, none, pool, nothing, nothing)
    return people


def _converted(facts: Facts, contracts: Contracts, pool: str, t: int) -> Linear:
    into = [k for k, o in facts.offers.items() if o.conversion and o.conversion.to_pool == pool]
    return total(contracts.converted(offer, t) for offer in into)


def _path(facts: Facts, people: People, pool: Pool, hires: list[Linear], releases: list[Linear]) -> Path:
    ages = facts.newcomer_ages(pool)
    new = [each for each in pool.recent_starters if not each.experienced and not each.learning_until]
    recent = [(facts.line.age_at(group.started, 0), group.heads) for group in new]
    apart = sum(heads for age, heads in recent if age < ages)
    before = Linear(pool.headcount - apart - sum(g.heads for g in pool.recent_starters if g.learning_until))
    path = Path([], [], [])
    for t in range(facts.T):
        young = [_of_age(facts, pool, hires, recent, age, t) for age in range(ages + 1)]
        before = before * facts.experienced_stay(pool, t, t) + young.pop() - releases[t]
        knowing = _on(facts, [each for each in pool.arriving if each.experienced], t)
        before = before + people.converted[pool.key][t] + knowing - _on(facts, pool.leaving, t)
        away = Linear()
        for group in pool.recent_starters:
            if group.learning_until:
                begins = facts.line.at_or_after(group.learning_until)
                away = away + (group.heads if t < begins else 0)
                before = before + (group.heads * group.survival if t == begins else 0)
        for move in facts.problem.workforce.moves:
            began, off = people.moves[move.key], facts.line.length(move.duration)
            if move.source == pool.key:
                before = before - began[t]
            if move.target == pool.key:
                before = before + (began[t - off] * move.survival if t >= off else 0)
                away = away + total(began[max(0, t - off + 1) : t + 1])
        path.experienced.append(before)
        path.newcomers.append(young)
        path.heads.append(before + total(young) + away)
    return path


def _on(facts: Facts, events: Sequence[HeadsOn], t: int) -> float:
    start = facts.problem.forecast.calendar.start
    return sum(e.heads for e in events if e.on >= start and facts.line.at_or_after(e.on) == t)


def _of_age(facts: Facts, pool: Pool, hires: list[Linear], recent: Recent, age: int, t: int) -> Linear:
    """Newcomers of this age in period t: hires and arrivals, and recent starters."""
    heads = Linear()
    if t >= age:
        new = [each for each in pool.arriving if not each.experienced]
        began = hires[t - age] + _on(facts, new, t - age)
        heads = began * facts.still_there(pool, t - age, t)
    for old, count in recent:
        if old + t == age and old < facts.newcomer_ages(pool):
            share = 1.0
            for s in range(t + 1):
                share *= facts.stays(pool, old + s, s)
            heads = heads + count * share
    return heads


def keep_people_rules(facts: Facts, program: Program, people: People) -> None:
    for key, pool in facts.pools.items():
        _hire_rules(facts, program, people, pool)
        _release_rules(facts, program, people, pool)
        _head_rules(facts, program, people, pool)
        _hour_rules(facts, program, people, pool)
        for t in range(facts.T):
            program.at_most(Rule.HEADCOUNT_BALANCE, 0, people.path[key].experienced[t])
    for move in facts.problem.workforce.moves:
        began = people.moves[move.key]
        for periods, cap in facts.buckets(move.max):
            program.at_most(Rule.MOVE_LIMIT, total(began[t] for t in periods), cap)
        if move.max_share_of_target is not None:
            for t in range(facts.T):
                target = people.path[move.target].heads[t]
                program.at_most(Rule.MOVE_LIMIT, began[t], target * move.max_share_of_target)


def _hire_rules(facts: Facts, program: Program, people: People, pool: Pool) -> None:
    hires, hire = people.hires[pool.key], pool.hire
    for t in range(facts.T):
        if not hire or facts.day(t) < add_duration(facts.line.as_of, hire.lead):
            program.equal(Rule.HIRE_LEAD, hires[t], 0)
    for periods, cap in facts.buckets(hire.max if hire else None):
        program.at_most(Rule.HIRE_LIMIT, total(hires[t] for t in periods), cap)
    if hire and hire.max_total is not None:
        program.at_most(Rule.HIRE_LIMIT, total(hires), hire.max_total)


def _release_rules(facts: Facts, program: Program, people: People, pool: Pool) -> None:
    releases, release, heads = people.releases[pool.key], pool.release, people.path[pool.key].heads
    for t in range(facts.T):
        if not release or facts.day(t) < add_duration(facts.line.as_of, release.notice):
            program.equal(Rule.RELEASE_NOTICE, releases[t], 0)
    if not release:
        return
    known = [(each.on, each.heads) for each in (release.max.taken if release.max else release.share_taken)]
    for periods, cap in facts.buckets(release.max):
        gone = total(releases[t] for t in periods)
        program.at_most(Rule.RELEASE_LIMIT, gone, cap)
        if release.max_share is not None:
            before = still = Linear(pool.headcount if release.share_of is None else release.share_of)
            if periods[0]:
                before = heads[periods[0] - 1]
                still = people.untouched[pool.key].heads[periods[0] - 1]
            share, per = release.max_share, release.max.per if release.max else "month"
            anyhow = facts.gone(known, periods, per)
            if periods[0] <= first_more(facts, pool):
                anyhow = min(anyhow, still.constant * share)
            program.at_most(Rule.RELEASE_LIMIT, gone + anyhow, before * share)
    free, present = Linear(), [program.variable() for _ in releases]
    program.at_most(Rule.RELEASE_OF_PRESENT, total(present), release.max_of_present)
    for t in range(facts.T):
        program.at_most(Rule.RELEASE_OF_PRESENT, present[t], releases[t])
        for group in known_and_bound(facts, pool):
            if t == max(group.ready, group.until):
                free = free + group.there(t) / facts.experienced_stay(pool, t, t)
        free = free * facts.experienced_stay(pool, t, t) + _freed(facts, people, pool, t)
        free = free - (releases[t] - present[t])
        program.at_most(Rule.RELEASE_OF_PRESENT, 0, free)


def _freed(facts: Facts, people: People, pool: Pool, t: int) -> Linear:
    """Hires and converted heads whose tenure ends in t; hires are experienced before they may go."""
    hired, joined = t - max(tenure(facts, pool), facts.newcomer_ages(pool)), t - tenure(facts, pool)
    heads = Linear()
    if hired >= 0:
        heads = heads + people.hires[pool.key][hired] * facts.still_there(pool, hired, t)
    if joined >= 0:
        share = facts.experienced_stay(pool, joined + 1, t)
        heads = heads + people.converted[pool.key][joined] * share
    return heads


def tenure(facts: Facts, pool: Pool) -> int:
    return max(1, facts.line.length(pool.hire.min_tenure)) if pool.hire else 1


def may_move_on(facts: Facts, pool: Pool) -> bool:
    return not pool.hire or facts.line.length(pool.hire.min_tenure) == 0


def bound(facts: Facts, people: People, pool: Pool, first: int, last: int, t: int) -> Linear:
    """Those hired or converted from `first` to `last` who have not left by t."""
    heads = Linear()
    for start in range(max(0, first), min(last, facts.T - 1) + 1):
        heads = heads + people.hires[pool.key][start] * facts.still_there(pool, start, t)
        share = facts.experienced_stay(pool, start + 1, t)
        heads = heads + people.converted[pool.key][start] * share
    return heads


@dataclass(frozen=True)
class KnownAndBound:
    """Known people hired for a minimum time: experienced from `ready`, free to go from `until` on."""

    there: Callable[[int], float]
    ready: int
    until: int


def known_and_bound(facts: Facts, pool: Pool) -> list[KnownAndBound]:
    return [
        _bound_row(facts, pool, row, facts.line.at_or_after(row.bound_until))
        for row in (*pool.recent_starters, *pool.arriving)
        if row.bound_until and _counts(facts, row)
    ]


def _counts(facts: Facts, row: RecentStarters | Arrival) -> bool:
    start = facts.problem.forecast.calendar.start
    return isinstance(row, RecentStarters) or (row.on >= start and facts.line.at_or_after(row.on) < facts.T)


def _bound_row(facts: Facts, pool: Pool, row: RecentStarters | Arrival, until: int) -> KnownAndBound:
    ages = facts.newcomer_ages(pool)
    if isinstance(row, Arrival):
        came = facts.line.at_or_after(row.on)
        ready = came if row.experienced else came + ages
        first, age = (came + 1, ages) if row.experienced else (came, 0)
    elif row.learning_until:
        came, ready = 0, facts.line.at_or_after(row.learning_until)
        first, age = ready + 1, ages
    else:
        old = ages if row.experienced else min(ages, facts.line.age_at(row.started, 0))
        came, ready, first, age = 0, ages - old, 0, old

    def there(t: int) -> float:
        heads = row.heads if t >= came else 0.0
        if isinstance(row, RecentStarters) and row.learning_until and t >= ready:
            heads *= row.survival
        for s in range(first, t + 1):
            heads *= facts.stays(pool, age + s - first, s)
        return heads

    return KnownAndBound(there, ready, until)


def held(facts: Facts, pool: Pool, t: int) -> float:
    """Known people who are experienced and bound in t."""
    return sum(each.there(t) for each in known_and_bound(facts, pool) if each.ready <= t < each.until)


def sure_to_stay(facts: Facts, people: People, pool: Pool, t: int) -> float:
    """Own heads that no decision can lower by t."""
    path = people.untouched[pool.key]
    off = sum(g.heads for g in pool.recent_starters
              if g.learning_until and t < facts.line.at_or_after(g.learning_until))  # fmt: skip
    return total(path.newcomers[t]).constant + off + held(facts, pool, t)


def least_heads(facts: Facts, people: People, pool: Pool, t: int) -> float:
    """Heads of a pool that are there in t whatever is decided."""
    staying = sure_to_stay(facts, people, pool, t)
    moves = [move for move in facts.problem.workforce.moves if move.source == pool.key]
    if any(move.survival < 1 for move in moves):
        return staying
    heads = people.untouched[pool.key].heads[t].constant
    if pool.release and t >= facts.line.earliest_start(pool.release.notice):
        known = known_and_bound(facts, pool)
        heads -= pool.release.max_of_present
        heads -= sum(each.there(t) for each in known if t >= max(each.ready, each.until))
    return max(staying, heads)


def _bound_and_experienced(facts: Facts, people: People, pool: Pool, t: int) -> Linear:
    heads = Linear()
    for start in range(max(0, t - tenure(facts, pool) + 1), t + 1):
        if t - start >= facts.newcomer_ages(pool):
            heads = heads + people.hires[pool.key][start] * facts.still_there(pool, start, t)
        share = facts.experienced_stay(pool, start + 1, t)
        heads = heads + people.converted[pool.key][start] * share
    return heads


def _moving_on(facts: Facts, people: People, pool: Pool, t: int) -> Linear:
    """Who changes team in t."""
    return total(people.moves[m.key][t] for m in facts.problem.workforce.moves if m.source == pool.key)


def _head_rules(facts: Facts, program: Program, people: People, pool: Pool) -> None:
    heads, untouched = people.path[pool.key].heads, people.untouched[pool.key].heads
    experienced = people.path[pool.key].experienced
    more, fewer = first_more(facts, pool), first_fewer(facts, pool)
    for t in range(facts.T):
        bound_heads = _bound_and_experienced(facts, people, pool, t)
        if may_move_on(facts, pool):
            program.at_most(Rule.MIN_TENURE, held(facts, pool, t), experienced[t])
            bound_heads = bound_heads - _moving_on(facts, people, pool, t)
        if pool.release or not may_move_on(facts, pool):
            program.at_most(Rule.MIN_TENURE, bound_heads + held(facts, pool, t), experienced[t])
        if pool.min_headcount is not None:
            limit = value_on(pool.min_headcount, facts.day(t))
            least = limit if t >= more else min(limit, untouched[t].constant)
            program.at_most(Rule.HEADCOUNT_LIMITS, least, heads[t])
        if pool.max_headcount is not None:
            limit = value_on(pool.max_headcount, facts.day(t))
            staying = untouched[t].constant if t < fewer else sure_to_stay(facts, people, pool, t)
            most = max(limit, staying)
            program.at_most(Rule.HEADCOUNT_LIMITS, heads[t], most)


def first_more(facts: Facts, pool: Pool) -> int:
    """The first period in which the pool can gain heads."""
    periods = [facts.line.earliest_start(pool.hire.lead)] if pool.hire else []
    periods += [0 for move in facts.problem.workforce.moves if move.target == pool.key]
    for offer in facts.offers.values():
        if offer.conversion and offer.conversion.to_pool == pool.key:
            open_in = [t for t in range(facts.T) if can_start(facts, offer, t)]
            periods += [t + shortest_converting(facts, offer) for t in open_in[:1]]
    return min(periods, default=10**6)


def first_fewer(facts: Facts, pool: Pool) -> int:
    """The first period in which the pool can lose heads by decision."""
    periods = [facts.line.earliest_start(pool.release.notice)] if pool.release else []
    periods += [0 for move in facts.problem.workforce.moves if move.source == pool.key]
    return min(periods, default=10**6)


def _hour_rules(facts: Facts, program: Program, people: People, pool: Pool) -> None:
    key = pool.key
    for t in range(facts.T):
        x, q = people.path[key].experienced[t], people.short_time[key][t]
        share = value_on(pool.overtime.max_share, facts.day(t)) if pool.overtime else 0.0
        most = (x - q) * (share * facts.productive(pool, t))
        program.at_most(Rule.OVERTIME_LIMIT, people.overtime[key][t], most)
        program.at_most(Rule.SHORT_TIME_LIMIT, q, x)
        program.at_most(Rule.SHORT_TIME_LIMIT, q, pool.short_time.max_heads if pool.short_time else 0)
    for periods, cap in facts.buckets(pool.max_idle):
        program.at_most(Rule.IDLE_LIMIT, total(people.idle[key][t] for t in periods), cap)
