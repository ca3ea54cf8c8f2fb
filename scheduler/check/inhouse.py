"""In-house rules: how own people come, grow, move and go. Numbers are those of FORMULATION.md."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.check.case import Case
from scheduler.check.team import Team
from scheduler.check.tolerance import HEADS, HOURS
from scheduler.plan import ByPeriod
from scheduler.problem import Release
from scheduler.problem.timeline import add_duration, value_on
from scheduler.result import Violation
from scheduler.rules import Rule


def headcount_balance(case: Case) -> Iterator[Violation]:
    """(1)–(3) Experienced heads, heads on the payroll, and the ledger's own roll-forward."""
    rule = Rule.HEADCOUNT_BALANCE
    for key, team in case.teams.items():
        book = team.ledger
        experienced, heads = team.opening_experienced(), team.pool.headcount
        for t in case.periods:
            wanted = experienced_heads(case, team, t, experienced)
            yield from case.equal(rule, key, t, book.experienced[t], wanted, HEADS, "experienced heads")
            payroll = book.experienced[t] + sum(team.newcomers(t).values())
            payroll += team.learning(t) + moving_in(case, key, t)
            yield from case.equal(rule, key, t, book.heads[t], payroll, HEADS, "heads on the payroll")
            come = book.arriving[t] + book.hires[t] + book.moved_in[t] + book.converted[t]
            go = book.leavers[t] + book.leaving[t] + book.releases[t] + book.moved_out[t]
            yield from case.equal(
                rule, key, t, heads + come - go, book.heads[t], HEADS, "heads by the roll-forward"
            )
            experienced, heads = book.experienced[t], book.heads[t]
        yield from _entries(case, team)


def experienced_heads(case: Case, team: Team, t: int, before: float) -> float:
    """The right side of (1)."""
    heads = before * team.stay_experienced(t) + team.matured(t) - team.ledger.releases[t]
    for move in case.moves_from(team.key):
        heads -= case.plan.moves[move.key].heads[t]
    for move in case.moves_to(team.key):
        began = t - case.clock.length(move.duration)
        if began >= 0:
            heads += move.survival * case.plan.moves[move.key].heads[began]
    return heads + case.joining(team.key, t) - team.leaving(t)


def moving_in(case: Case, key: str, t: int) -> float:
    """Movers to this pool who are still off work."""
    total = 0.0
    for move in case.moves_to(key):
        first = max(0, t - case.clock.length(move.duration) + 1)
        total += sum(case.plan.moves[move.key].heads[first : t + 1])
    return total


def _entries(case: Case, team: Team) -> Iterator[Violation]:
    """What the pool's ledger repeats from the problem, the moves and the offers."""
    book, key, heads = team.ledger, team.key, case.plan.moves
    rows: list[tuple[str, ByPeriod, list[float]]] = []
    for name, found, wanted in (
        ("arriving heads", book.arriving, [tuple(map(team.arriving, case.periods))]),
        ("leaving heads", book.leaving, [tuple(map(team.leaving, case.periods))]),
        ("heads moved out", book.moved_out, [heads[move.key].heads for move in case.moves_from(key)]),
        ("heads moved in", book.moved_in, [heads[move.key].heads for move in case.moves_to(key)]),
        ("converted heads", book.converted, [c.ledger.converted for c in case.converting_to(key)]),
    ):
        given = [sum(column) for column in zip(*wanted)] if wanted else [0.0 for _ in case.periods]
        if any(found) or any(given):
            rows.append((name, found, given))
    for t in case.periods if rows else ():
        for name, found, given in rows:
            yield from case.equal(Rule.HEADCOUNT_BALANCE, key, t, found[t], given[t], HEADS, name)


def hire_lead(case: Case) -> Iterator[Violation]:
    """(4) No hire before the lead has run, and none without terms of hiring."""
    for key, team in case.teams.items():
        hire = team.pool.hire
        ready = add_duration(case.clock.timeline.as_of, hire.lead) if hire else None
        for t, found in enumerate(team.ledger.hires):
            if found and (ready is None or case.clock.day(t) < ready):
                yield from case.at_most(Rule.HIRE_LEAD, key, t, found, 0, HEADS, "hires")


