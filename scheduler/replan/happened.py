"""What has happened before the cut: as planned, or as it truly was where actuals say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.model.index import People
from scheduler.problem import Running
from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan.attendance import Attendance
from scheduler.replan.carry.ended import ended
from scheduler.replan.cut import Cut

TRACE = 1e-9


@dataclass
class Happened:
    """The past of one cut. Every figure is the plan's unless a row of the actuals replaces it."""

    cut: Cut
    actuals: Actuals

    def rows(self, what: What, name: str, since: int | None = None) -> list[tuple[int, Actual]]:
        """Rows with their periods, from a period on, in the order of their days."""
        found = [
            (self._period(row), row) for row in self.actuals.rows if (row.what, row.name) == (what, name)
        ]
        return sorted(
            (each for each in found if since is None or each[0] >= since), key=lambda each: each[1].on
        )

    def hires(self, was: People) -> list[float]:
        """Hires of a pool that began, by period before the cut."""
        planned = list(self.cut.plan.pools[was.pool.key].hires[: self.cut.period])
        return self._replaced(planned, What.OWN_STARTS, was.pool.key)

    def heads(self, was: People, before: int | None = None) -> float:
        """Heads of a pool just before a period (the cut): the last count, and what was planned since."""
        cut, key = self.cut, was.pool.key
        until = cut.period if before is None else before
        ledger = cut.plan.pools[key]
        planned = (was.pool.headcount, *ledger.heads)
        heads, since = planned[until], 0
        for period, row in self.rows(What.OWN_HEADS, key):
            if period < until:
                since = max(0, period + 1)
                heads = row.value + planned[until] - planned[since]
        for period in range(since, until):
            more = self.hires(was)[period] - ledger.hires[period]
            heads += more * float(was.survival[period, until - 1])
        left = self._replaced(list(ledger.leavers[: cut.period]), What.OWN_LEAVERS, key)
        heads -= sum(left[since:until]) - sum(ledger.leavers[since:until])
        return max(0.0, heads)

    def waiting(self, key: str) -> float:
        """Hours of a workstream that wait at the cut."""
        cut, ledger = self.cut, self.cut.plan.workstreams[key]
        work = next(each for each in cut.index.work if each.workstream.key == key)
        counted = [(period, row.value) for period, row in self.rows(What.BACKLOG, key)]
        if not cut.period:
            return counted[-1][1] if counted else work.workstream.opening
        planned, last = ledger.waiting, cut.period - 1
        if counted:
            period, hours = counted[-1]
            then = planned[period] if period >= 0 else work.workstream.opening
            return max(0.0, hours + planned[last] - then)
        asked = self._replaced(list(ledger.demand[: cut.period]), What.WORK_ASKED, key)
        done = self._replaced(list(ledger.delivered[: cut.period]), What.WORK_DONE, key)
        more = sum(asked) - sum(ledger.demand[: cut.period])
        less = sum(ledger.delivered[: cut.period]) - sum(done)
        return max(0.0, planned[last] + more + less) if work.delay else 0.0

    def lots(self, lots: tuple[Running, ...]) -> tuple[Running, ...]:
        """Running contracts with the heads that truly came and are still there."""
        over = tuple(ended(self.cut))
        offers = [lot.offer for lot in lots]
        offers += [row.name for row in self.actuals.rows if row.what is What.CONTRACT_HEADS]
        offers += [row.name for row in self.actuals.rows if row.what is What.CONTRACT_LEAVERS]
        found = {lot.key: lot for offer in dict.fromkeys(offers) for lot in self._of_offer(offer, lots, over)}
        return tuple(found[lot.key] for lot in lots if found[lot.key].heads > TRACE)

    def _of_offer(
        self, offer: str, lots: tuple[Running, ...], over: tuple[Running, ...]
    ) -> Iterable[Running]:
        """What runs of one offer at the cut, as its rows have it."""
        mine = [lot for lot in lots if lot.offer == offer]
        gone = [lot for lot in over if lot.offer == offer]
        there = Attendance(self.cut, offer, [*mine, *gone], len(mine))
        came: dict[int, list[Actual]] = {}
        for _, row in self.rows(What.CONTRACT_STARTS, offer):
            came.setdefault(self.cut.period_of(row.ordered_for), []).append(row)
        for ordered, rows in came.items():
            there.came(ordered, rows)
        since: int | None = None
        for period, row in self.rows(What.CONTRACT_HEADS, offer):
            there.counted(period, row)
            since = period + 1
        for period, row in self.rows(What.CONTRACT_LEAVERS, offer, since):
            there.left(period, row)
        return there.lots[: len(mine)]

    def _replaced(self, planned: list[float], what: What, name: str) -> list[float]:
        """Sums by period in place of what was planned, in periods for which there is a row."""
        said: dict[int, float] = {}
        for period, row in self.rows(what, name):
            said[period] = said.get(period, 0.0) + row.value
        return [said.get(period, value) for period, value in enumerate(planned)]

    def _period(self, row: Actual) -> int:
        """The period of the past a row speaks of: the last one for what is counted on the day of the cut."""
        return min(self.cut.period_of(row.on), self.cut.period - 1)
