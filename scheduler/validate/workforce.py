"""Faults of teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from scheduler.errors import Fault
from scheduler.model.index import Clock
from scheduler.model.index.people import people
from scheduler.problem import ByAge
from scheduler.problem.timeline import value_on
from scheduler.validate.context import Context, cut
from scheduler.validate.pointer import at

LEAST = 1e-6  # heads


def days_of_change(context: Context, *timed: Any) -> list[date]:
    """The start, and every day of the horizon on which one of these values changes."""
    days = {entry.since for value in timed if isinstance(value, tuple) for entry in value if entry.since}
    return [context.start, *sorted(day for day in days if context.start < day < context.timeline.end)]


def headcount_crossed(context: Context) -> Iterator[Fault]:
    for i, pool in context.pools:
        low, high = pool.min_headcount, pool.max_headcount
        if low is None or high is None:
            continue
        for day in days_of_change(context, low, high):
            if value_on(low, day) > value_on(high, day):
                found = f"at least {value_on(low, day):g} and at most {value_on(high, day):g} heads on {day}"
                place = at("workforce", "pools", i, "min_headcount")
                yield Fault("crossed", place, found, "let the minimum be no more than the maximum")
                break


def starters(context: Context) -> Iterator[Fault]:
    """Recent starters are part of the headcount, and started before the calendar."""
    for i, pool in context.pools:
        base = ("workforce", "pools", i, "recent_starters")
        heads = sum(entry.heads for entry in pool.recent_starters)
        if heads > pool.headcount * (1 + 1e-9):
            found = f"{heads:g} recent starters in '{cut(pool.key)}' of {pool.headcount:g} heads"
            yield Fault(
                "too_many_starters", at(*base), found, "count them in headcount, or correct the number"
            )
        for j, entry in enumerate(pool.recent_starters):
            if entry.started >= context.start:
                found = f"started on {entry.started}, not before the calendar's start"
                yield Fault("not_started", at(*base, j, "started"), found, "move it to arriving")


def learners(context: Context) -> Iterator[Fault]:
    """Who learns does so in the plan; only of them a share begins to work."""
    for i, pool in context.pools:
        for j, entry in enumerate(pool.recent_starters):
            place = ("workforce", "pools", i, "recent_starters", j)
            if entry.learning_until is None and entry.survival < 1:
                found = f"{entry.survival:.0%} begin to work of people who do not learn"
                fix = "give learning_until, or take the share away"
                yield Fault("no_use", at(*place, "survival"), found, fix)
            if entry.learning_until is not None and entry.learning_until < context.start:
                found = f"learning until {entry.learning_until}, before the calendar's start"
                fix = "leave the day out: who has learnt the work is one of the heads"
                yield Fault("has_learnt", at(*place, "learning_until"), found, fix)


def leavers(context: Context) -> Iterator[Fault]:
    """Nobody can leave who is not there any more, or still ramps."""
    leaving = [
        (i, pool) for i, pool in context.pools if any(entry.on >= context.start for entry in pool.leaving)
    ]
    if not leaving:
        return
    clock = Clock(context.timeline, context.timeline.periods + 1)
    for i, pool in leaving:
        team = people(pool, clock)
        missing = team.known.sum(axis=1) + team.learning - team.path
        for t in (missing > LEAST).nonzero()[0].tolist()[:1]:
            entries = [(e.on, j) for j, e in enumerate(pool.leaving) if e.on <= clock.first_days[t]]
            left = sum(
                entry.heads for entry in pool.leaving if context.start <= entry.on <= clock.first_days[t]
            )
            found = (
                f"{left:g} leave '{cut(pool.key)}' by {clock.first_days[t]}, {missing[t]:.1f} more than are "
                "experienced and still there"
            )
            place = at("workforce", "pools", i, "leaving", max(entries)[1], "heads")
            yield Fault("too_many_leave", place, found, "lower it, or correct headcount and attrition")


def overtime_price(context: Context) -> Iterator[Fault]:
    for i, pool in context.pools:
        if pool.overtime and (pool.overtime.premium is None) == (pool.overtime.rate is None):
            which = "neither a premium nor a rate" if pool.overtime.rate is None else "a premium and a rate"
            place = at("workforce", "pools", i, "overtime")
            yield Fault(
                "overtime_price", place, f"overtime has {which}", "give one: premium 1.5, or a rate per hour"
            )


def share_of_releases(context: Context) -> Iterator[Fault]:
    """What is taken of a share of releases is said once, and where there is a share."""
    for i, pool in context.pools:
        terms, base = pool.release, ("workforce", "pools", i, "release")
        if terms is None:
            continue
        if terms.max_share is None and (terms.share_taken or terms.share_of is not None):
            field = "share_taken" if terms.share_taken else "share_of"
            found = f"{field} without a share of those there who may go"
            yield Fault("no_use", at(*base, field), found, "give max_share, or take it away")
        elif terms.max is not None and terms.share_taken:
            fix = "move it to what is taken of max: that counts in both"
            yield Fault("contradiction", at(*base, "share_taken"), "share_taken beside max", fix)


def tables_of_shares(context: Context) -> Iterator[Fault]:
    """A ramp is at most the full productivity; of a team not everybody can leave within a year."""
    for i, pool in context.pools:
        ramp = pool.hire.ramp if pool.hire else None
        yield from above(ramp, at("workforce", "pools", i, "hire", "ramp"), "ramp")
        for j, value in enumerate(pool.attrition_by_age.values if pool.attrition_by_age else ()):
            if value >= 1:
                place = at("workforce", "pools", i, "attrition_by_age", "values", j)
                yield Fault(
                    "out_of_range", place, f"{value:.0%} leave in a year", "write a share below 100 %"
                )


def above(table: ByAge | None, place: str, name: str) -> Iterator[Fault]:
    for j, value in enumerate(table.values if table else ()):
        if value > 1:
            fix = "write at most 100 %; give people who work faster a higher efficiency"
            yield Fault("out_of_range", f"{place}/values/{j}", f"a {name} of {value:.0%}", fix)


WORKFORCE = (
    headcount_crossed,
    starters,
    learners,
    leavers,
    overtime_price,
    share_of_releases,
    tables_of_shares,
)
