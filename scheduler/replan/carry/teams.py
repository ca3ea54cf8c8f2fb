"""Own people where an earlier plan is cut: who is there, who still ramps, who is to come and to go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from scheduler.model.index import People
from scheduler.problem import Arrival, HeadsOn, Move, Pool, Workforce
from scheduler.replan.carry.caps import by_day, cap_left
from scheduler.replan.carry.releases import releases_left
from scheduler.replan.carry.starters import started
from scheduler.replan.carry.used import hires_left
from scheduler.replan.cut import Cut
from scheduler.replan.happened import Happened

Change = TypeVar("Change", bound=HeadsOn)


def carried_workforce(cut: Cut, workforce: Workforce, happened: Happened) -> Workforce:
    """The workforce just before the cut. Pools the earlier problem did not know stay as they are."""
    known = {each.pool.key: each for each in cut.index.pools}
    pools = tuple(
        _carried(cut, pool, known[pool.key], happened) if pool.key in known else pool
        for pool in workforce.pools
    )
    return workforce.model_copy(update={"pools": pools, "moves": tuple(_moves(cut, workforce))})


def _moves(cut: Cut, workforce: Workforce) -> Iterator[Move]:
    for move in workforce.moves:
        book = cut.plan.moves.get(move.key)
        most = cap_left(cut, move.max, [book.heads] if book else [], by_day(cut.pins("move", move.key)))
        yield move.model_copy(update={"max": most})


def _carried(cut: Cut, pool: Pool, was: People, happened: Happened) -> Pool:
    heads = happened.heads(was)
    lately = started(cut, was, happened.hires(was), heads)
    update: dict[str, Any] = {
        "headcount": heads,
        "recent_starters": lately.rows,
        "arriving": (*_from(cut, pool.arriving), *_hired(cut, was), *_joining(cut, was)),
        "leaving": (
            *_from(cut, pool.leaving),
            *(HeadsOn(on=each.start, heads=each.heads) for each in cut.pins("release", pool.key)),
        ),
        "needed_after": was.pool.headcount if pool.needed_after == "today" else pool.needed_after,
        "hires_needed_after": _hires_needed_after(cut, pool, was),
    }
    book = cut.plan.pools[pool.key]
    if pool.hire:
        most = cap_left(cut, pool.hire.max, [happened.hires(was)], by_day(cut.pins("hire", pool.key)))
        update["hire"] = hires_left(pool.hire, hired(happened, was)).model_copy(update={"max": most})
    if pool.release:
        left = round(max(0.0, pool.release.max_of_present - lately.released), 9)
        terms = releases_left(cut, pool.release, was, happened, heads)
        update["release"] = terms.model_copy(update={"max_of_present": left})
    update["max_idle"] = cap_left(cut, pool.max_idle, [book.idle_hours])
    return pool.model_copy(update=update)


def _hires_needed_after(cut: Cut, pool: Pool, was: People) -> float | None:
    """As the earlier plan counts them, where both end together and ask for as many heads then."""
    asked = (pool.needed_after, pool.hires_needed_after) == (
        was.pool.needed_after,
        was.pool.hires_needed_after,
    )
    if was.needed_after is None or was.moves_on or not cut.ends_as_before or not asked:
        return pool.hires_needed_after
    return round(was.hires_needed, 9)


def hired(happened: Happened, was: People) -> float:
    """Hires of a pool who came before the cut, and those under way."""
    under_way = happened.cut.pins("hire", was.pool.key)
    return sum(happened.hires(was)) + sum(each.heads for each in under_way)


def _hired(cut: Cut, was: People) -> Iterator[Arrival]:
    """Hires under way."""
    for hire in cut.pins("hire", was.pool.key):
        yield Arrival(on=hire.start, heads=hire.heads, bound_until=_bound_until(cut, was, hire.start))


def _bound_until(cut: Cut, was: People, on: date) -> date:
    tenure = 0 if was.moves_on else was.tenure
    return cut.timeline.first_day(cut.timeline.at_or_after(on) + tenure)


def _joining(cut: Cut, was: People) -> Iterator[Arrival]:
    """Contract heads who agreed to join a pool from the cut on: they know the work."""
    to_pool = {each.offer.key: each.offer.conversion.to_pool for each in cut.index.heads
               if each.offer.conversion is not None}  # fmt: skip
    for action in cut.plan.actions:
        mine = action.kind == "conversion" and to_pool[action.owner] == was.pool.key
        if mine and action.end is not None and action.end >= cut.start and cut.has_begun(action):
            bound = _bound_until(cut, was, action.end)
            yield Arrival(on=action.end, heads=action.heads, experienced=True, bound_until=bound)


def _from(cut: Cut, entries: tuple[Change, ...]) -> tuple[Change, ...]:
    """Changes from the cut on; those within the period before it count from its day on."""
    return tuple(
        entry.model_copy(update={"on": max(entry.on, cut.start)})
        for entry in entries
        if cut.timeline.at_or_after(entry.on) >= cut.period and entry.on >= cut.timeline.first_day(0)
    )
