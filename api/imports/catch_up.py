"""From the day of an export to the day before the calendar starts: who came and went in between."""

from __future__ import annotations

from datetime import date

from scheduler.problem import Pool, Problem, RecentStarters


def caught_up(problem: Problem, day: date) -> Problem:
    """The problem with heads as of its start, when its workforce counts them as of `day`.

    A workforce's `headcount` is meant just before the first period, and what is dated earlier is taken as
    in it already; an export of an earlier day does not hold it yet.
    """
    start = problem.forecast.calendar.start
    if day >= start:
        return problem
    pools = tuple(_pool(pool, day, start) for pool in problem.workforce.pools)
    return problem.model_copy(update={"workforce": problem.workforce.model_copy(update={"pools": pools})})


def _pool(pool: Pool, day: date, start: date) -> Pool:
    came = [entry for entry in pool.arriving if day < entry.on < start]
    went = [entry for entry in pool.leaving if day < entry.on < start]
    if not came and not went:
        return pool
    heads = pool.headcount + sum(entry.heads for entry in came) - sum(entry.heads for entry in went)
    new = [
        RecentStarters(
            started=entry.on,
            heads=entry.heads,
            experienced=entry.experienced,
            bound_until=entry.bound_until,
        )
        for entry in came
        if not entry.experienced or entry.bound_until is not None
    ]
    starters, room = [], max(0.0, heads)
    for each in sorted((*pool.recent_starters, *new), key=lambda each: each.started, reverse=True):
        stay = min(room, each.heads)
        room -= stay
        if stay > 0:
            starters.append(each.model_copy(update={"heads": stay}))
    return pool.model_copy(
        update={
            "headcount": max(0.0, heads),
            "recent_starters": tuple(reversed(starters)),
            "arriving": tuple(entry for entry in pool.arriving if entry not in came),
            "leaving": tuple(entry for entry in pool.leaving if entry not in went),
        }
    )
