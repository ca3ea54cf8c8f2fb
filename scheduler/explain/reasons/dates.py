"""Which dates and terms leave an action no room: what the plan's own figures show beside the input's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.check.case import Case
from scheduler.check.inhouse import release_of_present
from scheduler.explain.reasons.asked import TRACE, Asked
from scheduler.explain.reasons.bind import bind, first_day
from scheduler.explain.reasons.shapes import Binds
from scheduler.explain.reasons.terms import contract, end_running, hours
from scheduler.model.index import Index
from scheduler.plan import Plan
from scheduler.problem.timeline import value_on
from scheduler.rules import Rule
from scheduler.words import counted, day, duration, number


def dates(asked: Asked, baseline: Plan | None) -> Iterator[Binds]:
    """Lead, notice, window, terms, least heads, commitments and what is frozen, each where it binds."""
    yield from _frozen(asked, baseline)
    if asked.kind in BY_KIND:
        yield from BY_KIND[asked.kind](asked, Index(asked.problem))


def _frozen(asked: Asked, baseline: Plan | None) -> Iterator[Binds]:
    until, action = asked.problem.policy.frozen_until, asked.action
    if until is not None and baseline is not None and action is not None and action.decide_by < until:
        yield bind(asked, Rule.FROZEN, f"decided by {day(action.decide_by)}, frozen until {day(until)}")


def _hire(asked: Asked, index: Index) -> Iterator[Binds]:
    pool = next(each for each in index.pools if each.pool.key == asked.owner)
    assert pool.pool.hire is not None
    lead, first = pool.pool.hire.lead, asked.periods.start
    if lead[0] != "0" and first == index.timeline.earliest_start(lead):
        yield bind(
            asked, Rule.HIRE_LEAD, f"{duration(lead)} to hire, nobody sooner than {day(first_day(asked))}"
        )
    yield from _headcount(asked)


def _release(asked: Asked, index: Index) -> Iterator[Binds]:
    pool = next(each.pool for each in index.pools if each.pool.key == asked.owner)
    assert pool.release is not None
    notice = pool.release.notice
    if notice[0] != "0" and asked.periods.start == index.timeline.earliest_start(notice):
        yield bind(
            asked, Rule.RELEASE_NOTICE, f"notice of {duration(notice)}, not before {day(first_day(asked))}"
        )
    if any(each.owner == asked.owner for each in release_of_present(_one_more(asked))):
        most = f"at most {number(pool.release.max_of_present)} of today's people may go"
        yield bind(asked, Rule.RELEASE_OF_PRESENT, most)
    yield from _headcount(asked)


def _one_more(asked: Asked) -> Case:
    """The plan with one release more on that day, where somebody is left; free hires go first."""
    ledger, first = asked.plan.pools[asked.owner], asked.periods.start
    left = min(ledger.heads[first:]) > 1 - TRACE
    releases = tuple(heads + (left and t == first) for t, heads in enumerate(ledger.releases))
    pools = {**asked.plan.pools, asked.owner: ledger.model_copy(update={"releases": releases})}
    return Case(asked.problem, asked.plan.model_copy(update={"pools": pools}))


def _headcount(asked: Asked) -> Iterator[Binds]:
    """A team's most heads, where one more would not fit; its least, where one fewer would not."""
    pool = next(each for each in asked.problem.workforce.pools if each.key == asked.owner)
    heads, days = asked.plan.pools[asked.owner].heads, asked.plan.first_days
    for limit, side, word in (
        (pool.max_headcount, 1, "at most"),
        (pool.min_headcount, -1, "at least"),
    ):
        if limit is None:
            continue
        for t in asked.periods:
            most = value_on(limit, days[t])
            if side * (most - heads[t]) < 1 - TRACE:
                there = f"{number(heads[t])} there on {day(days[t])}"
                what = f"{word} {counted(most, 'head')}, {there}"
                yield bind(asked, Rule.HEADCOUNT_LIMITS, what, days[t])
                break


BY_KIND: dict[str, Callable[[Asked, Index], Iterator[Binds]]] = {
    "hire": _hire,
    "release": _release,
    "contract": contract,
    "conversion": contract,
    "end_running": end_running,
    "hours": hours,
}
