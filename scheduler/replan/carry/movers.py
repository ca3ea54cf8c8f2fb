"""Own people who change team and are off work where an earlier plan is cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.model.index import People
from scheduler.problem import Arrival, Dated, Move
from scheduler.problem.base import Heads, Timed
from scheduler.problem.timeline import value_on
from scheduler.replan.cut import Cut
from scheduler.rules import Cost
from scheduler.words import counted, day

TRACE = 1e-9


@dataclass(frozen=True)
class Learning:
    """Heads off work on the payroll of the move's target, who begin to work in period `ready`."""

    move: Move
    heads: float
    ready: int

    @property
    def arriving(self) -> float:
        return self.heads * self.move.survival


def learning(cut: Cut, pool: str) -> Iterator[Learning]:
    """Who is on the way to a pool just before the cut."""
    return (each for each in _learning(cut) if each.move.target == pool)


def _learning(cut: Cut) -> Iterator[Learning]:
    for move in cut.before.workforce.moves:
        off = cut.timeline.length(move.duration)
        for began in range(max(0, cut.period - off), cut.period):
            heads = cut.plan.moves[move.key].heads[began]
            if heads > TRACE:
                yield Learning(move, heads, began + off)


def arrivals(cut: Cut, pool: str) -> Iterator[Arrival]:
    """Who of them arrives from the cut on: they have learnt the work."""
    for each in learning(cut, pool):
        on = cut.timeline.first_day(each.ready)
        yield Arrival(on=on, heads=each.arriving, experienced=True)
        cut.assume(
            f"{pool}: {counted(each.heads, 'head')} who learn for it until {day(on)} "
            "are counted from then on; their pay until then is decided"
        )


def less_learning(cut: Cut, limit: Timed[float] | None, pool: str | None = None) -> Timed[float] | None:
    """A limit on heads less who learns for a pool (or any): on its payroll, and not among its heads."""
    away = [each for each in _learning(cut) if pool in (None, each.move.target)]
    if limit is None or not away:
        return limit
    changes = {each.since for each in limit if each.since} if isinstance(limit, tuple) else set[date]()
    days = {cut.start, *changes, *(cut.timeline.first_day(each.ready) for each in away)}
    return tuple(
        Dated[Heads](since=on if place else None, value=max(0.0, value_on(limit, on) - _away(cut, away, on)))
        for place, on in enumerate(sorted(on for on in days if on >= cut.start))
    )


def _away(cut: Cut, learning: Iterable[Learning], on: date) -> float:
    return sum(each.heads for each in learning if cut.timeline.first_day(each.ready) > on)


def pay(cut: Cut, was: People) -> Iterator[tuple[Cost, int, float]]:
    """What those who learn for a pool cost from the cut on: the kind, the period, the amount."""
    for each in learning(cut, was.pool.key):
        for t in range(cut.period, min(each.ready, cut.timeline.periods)):
            wage, on_cost = float(was.pay[t]), float(was.loaded[t] - was.pay[t])
            yield Cost.SALARY, t, each.heads * wage
            yield Cost.ON_COST, t, each.heads * on_cost
            for part in was.pool.overheads:
                span = {"head": cut.index.clock.spans(part.per), "rate": wage}.get(part.basis, 0.0)
                yield Cost.POOL_OVERHEAD, t, each.heads * part.amount * span
