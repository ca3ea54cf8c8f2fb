"""Contract heads of one offer as they truly were: who came for which contract, who was counted, who left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scheduler.problem import Running
from scheduler.problem.actuals import Actual
from scheduler.replan.cut import Cut
from scheduler.words import counted, day, number, way

TRACE = 1e-9


@dataclass
class Attendance:
    """`lots`: contracts of the offer; the first `running` run or are signed at the cut, the others ended."""

    cut: Cut
    offer: str
    lots: list[Running]
    running: int

    def came(self, ordered: int, rows: list[Actual]) -> None:
        """Who came for the contracts of a period; missing are those who were to stay longest."""
        mine = [place for place, lot in enumerate(self.lots) if self.cut.period_of(lot.started) == ordered]
        mine.sort(key=lambda place: self.lots[place].latest_end or date.max)
        heads, planned = sum(row.value for row in rows), sum(self.lots[place].heads for place in mine)
        known = [self.lots[place].key for place in mine if place < self.running]
        if known and heads < planned - TRACE:
            missing = f"{number(planned - heads)} of {counted(planned, 'head')}"
            self.cut.assume(f"{known[-1]}: {missing} did not come: not counted on")
        latest = max((row.on for row in rows if row.value), default=None)
        for place in mine:
            lot = self.lots[place]
            there = heads if place == mine[-1] else min(heads, lot.heads)
            heads -= there
            update = {"heads": there, "started": latest or lot.started}
            self.lots[place] = lot.model_copy(update=update)

    def counted(self, period: int, row: Actual) -> None:
        """Heads there on a day: more than planned are on the youngest contract, fewer on the oldest."""
        self._differ(period, row, row.value - sum(self.lots[place].heads for place in self._there(period)))

    def left(self, period: int, row: Actual) -> None:
        """Heads who left, of the oldest contracts."""
        self._differ(period, row, -row.value)

    def _differ(self, period: int, row: Actual, by: float) -> None:
        there, past = self._there(period), 0.0
        for place in reversed(there) if by > 0 else there:
            lot = self.lots[place]
            heads = max(0.0, lot.heads + by)
            by -= heads - lot.heads
            past += heads - lot.heads if place >= self.running else 0.0
            self.lots[place] = lot.model_copy(update={"heads": heads})
        self._tell(row, past, "on contracts that have ended since")
        self._tell(row, by, "on no contract: not counted on")

    def _tell(self, row: Actual, by: float, where: str) -> None:
        if abs(by) > TRACE:
            heads, were = counted(abs(by), "head"), "was" if abs(by) == 1 else "were"
            self.cut.assume(f"{self.offer}: on {day(row.on)} {heads} {way(by)} than planned {were} {where}")

    def _there(self, period: int) -> list[int]:
        """Contracts that began before the cut and are there in a period, the oldest first."""
        there = [place for place, lot in enumerate(self.lots) if self._is_there(lot, period)]
        return sorted(there, key=lambda place: self.lots[place].started)

    def _is_there(self, lot: Running, period: int) -> bool:
        begun = lot.started < self.cut.start and self.cut.period_of(lot.started) <= period
        return begun and (lot.latest_end is None or period < self.cut.timeline.at_or_after(lot.latest_end))
