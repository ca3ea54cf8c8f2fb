"""Work a plan leaves undone, in words: hours, weeks, and the full-time people who would do them."""

from __future__ import annotations

from math import ceil

from scheduler.explain.remedies.levers.words import count
from scheduler.plan import Plan
from scheduler.problem import Problem, Workstream
from scheduler.problem.timeline import Timeline
from scheduler.words import exact

LEAST = 0.005  # hours


class Undone:
    """What of a workstream is left undone."""

    def __init__(self, work: Workstream, problem: Problem, timeline: Timeline) -> None:
        self._work, self._problem, self._timeline = work, problem, timeline

    def text(self, plan: Plan) -> str:
        """As "accept 120 hours of chat undone in weeks 9 to 12 (the work of up to 1.5 FTE)"."""
        short = plan.workstreams[self._work.key].short
        there = [t for t, hours in enumerate(short) if hours > LEAST]
        if not there:
            return f"allow {self._work.key} to be left undone"
        fte = max(short[t] / self._hours(t) for t in there)
        people = exact(ceil(10 * fte - 1e-6) / 10)
        total = count(round(sum(short), 1), "hour")
        unit = self._problem.forecast.calendar.unit
        first, last = there[0] + 1, there[-1] + 1
        when = f"{unit} {first}" if first == last else f"{unit}s {first} to {last}"
        return f"accept {total} of {self._work.key} undone in {when} (the work of up to {people} FTE)"

    def _hours(self, period: int) -> float:
        calendar = self._problem.forecast.calendar
        hours = self._timeline.hours(period, calendar.fte_hours_per_week, calendar.country)
        return max(float(hours), 1e-9)