def hire_limit(case: Case) -> Iterator[Violation]:
    """(5) Hires by span and in all."""
    for key, team in case.teams.items():
        hire, hires = team.pool.hire, team.ledger.hires
        if hire and hire.max:
            for bucket, cap in case.clock.allowed(hire.max):
                found = sum(hires[t] for t in bucket)
                yield from case.at_most(Rule.HIRE_LIMIT, key, bucket[0], found, cap, HEADS, "hires")
        if hire and hire.max_total is not None:
            yield from case.at_most(
                Rule.HIRE_LIMIT, key, None, sum(hires), hire.max_total, HEADS, "hires in all"
            )


def release_notice(case: Case) -> Iterator[Violation]:
    """(6) No release before the notice has run, and none without terms of release."""
    for key, team in case.teams.items():
        release = team.pool.release
        ready = add_duration(case.clock.timeline.as_of, release.notice) if release else None
        for t, found in enumerate(team.ledger.releases):
            if found and (ready is None or case.clock.day(t) < ready):
                yield from case.at_most(Rule.RELEASE_NOTICE, key, t, found, 0, HEADS, "releases")


def release_limit(case: Case) -> Iterator[Violation]:
    """(7) Releases by span, and as a share of the heads before the span."""
    rule = Rule.RELEASE_LIMIT
    for key, team in case.teams.items():
        release, book = team.pool.release, team.ledger
        if release is None:
            continue
        for bucket, cap in case.clock.allowed(release.max) if release.max else ():
            found = sum(book.releases[t] for t in bucket)
            yield from case.at_most(rule, key, bucket[0], found, cap, HEADS, "releases")
        for bucket, _ in case.clock.buckets(release.span) if release.max_share is not None else ():
            found, left = sum(book.releases[t] for t in bucket), _left_of_share(case, team, release, bucket)
            yield from case.at_most(rule, key, bucket[0], found, left, HEADS, "releases by share")


def _left_of_share(case: Case, team: Team, release: Release, bucket: range) -> float:
    """How many may still go in a span. Who goes anyhow counts; what nothing can mend any more does not."""
    share, first = release.max_share or 0.0, bucket[0]
    opening = team.pool.headcount if release.share_of is None else release.share_of
    before, still = (team.ledger.heads[first - 1], team.no_action[first - 1]) if first else (opening, opening)
    gone = case.clock.taken(((entry.on, entry.heads) for entry in release.taken), release.span, bucket)
    return share * before - (min(gone, share * still) if first <= first_rise(case, team) else gone)


def headcount_limits(case: Case) -> Iterator[Violation]:
    """(8) Between the least and the most heads, as soon as the plan can do anything about it."""
    rule = Rule.HEADCOUNT_LIMITS
    for key, team in case.teams.items():
        pool, rises, falls = team.pool, first_rise(case, team), first_fall(case, team)
        for t in case.periods:
            heads, still, day = team.ledger.heads[t], team.no_action[t], case.clock.day(t)
            if pool.min_headcount is not None:
                least = value_on(pool.min_headcount, day)
                least = min(least, still) if t < rises else least
                yield from case.at_least(rule, key, t, heads, least, HEADS, "heads")
            if pool.max_headcount is not None:
                most = value_on(pool.max_headcount, day)
                most = max(most, still if t < falls else team.sure_to_stay(t))
                yield from case.at_most(rule, key, t, heads, most, HEADS, "heads")


def first_rise(case: Case, team: Team) -> int:
    """The first period in which a hire, a mover or a conversion can come; the horizon's end if none."""
    timeline = case.clock.timeline
    first = [timeline.periods]
    if team.pool.hire:
        first.append(timeline.earliest_start(team.pool.hire.lead))
    first += [0 for _ in case.moves_to(team.key)]
    for contractor in case.converting_to(team.key):
        start = timeline.earliest_start(contractor.offer.lead)
        start = max(start, timeline.at_or_after(contractor.offer.start_from or timeline.as_of))
        until = contractor.offer.start_until
        if until is None or case.clock.day(start) <= until:
            first.append(start + contractor.before_conversion)
    return min(first)


def first_fall(case: Case, team: Team) -> int:
    """The first period in which a release or a move out can happen; the horizon's end if none."""
    timeline = case.clock.timeline
    first = [timeline.periods]
    if team.pool.release:
        first.append(timeline.earliest_start(team.pool.release.notice))
    return 0 if case.moves_from(team.key) else min(first)


