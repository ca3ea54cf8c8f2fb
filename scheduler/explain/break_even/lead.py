"""The lead at which a vendor stops being useful.

`low`: with this lead a plan that uses the vendor is surely cheaper than any without. `high`: with this lead
it surely saves nothing, because no plan in which one of its heads starts costs less than the best without.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduler.explain.asking import Asking
from scheduler.explain.break_even.known import Known, ask, ask_long, exact, known
from scheduler.explain.break_even.line_up import at_lead, closed, weeks_of
from scheduler.explain.break_even.programs import least_with, relaxed_cost
from scheduler.explain.break_even.search import first_true
from scheduler.explain.break_even.shape import BreakEven, Point
from scheduler.explain.break_even.words import lead_text, without_text
from scheduler.explain.interval import TRACE
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.timeline import Timeline

TRIES = 2  # leads that are solved, where a gap is left


@dataclass
class Leads:
    """What has been solved with the vendor coming so many weeks after it is ordered."""

    asking: Asking
    offers: tuple[str, ...]
    without: Known
    solved: dict[int, Known] = field(default_factory=dict)

    def problem(self, weeks: int) -> Problem:
        """The problem with that lead."""
        return at_lead(self.asking.about.problem, self.offers, weeks)

    def known(self, weeks: int, start: Plan | None = None) -> Known | None:
        """What is known with that lead; None where the time is over."""
        if weeks not in self.solved:
            found = ask(self.asking, self.problem(weeks), start, loosely=True)
            if found is None:
                return None
            self.solved[weeks] = found
        return self.solved[weeks]

    def not_sure(self, weeks: int) -> bool | None:
        """Whether it is no longer certain that the vendor saves something; None where it was not solved."""
        found = self.known(weeks)
        return None if found is None else not found.beats(self.without)

    def surely_useless(self, weeks: int) -> bool:
        """Whether fractions of heads prove that a plan in which one starts costs more than one without."""
        if too_late(self.asking.about.problem, weeks):
            return True
        return least_with(self.asking, self.problem(weeks), self.offers) >= self.without.high - TRACE

    def useless(self, weeks: int) -> bool | None:
        """Whether it is certain that the vendor saves nothing, from solving it."""
        found = self.known(weeks)
        if found is None:
            return None
        if found.no_better(self.without):
            return True
        return False if found.beats(self.without) else None

    def seems_lost(self, weeks: int) -> bool:
        """Whether fractions of heads would save too little to be told."""
        saved = self._relaxed_without - relaxed_cost(self.asking, self.problem(weeks))
        carried = self.without.high - self.without.low + self.asking.gap * self.without.high
        return saved <= carried

    @property
    def _relaxed_without(self) -> float:
        if self._relaxed is None:
            self._relaxed = relaxed_cost(self.asking, closed(self.asking.about.problem, self.offers))
        return self._relaxed

    _relaxed: float | None = None


def too_late(problem: Problem, weeks: int) -> bool:
    """Whether nobody with this lead can start within the horizon."""
    timeline = Timeline(problem.forecast.calendar)
    return timeline.earliest_start(f"{weeks}w") >= timeline.periods


def lead_answer(vendor: str, asking: Asking) -> BreakEven:
    """From which lead on a vendor of the plan is of no use."""
    problem = asking.about.problem
    offers = [each for each in problem.rate_card.offers if each.vendor == vendor]
    keys, now = tuple(each.key for each in offers), max(weeks_of(each.lead) for each in offers)
    without = ask_long(asking, closed(problem, keys))
    if without is None or without.plan is None:
        return _told(vendor, keys, now, None, None, None, without)
    leads = Leads(asking, keys, without, {now: known(asking.about.result)})
    far = now + 1
    while not too_late(problem, far):
        far += 1
    low, high = _range(leads, now, far)
    return _told(vendor, keys, now, low, high, leads, without)


def _range(leads: Leads, now: int, far: int) -> tuple[int | None, int | None]:
    """The last lead with which the vendor surely pays, and the first with which it surely does not."""
    asking = leads.asking
    tries = None if exact(asking) else TRIES
    lost = first_true(now, far, leads.seems_lost, asking)[1] or far
    first_true(now - 1, far, leads.not_sure, asking, lost - 1, tries)
    low = max((weeks for weeks, each in leads.solved.items() if each.beats(leads.without)), default=None)
    begin = now - 1 if low is None else low
    high = first_true(begin, far, leads.surely_useless, asking)[1]
    if exact(asking) and high is not None:
        high = first_true(begin, high - 1, leads.useless, asking)[1] or high
    elif high is not None and not too_late(asking.about.problem, high):
        seen = leads.known(high, leads.without.plan)
        high = None if seen is None or seen.beats(leads.without) else high
    return low, high


def _told(
    vendor: str,
    offers: tuple[str, ...],
    now: int,
    low: int | None,
    high: int | None,
    leads: Leads | None,
    without: Known | None,
) -> BreakEven:
    solved = sorted(leads.solved.items()) if leads else []
    return BreakEven(
        kind="lead",
        subject=vendor,
        offers=offers,
        unit="weeks",
        now=now,
        low=low,
        high=high,
        points=tuple(Point(at=weeks, saving=each.saving(without)) for weeks, each in solved if without),
        text=lead_text(vendor, now, low, high)
        if leads
        else without_text(vendor, without is not None and without.impossible),
    )
