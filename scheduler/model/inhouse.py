"""Rules of own people. One function a rule, named as in `Rule` and FORMULATION.md."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import Floats, before, gather, windows
from scheduler.model.caps import WHOLE_HORIZON, bucket_members, cap_over_buckets, open_from, summed
from scheduler.model.case import Case
from scheduler.model.hired import bound_heads, free_heads, survival_window
from scheduler.model.index import People
from scheduler.model.moving import arriving_movers, converting_to, in_transit, moving_out
from scheduler.problem import Release
from scheduler.rules import Rule


def headcount_balance(case: Case) -> None:
    """Heads are the heads before, less leavers, plus who comes, less who goes. Formulas (1) and (2)."""
    index, v = case.index, case.variables
    stay = case.by_pool(lambda g: 1 - g.leaving)
    known = case.by_pool(lambda g: g.matured - g.leavers)
    known[:, 0] += stay[:, 0] * np.array([g.opening for g in index.pools])
    new, keys = case.newcomers, index.pool_keys
    arrivals, survival = arriving_movers(index, v)
    case.matrix.require(
        Rule.HEADCOUNT_BALANCE,
        keys,
        [
            (v.experienced, 1.0),
            (before(v.experienced), -stay),
            (new.maturing, -new.matured_share),
            (v.releases, 1.0),
            (gather(v.moves, moving_out(index)), 1.0),
            (arrivals, -survival),
            (gather(v.converted, converting_to(index)), -1.0),
        ],
        known,
        known,
    )
    young = new.known.sum(axis=2) + case.by_pool(lambda g: g.learning)
    case.matrix.require(
        Rule.HEADCOUNT_BALANCE,
        keys,
        [(v.heads, 1.0), (v.experienced, -1.0), (new.columns, -new.survival), (in_transit(index, v), -1.0)],
        young,
        young,
    )


def hire_lead(case: Case) -> None:
    """Nobody starts before the time it takes to hire. Formula (4)."""
    leads = [g.pool.hire.lead if g.pool.hire else None for g in case.index.pools]
    upper = open_from(case, leads)
    said = [lead is not None for lead in leads]
    terms = [(case.variables.hires, 1.0)]
    case.matrix.require(Rule.HIRE_LEAD, case.index.pool_keys, terms, upper=upper, said=said)


def hire_limit(case: Case) -> None:
    """No more hires than can be recruited and trained: a cap per bucket, and in all. Formula (5)."""
    for g, each in enumerate(case.index.pools):
        hire, columns = each.pool.hire, case.variables.hires[g : g + 1]
        if hire and hire.max:
            cap_over_buckets(case, Rule.HIRE_LIMIT, each.pool.key, columns, hire.max)
        if hire and hire.max_total is not None:
            case.matrix.require(
                Rule.HIRE_LIMIT,
                [each.pool.key],
                [(summed(columns), 1.0)],
                upper=hire.max_total,
                periods=WHOLE_HORIZON,
            )


def release_notice(case: Case) -> None:
    """Nobody is released before the notice has run. Formula (6)."""
    notices = [g.pool.release.notice if g.pool.release else None for g in case.index.pools]
    upper = open_from(case, notices)
    said = [notice is not None for notice in notices]
    terms = [(case.variables.releases, 1.0)]
    case.matrix.require(Rule.RELEASE_NOTICE, case.index.pool_keys, terms, upper=upper, said=said)


def release_limit(case: Case) -> None:
    """No more releases than the terms allow: a cap, and a share of the heads there. Formula (7)."""
    for g, each in enumerate(case.index.pools):
        release, columns = each.pool.release, case.variables.releases[g : g + 1]
        if release is None:
            continue
        if release.max:
            cap_over_buckets(case, Rule.RELEASE_LIMIT, each.pool.key, columns, release.max)
        if release.max_share is not None:
            _share_of_heads(case, g, release, release.max_share)


def _share_of_heads(case: Case, g: int, release: Release, share: float) -> None:
    each, clock, releases = case.index.pools[g], case.index.clock, case.variables.releases[g : g + 1]
    buckets = [periods for periods, _ in clock.buckets(release.span)]
    first = np.array([bucket[0] for bucket in buckets])
    opening = each.pool.headcount if release.share_of is None else release.share_of
    still = np.where(first == 0, opening, each.path[first - 1])
    most = np.where(first <= first_up(case, g), share * still, np.inf)
    gone = [(entry.on, entry.heads) for entry in release.taken]
    taken = np.array([clock.taken(gone, release.span, bucket) for bucket in buckets])
    left = np.where(first == 0, share * opening, 0.0) - np.minimum(taken, most)
    heads_before = before(case.variables.heads[g : g + 1])[:, first]
    case.matrix.require(
        Rule.RELEASE_LIMIT,
        [each.pool.key],
        [(bucket_members(releases, buckets), 1.0), (heads_before, -share)],
        upper=left[None],
        periods=first,
    )


def headcount_limits(case: Case) -> None:
    """A pool stays between its least and its most heads, from where the plan can act. Formula (8)."""
    index = case.index
    least = case.by_pool(lambda g: index.clock.values(g.pool.min_headcount, 0.0))
    most = case.by_pool(lambda g: index.clock.values(g.pool.max_headcount))
    path = case.by_pool(lambda g: g.path)
    periods = np.arange(index.periods)[None, :]
    up = np.array([first_up(case, g) for g in range(len(index.pools))]).reshape(-1, 1)
    down = np.array([first_down(case, g) for g in range(len(index.pools))]).reshape(-1, 1)
    lower = np.where(periods < up, np.minimum(least, path), least)
    staying = case.by_pool(lambda g: g.bound_to_stay)
    upper = np.maximum(most, np.where(periods < down, path, staying))
    case.matrix.require(Rule.HEADCOUNT_LIMITS, index.pool_keys, [(case.variables.heads, 1.0)], lower, upper)


def min_tenure(case: Case) -> None:
    """Who is hired stays at least the minimum tenure, known people as long as they are bound; newcomers stay
    anyway. Formula (9): without a minimum tenure who comes may move on, and is not released at once."""
    index, v, rule = case.index, case.variables, Rule.MIN_TENURE
    moves = gather(v.moves, moving_out(index))
    for g, each in enumerate(index.pools):
        experienced, held = (v.experienced[g : g + 1], 1.0), each.held[: index.periods][None]
        columns, survival = bound_heads(index, v, g)
        bound = (columns[None], -survival[None])
        if not each.moves_on:
            case.matrix.require(rule, [each.pool.key], [experienced, bound], lower=held)
            continue
        if each.held.any():
            case.matrix.require(rule, [each.pool.key], [experienced], lower=held)
        if each.pool.release:
            moving = (moves[g : g + 1], 1.0)
            case.matrix.require(rule, [each.pool.key], [experienced, moving, bound], lower=held)


def release_of_present(case: Case) -> None:
    """Of today's people no more go than may go; others who go are hires past their tenure, and known people
    past the day until which they were bound. Formula (10)."""
    index, rule = case.index, Rule.RELEASE_OF_PRESENT
    for g, each in enumerate(index.pools):
        if each.pool.release is None:
            continue
        owner, releases = [each.pool.key], case.variables.releases[g][None]
        present = case.matrix.columns(releases.shape)
        case.matrix.require(rule, owner, [(present, 1.0), (releases, -1.0)], upper=0.0)
        most = float(each.pool.release.max_of_present)
        case.matrix.require(rule, owner, [(summed(present), 1.0)], upper=most, periods=WHOLE_HORIZON)
        columns, survival = free_heads(index, case.variables, g)
        missed = survival_window(each.arrived, index.periods, index.periods)[None]
        terms = [(windows(releases, [index.periods]), missed), (windows(present, [index.periods]), -missed)]
        free = each.free[: index.periods][None]
        case.matrix.require(rule, owner, [*terms, (columns[None], -survival[None])], upper=free)


def move_limit(case: Case) -> None:
    """No more people move than the move allows. Formula (11)."""
    index, v = case.index, case.variables
    for m, move in enumerate(index.moves):
        columns = v.moves[m : m + 1]
        if move.max:
            cap_over_buckets(case, Rule.MOVE_LIMIT, move.key, columns, move.max)
        if move.max_share_of_target is not None:
            target = v.heads[index.move_to[m]][None]
            case.matrix.require(
                Rule.MOVE_LIMIT, [move.key], [(columns, 1.0), (target, -move.max_share_of_target)], upper=0.0
            )


def overtime_limit(case: Case) -> None:
    """Overtime is at most its share of the hours worked by experienced heads. Formula (12)."""
    index, v = case.index, case.variables
    share = case.by_pool(lambda g: _overtime_share(case, g) * g.net_hours)
    case.matrix.require(
        Rule.OVERTIME_LIMIT,
        index.pool_keys,
        [(v.overtime, 1.0), (v.experienced, -share), (v.short_time, share)],
        upper=0.0,
        said=[g.pool.overtime is not None for g in index.pools],
    )


def _overtime_share(case: Case, each: People) -> Floats:
    overtime = each.pool.overtime
    return case.index.clock.values(overtime.max_share if overtime else 0.0)


def short_time_limit(case: Case) -> None:
    """Short time is for people who are there, up to its limit. Formula (13)."""
    index, v = case.index, case.variables
    most = np.array([g.pool.short_time.max_heads if g.pool.short_time else 0.0 for g in index.pools])
    keys, said = index.pool_keys, [g.pool.short_time is not None for g in index.pools]
    there = [(v.short_time, 1.0), (v.experienced, -1.0)]
    case.matrix.require(Rule.SHORT_TIME_LIMIT, keys, [(v.short_time, 1.0)], upper=most, said=said)
    case.matrix.require(Rule.SHORT_TIME_LIMIT, keys, there, upper=0.0, said=said)


def idle_limit(case: Case) -> None:
    """A pool idles at most its limit of hours. Formula (14)."""
    for g, each in enumerate(case.index.pools):
        if each.pool.max_idle:
            columns, limit = case.variables.idle[g : g + 1], each.pool.max_idle
            cap_over_buckets(case, Rule.IDLE_LIMIT, each.pool.key, columns, limit)


def idle_total(case: Case) -> None:
    """All pools together idle at most the policy's hours. Formula (15)."""
    limit = case.index.problem.policy.max_idle
    if limit and case.index.pools:
        cap_over_buckets(case, Rule.IDLE_TOTAL, "all", case.variables.idle, limit)


def first_up(case: Case, pool: int) -> int:
    """The first period in which a hire, an arriving mover or a conversion is possible; T if none."""
    index = case.index
    starts = [index.periods]
    hire = index.pools[pool].pool.hire
    if hire:
        starts.append(index.timeline.earliest_start(hire.lead))
    if pool in index.move_to:
        starts.append(0)
    for k, target in enumerate(index.converts_to):
        start = index.first_start(index.heads[k]) if target == pool else None
        if start is not None:
            starts.append(start + index.heads[k].convert_after)
    return min(starts)


def first_down(case: Case, pool: int) -> int:
    """The first period in which a release or a move out is possible; T if none."""
    index = case.index
    release = index.pools[pool].pool.release
    starts = [index.periods] + ([0] if pool in index.move_from else [])
    if release:
        starts.append(index.timeline.earliest_start(release.notice))
    return min(starts)
