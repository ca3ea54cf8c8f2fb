"""What the rows of actuals say of one offer: sums by period, who came for which order, who was there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.problem.timeline import Timeline
from scheduler.replan.scores.promise import Promise

Sums = dict[int, float]


@dataclass
class Facts:
    """What is known of one offer."""

    actuals: Actuals
    timeline: Timeline
    offer: str
    promise: Promise

    def rows(self, what: What) -> list[Actual]:
        """Rows on this offer."""
        return [row for row in self.actuals.rows if (row.what, row.name) == (what, self.offer)]

    def sums(self, what: What) -> Sums:
        """Values by period, for periods of the plan that have a row."""
        found: Sums = defaultdict(float)
        for row in self.rows(what):
            found[self._period(row.on)] += row.value
        return {t: value for t, value in found.items() if t < self.timeline.periods}

    def orders(self) -> dict[date, list[Actual]]:
        """Who came, by the day they were ordered for; of who came for no order nothing is said."""
        found: dict[date, list[Actual]] = defaultdict(list)
        for row in self.rows(What.CONTRACT_STARTS):
            if row.planned_for is not None:
                found[row.planned_for].append(row)
        return found

    def ordered(self, day: date) -> float:
        """Heads that were ordered for the period of a day."""
        period = self._period(day)
        order = self.promise.orders.get(period)
        return 0.0 if order is None else float(order[period])

    def heads(self, period: int) -> float:
        """Heads there in a period: the last count in it, else as planned less those who did not come."""
        counted = [row for row in self.rows(What.CONTRACT_HEADS) if self._period(row.on) == period]
        if counted:
            return max(counted, key=lambda row: row.on).value
        return max(0.0, float(self.promise.heads[period]) - self._missing(period))

    def promised_hours(self, period: int) -> float:
        """Hours on our work that those who are there (or were bought) should come to."""
        by_head = self.promise.terms.offer.unit == "heads"
        return float(self.promise.hours[period]) * (self.heads(period) if by_head else 1.0)

    def planned_output(self, period: int) -> float:
        """Productive hours the plan counted on, of those heads that are there."""
        planned = float(self.promise.heads[period])
        there = self.heads(period) / planned if planned > 0 else 1.0
        return float(self.promise.output[period]) * there

    def _missing(self, period: int) -> float:
        """Heads of the plan that are not there because they did not come, or not yet."""
        missing = 0.0
        for began, rows in self._came().items():
            order = self.promise.orders.get(began)
            if order is not None and order[period] > 0:
                there = sum(row.value * self._share_after(row.on, period) for row in rows)
                missing += float(order[period]) * (1 - there / float(order[began]))
        return missing

    def _came(self) -> dict[int, list[Actual]]:
        """Who came, by the period they were ordered for; without a day of order, by that of their coming."""
        found: dict[int, list[Actual]] = defaultdict(list)
        for row in self.rows(What.CONTRACT_STARTS):
            found[self._period(row.planned_for or row.on)].append(row)
        return found

    def _share_after(self, day: date, period: int) -> float:
        """The share of a period that lies after a day."""
        first, end = self.timeline.first_day(period), self.timeline.first_day(period + 1)
        return min(1.0, max(0.0, (end - day).days / (end - first).days))

    def _period(self, day: date) -> int:
        period = self.timeline.at_or_after(day)
        return period if self.timeline.first_day(period) == day else period - 1
