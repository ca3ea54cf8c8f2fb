"""Own people where an earlier plan is cut: who is there, who still ramps, who is to come and to go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import ceil
from typing import Any

from scheduler.model.arrays import Floats
from scheduler.model.index import People
from scheduler.problem import HeadsOn, Pool, RecentStarters, Workforce
from scheduler.replan.cut import Cut
from scheduler.replan.happened import Happened
from scheduler.replan.used import hires_left
from scheduler.words import day, hours_text, number

TRACE = 1e-9
DIGITS = 9


def carried_workforce(cut: Cut, workforce: Workforce, happened: Happened) -> Workforce:
    """The workforce just before the cut. Pools the earlier problem did not know stay as they are."""
    known = {each.pool.key: each for each in cut.index.pools}
    pools = tuple(
        _carried(cut, pool, known[pool.key], happened) if pool.key in known else pool
        for pool in workforce.pools
    )
    return workforce.model_copy(update={"pools": pools})


def _carried(cut: Cut, pool: Pool, was: People, happened: Happened) -> Pool:
    learning, lost = _in_transit(cut, pool.key)
    heads = max(0.0, happened.heads(was) - lost)
    if learning > TRACE:
        cut.assume(f"{pool.key}: {learning:g} who learn for it at {cut.start} are counted as ready")
    update: dict[str, Any] = {
        "headcount": heads + _joined(cut, was),
        "recent_starters": _starters(cut, was, happened, heads),
        "arriving": (
            *_from(cut, pool.arriving),
            *_on(cut.pins("hire", pool.key)),
            *_to_join(cut, was),
        ),
        "leaving": (*_from(cut, pool.leaving), *_on(cut.pins("release", pool.key))),
        "needed_after": was.pool.headcount if pool.needed_after == "today" else pool.needed_after,
    }
    if pool.release:
        may_go = _may_go(cut, was, pool.release.max_of_present)
        update["release"] = pool.release.model_copy(update={"max_of_present": may_go})
    _say(cut, pool, was)
    return hires_left(pool, hired(cut, was)).model_copy(update=update)


def hired(cut: Cut, was: People) -> float:
    """Hires of a pool before the cut, and those under way."""
    done = sum(cut.plan.pools[was.pool.key].hires[: cut.period])
    return done + sum(each.heads for each in cut.pins("hire", was.pool.key))


def _starters(cut: Cut, was: People, happened: Happened, heads: float) -> tuple[RecentStarters, ...]:
    """Who still ramps at the cut, by the period in which they began; the youngest first."""
    if not cut.period:
        return was.pool.recent_starters
    last = cut.period - 1
    found: dict[int, float] = {last - age: float(known) for age, known in enumerate(was.known[last])}
    for began in range(cut.period):
        there = happened.hires(was)[began] * float(was.survival[began, last])
        found[began] = found.get(began, 0.0) + there
    cohorts, room = [], heads
    for began in sorted(found, reverse=True):
        stay = min(room, found[began])
        if stay > TRACE and cut.period - began < was.ages:
            cohorts.append(RecentStarters(started=cut.timeline.first_day(began), heads=stay))
            room -= stay
    return tuple(reversed(cohorts))


def _joining(cut: Cut, was: People) -> Iterator[tuple[str, float, date]]:
    """Contract heads who agreed to join a pool from the cut on: the offer, how many, the day."""
    to_pool = {each.offer.key: each.offer.conversion.to_pool for each in cut.index.heads
               if each.offer.conversion is not None}  # fmt: skip
    for action in cut.plan.actions:
        mine = action.kind == "conversion" and to_pool[action.owner] == was.pool.key
        if mine and action.end is not None and action.end >= cut.start and cut.has_begun(action):
            yield action.owner, action.heads, action.end


def _joined(cut: Cut, was: People) -> float:
    """Who joins on the day of the cut: experienced, and there as if they had been just before."""
    return sum(_unthinned(cut, was, heads, on) for _, heads, on in _joining(cut, was) if on == cut.start)


def _to_join(cut: Cut, was: People) -> Iterator[HeadsOn]:
    """Who joins later, among the arriving: of a team that ramps they can only be said to ramp as well."""
    for offer, heads, on in _joining(cut, was):
        if on == cut.start:
            continue
        if not was.ages:
            yield HeadsOn(on=on, heads=_unthinned(cut, was, heads, on))
            continue
        yield HeadsOn(on=on, heads=heads)
        lost = heads * was.ramp_lost() * float(was.net_hours[cut.timeline.at_or_after(on)])
        less = f": about {hours_text(lost)} of work too few" if lost >= 1 else ""
        who = f"{was.pool.key}: {number(heads)} of {offer} who join on {day(on)}"
        cut.assume(f"{who} know the work, but are counted as new starters{less}")


def _unthinned(cut: Cut, was: People, heads: float, on: date) -> float:
    """So many that as many are there once the leavers of their first period are gone: of these none is."""
    stay = 1 - float(was.leaving[cut.timeline.at_or_after(on)])
    return round(heads / stay, DIGITS) if stay > 0 else heads


def _from(cut: Cut, entries: tuple[HeadsOn, ...]) -> tuple[HeadsOn, ...]:
    return tuple(entry for entry in entries if entry.on >= cut.start)


def _on(actions: Iterable[Any]) -> list[HeadsOn]:
    return [HeadsOn(on=action.start, heads=action.heads) for action in actions]


def _may_go(cut: Cut, was: People, most: int) -> int:
    """Of those there at the cut: what of today's number has not gone, and hires past their tenure.

    At least as many as the earlier plan is still to release: it may.
    """
    releases: Floats = _row(cut, was, "releases")
    free = sum(_row(cut, was, "hires")[: max(0, cut.period - was.tenure)])
    pinned = sum(each.heads for each in cut.pins("release", was.pool.key))
    planned = sum(releases[cut.period :]) - pinned
    left = most + free - sum(releases[: cut.period]) - pinned
    return max(0, ceil(planned - TRACE), int(left + TRACE))


def _row(cut: Cut, was: People, name: str) -> Any:
    return getattr(cut.plan.pools[was.pool.key], name)


def _say(cut: Cut, pool: Pool, was: People) -> None:
    if pool.hire and pool.hire.max:
        bucket = next((b for b, _ in cut.index.clock.buckets(pool.hire.max) if cut.period in b), [])
        begun = sum(_row(cut, was, "hires")[t] for t in bucket if t < cut.period)
        begun += sum(each.heads for each in cut.pins("hire", pool.key) if _inside(cut, each, bucket))
        if begun:
            cut.assume(
                f"{pool.key}: {begun:g} hires under way in the {pool.hire.max.per} of {cut.start} "
                "do not count against what may still be hired in it"
            )


def _inside(cut: Cut, action: Any, bucket: list[int]) -> bool:
    return cut.timeline.at_or_after(action.start) in bucket


def _in_transit(cut: Cut, pool: str) -> tuple[float, float]:
    """Movers off work at the cut: those who will arrive, and those who will not."""
    arrive = lost = 0.0
    for move in cut.before.workforce.moves:
        if move.target == pool:
            off = cut.timeline.length(move.duration)
            moving = sum(cut.plan.moves[move.key].heads[max(0, cut.period - off) : cut.period])
            arrive += moving * move.survival
            lost += moving * (1 - move.survival)
    return arrive, lost
