"""What has happened before the cut: as planned, or as it truly was where actuals say so."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.model.index import People
from scheduler.problem import Running
from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan.cut import Cut
from scheduler.words import counted, number

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
            return max(0.0, hours + planned[last] - planned[period])
        asked = self._replaced(list(ledger.demand[: cut.period]), What.WORK_ASKED, key)
        done = self._replaced(list(ledger.delivered[: cut.period]), What.WORK_DONE, key)
        more = sum(asked) - sum(ledger.demand[: cut.period])
        less = sum(ledger.delivered[: cut.period]) - sum(done)
        return max(0.0, planned[last] + more + less) if work.delay else 0.0

    def lots(self, lots: tuple[Running, ...]) -> tuple[Running, ...]:
        """Running contracts with the heads that truly came and are still there."""
        found = list(lots)
        for offer in dict.fromkeys(lot.offer for lot in lots):
            found = self._started(offer, found)
            since: int | None = None
            for period, row in self.rows(What.CONTRACT_HEADS, offer):
                there = sum(lot.heads for lot in found if lot.offer == offer and self._there(lot, period))
                found, since = self._changed(found, offer, row.value - there), period + 1
            gone = sum(row.value for _, row in self.rows(What.CONTRACT_LEAVERS, offer, since))
            found = self._changed(found, offer, -gone)
        return tuple(lot for lot in found if lot.heads > TRACE)

    def _started(self, offer: str, lots: list[Running]) -> list[Running]:
        """Contracts with the heads that came for them, from the day on which they came."""
        came: dict[int, list[Actual]] = {}
        for _, row in self.rows(What.CONTRACT_STARTS, offer):
            came.setdefault(self.cut.period_of(row.planned_for or row.on), []).append(row)
        found = []
        for lot in lots:
            rows = came.pop(self.cut.period_of(lot.started), None) if lot.offer == offer else None
            if rows is None:
                found.append(lot)
                continue
            heads = sum(row.value for row in rows)
            latest = max((row.on for row in rows if row.value), default=lot.started)
            found.append(lot.model_copy(update={"heads": heads, "started": latest}))
            if heads < lot.heads - TRACE:
                missing = f"{number(lot.heads - heads)} of {counted(lot.heads, 'head')}"
                self.cut.assume(f"{lot.key}: {missing} did not come: not counted on")
        return found

    def _changed(self, lots: list[Running], offer: str, by: float) -> list[Running]:
        """Heads fewer are taken from the oldest contracts, heads more added to the youngest."""
        mine = [
            place for place, lot in enumerate(lots) if lot.offer == offer and lot.started < self.cut.start
        ]
        mine.sort(key=lambda place: lots[place].started, reverse=by > 0)
        for place in mine:
            heads = max(0.0, lots[place].heads + by)
            by -= heads - lots[place].heads
            lots[place] = lots[place].model_copy(update={"heads": heads})
        return lots

    def _there(self, lot: Running, period: int) -> bool:
        return self.cut.period_of(lot.started) <= period

    def _replaced(self, planned: list[float], what: What, name: str) -> list[float]:
        """Sums by period in place of what was planned, in periods for which there is a row."""
        said: dict[int, float] = {}
        for period, row in self.rows(what, name):
            said[period] = said.get(period, 0.0) + row.value
        return [said.get(period, value) for period, value in enumerate(planned)]

    def _period(self, row: Actual) -> int:
        """The period of the past a row speaks of: the last one for what is counted on the day of the cut."""
        return min(self.cut.period_of(row.on), self.cut.period - 1)