def min_tenure(case: Case) -> Iterator[Violation]:
    """(9) Of the experienced, those hired or converted in the last K periods and known people who are bound
    are all there; without a minimum tenure who comes may move on, and is not released in the same period."""
    for key, team in case.teams.items():
        if team.moves_on and not team.bound and team.pool.release is None:
            continue
        hired = case.still_bound(key, len(case.periods), least_age=team.ages)
        for t, heads in enumerate(team.ledger.experienced):
            least, held = hired[t], team.held(t)
            if team.moves_on:
                moving = sum(case.plan.moves[move.key].heads[t] for move in case.moves_from(key))
                least = max(0.0, least - moving) if team.pool.release else 0.0
            yield from case.at_least(Rule.MIN_TENURE, key, t, heads, least + held, HEADS, "experienced heads")


def release_of_present(case: Case) -> Iterator[Violation]:
    """(10) Who is released is a hire past tenure and ramp, or was bound, while there are any of them; else
    one of today's people."""
    for key, team in case.teams.items():
        release = team.pool.release
        if release is None:
            continue
        free = present = 0.0
        freed = _freed(case, key)
        for t in case.periods:
            free = free * team.stay_experienced(t) + freed.get(t, 0.0)
            of_hires = min(free, team.ledger.releases[t])
            free -= of_hires
            present += team.ledger.releases[t] - of_hires
            most = float(release.max_of_present)
            text = "today's people released so far"
            yield from case.at_most(Rule.RELEASE_OF_PRESENT, key, t, present, most, HEADS, text)


def _freed(case: Case, key: str) -> dict[int, float]:
    """Hires, converted heads and known people by the period from which they may go, none of them before
    they are experienced."""
    team = case.teams[key]
    freed = team.freed()
    for since, hires, converted in case.newly_bound[key]:
        t = since + max(team.tenure, team.ages)
        freed[t] = freed.get(t, 0.0) + hires * team.left_of_hire(since, t)
        t = since + team.tenure
        freed[t] = freed.get(t, 0.0) + converted * team.left_of_converted(since, t)
    return freed


def move_limit(case: Case) -> Iterator[Violation]:
    """(11) Moves by span, and as a share of the target's heads."""
    rule = Rule.MOVE_LIMIT
    for move in case.problem.workforce.moves:
        heads = case.plan.moves[move.key].heads
        if move.max:
            for bucket, cap in case.clock.allowed(move.max):
                found = sum(heads[t] for t in bucket)
                yield from case.at_most(rule, move.key, bucket[0], found, cap, HEADS, "heads moving")
        if move.max_share_of_target is not None:
            target = case.plan.pools[move.target].heads
            for t in case.periods:
                cap = move.max_share_of_target * target[t]
                yield from case.at_most(rule, move.key, t, heads[t], cap, HEADS, "heads moving by share")


def overtime_limit(case: Case) -> Iterator[Violation]:
    """(12) Overtime as a share of the hours of experienced heads not on short time."""
    for key, team in case.teams.items():
        overtime, book = team.pool.overtime, team.ledger
        for t, found in enumerate(book.overtime_hours):
            working = book.experienced[t] - book.short_time_heads[t]
            if not found and working >= 0:
                continue
            share = value_on(overtime.max_share, case.clock.day(t)) if overtime else 0.0
            cap = share * team.productive_hours(t) * working
            yield from case.at_most(Rule.OVERTIME_LIMIT, key, t, found, cap, HOURS, "overtime hours")


def short_time_limit(case: Case) -> Iterator[Violation]:
    """(13) Short time for at most the agreed heads, and only for who is there and experienced."""
    for key, team in case.teams.items():
        terms, book = team.pool.short_time, team.ledger
        for t in case.periods:
            cap = min(terms.max_heads, book.experienced[t]) if terms else 0.0
            found = book.short_time_heads[t]
            yield from case.at_most(Rule.SHORT_TIME_LIMIT, key, t, found, cap, HEADS, "heads on short time")


def idle_limit(case: Case) -> Iterator[Violation]:
    """(14) Idle hours of a pool by span."""
    for key, team in case.teams.items():
        if team.pool.max_idle is None:
            continue
        for bucket, cap in case.clock.allowed(team.pool.max_idle):
            found = sum(team.ledger.idle_hours[t] for t in bucket)
            yield from case.at_most(Rule.IDLE_LIMIT, key, bucket[0], found, cap, HOURS, "idle hours")


def idle_total(case: Case) -> Iterator[Violation]:
    """(15) Idle hours of all pools by span."""
    most = case.problem.policy.max_idle
    if most is None:
        return
    for bucket, cap in case.clock.allowed(most):
        found = sum(team.ledger.idle_hours[t] for team in case.teams.values() for t in bucket)
        yield from case.at_most(Rule.IDLE_TOTAL, "policy", bucket[0], found, cap, HOURS, "idle hours")
