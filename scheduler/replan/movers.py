"""Own people who change team and are off work where an earlier plan is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.model.index import People
from scheduler.problem import Arrival, Move
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
    for move in cut.before.workforce.moves:
        off = cut.timeline.length(move.duration)
        for began in range(max(0, cut.period - off), cut.period) if move.target == pool else ():
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
