"""The measures of a scorecard, each from a promise and the rows of actuals on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.problem.timeline import PER_YEAR, Timeline
from scheduler.replan.evidence import LEAST, told_apart
from scheduler.replan.promise import Promise
from scheduler.words import counted, hours_text, number

NOT_ENOUGH = "too little to tell"
AS_PROMISED = "as promised, as far as can be told"
Sums = dict[int, float]


@dataclass(frozen=True)
class Found:
    """A measure in the making: see `Measure`."""

    promised: float
    delivered: float
    count: int
    enough: bool
    differs: bool
    text: str


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
            found[self._period(row)] += row.value
        return {t: value for t, value in found.items() if t < self.timeline.periods}

    def heads(self, period: int) -> float:
        """Heads there in a period: the last count in it, else as planned."""
        counted = [row for row in self.rows(What.CONTRACT_HEADS) if self._period(row) == period]
        return max(counted, key=lambda row: row.on).value if counted else float(self.promise.heads[period])

    def promised_hours(self, period: int) -> float:
        """Hours on our work that those who are there (or were bought) should come to."""
        by_head = self.promise.terms.offer.unit == "heads"
        return float(self.promise.hours[period]) * (self.heads(period) if by_head else 1.0)

    def _period(self, row: Actual) -> int:
        period = self.timeline.at_or_after(row.on)
        return period if self.timeline.first_day(period) == row.on else period - 1


def hours(facts: Facts) -> Found | None:
    """Hours on our work; of output sold, hours delivered."""
    output = facts.promise.terms.offer.unit == "output"
    done = facts.sums(What.HOURS_DELIVERED if output else What.HOURS_WORKED)
    asked = {t: facts.promised_hours(t) for t in done}
    told = sorted(t for t in done if asked[t] > 0)
    if not told:
        return None
    promised, delivered = sum(asked[t] for t in told), sum(done[t] for t in told)
    text = f"{delivered:,.0f} of {hours_text(promised)} promised ({100 * delivered / promised:.0f} %)"
    return _found(facts, promised, delivered, [done[t] / asked[t] for t in told], 1.0, text)


def efficiency(facts: Facts) -> Found | None:
    """Output of an hour on our work, work that had to be done again included."""
    good, worked = facts.sums(What.HOURS_DELIVERED), facts.sums(What.HOURS_WORKED)
    again = facts.sums(What.HOURS_REWORKED)
    told = sorted(t for t in good.keys() & worked if worked[t] > 0)
    if not told or facts.promise.terms.offer.unit == "output":
        return None
    promised = sum(float(facts.promise.efficiency[t]) * worked[t] for t in told)
    delivered, total = sum(good[t] + again.get(t, 0.0) for t in told), sum(worked[t] for t in told)
    ratios = [(good[t] + again.get(t, 0.0)) / (worked[t] * float(facts.promise.efficiency[t])) for t in told
              if facts.promise.efficiency[t] > 0]  # fmt: skip
    text = f"{delivered / total:.2f} hours of work done in an hour, {promised / total:.2f} promised"
    return _found(facts, promised / total, delivered / total, ratios, 1.0, text)


def rework(facts: Facts) -> Found | None:
    """The share of the output that had to be done again."""
    again, good = facts.sums(What.HOURS_REWORKED), facts.sums(What.HOURS_DELIVERED)
    told = sorted(t for t in again.keys() & good if again[t] + good[t] > 0)
    if not told:
        return None
    promised = facts.promise.terms.offer.rework_share
    shares = [again[t] / (again[t] + good[t]) for t in told]
    delivered = sum(again[t] for t in told) / sum(again[t] + good[t] for t in told)
    text = f"{100 * delivered:.1f} % of the work had to be done again, {100 * promised:.1f} % promised"
    return _found(facts, promised, delivered, shares, promised, text)


def starts(facts: Facts) -> Found | None:
    """Days late, a head's average; orders of which nobody came count with the heads that came."""
    rows = [row for row in facts.rows(What.CONTRACT_STARTS) if row.planned_for is not None]
    came = [row for row in rows if row.value > 0]
    if not came:
        return None
    late = [float((row.on - row.planned_for).days) for row in came if row.planned_for]
    heads = sum(row.value for row in came)
    mean = sum(days * row.value for days, row in zip(late, came)) / heads
    on_time = sum(row.value for days, row in zip(late, came) if days <= 0)
    came_late = f"{counted(mean, 'day')} late on average"
    text = f"{number(on_time)} of {counted(heads, 'head')} came on time, {came_late}"
    return _found(facts, 0.0, mean, late, 0.0, text, counted(len(came), "order"))


def leavers(facts: Facts) -> Found | None:
    """The share of heads that left in a year before their contract was over."""
    gone = facts.sums(What.CONTRACT_LEAVERS)
    if not gone or facts.promise.terms.offer.unit != "heads":
        return None
    told = range(min(gone), max(gone) + 1)
    years = sum(facts.heads(t) for t in told) / PER_YEAR[facts.timeline.calendar.unit]
    if years <= 0:
        return None
    share = sum(gone.values()) / years
    rates = [gone.get(t, 0.0) / facts.heads(t) for t in told if facts.heads(t) > 0]
    text = f"{counted(sum(gone.values()), 'head')} left early, {100 * share:.0f} % in a year"
    return _found(facts, 0.0, share, rates, 0.0, text)


def _found(
    facts: Facts,
    promised: float,
    delivered: float,
    figures: list[float],
    expected: float,
    text: str,
    over: str = "",
) -> Found:
    """The measure with what can be told of it, in words."""
    count, unit = len(figures), facts.timeline.calendar.unit
    enough, differs = count >= LEAST, told_apart(figures, expected)
    over = over or counted(count, unit)
    verdict = "" if differs else f": {AS_PROMISED if enough else NOT_ENOUGH}"
    return Found(promised, delivered, count, enough, differs, f"{facts.offer}: {text} in {over}{verdict}.")
