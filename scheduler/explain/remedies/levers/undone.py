"""Work a plan leaves undone, in words: hours, weeks, and the full-time people who would do them."""

from __future__ import annotations

from scheduler.explain.remedies.levers.words import number
from scheduler.plan import Plan
from scheduler.problem import Problem, Workstream
from scheduler.problem.timeline import Timeline

LEAST = 0.005  # hours


class Undone:
    """What of a workstream is left undone."""

    def __init__(self, work: Workstream, problem: Problem, timeline: Timeline) -> None:
        self._work, self._problem, self._timeline = work, problem, timeline

    def text(self, plan: Plan) -> str:
        """As "accept 120 hours of chat undone in weeks 9 to 12: 1.5 more FTE would do them"."""
        short = plan.workstreams[self._work.key].short
        there = [t for t, hours in enumerate(short) if hours > LEAST]
        if not there:
            return f"allow {self._work.key} to be left undone"
        fte = max(short[t] / self._hours(t) for t in there)
        people = f"{max(round(fte, 1), 0.1):.1f}"
        total = number(round(sum(short), 1))
        unit = self._problem.forecast.calendar.unit
        first, last = there[0] + 1, there[-1] + 1
        when = f"{unit} {first}" if first == last else f"{unit}s {first} to {last}"
        accept = f"accept {total} hours of {self._work.key} undone in {when}"
        return f"{accept}: up to {people} more FTE would do them"

    def _hours(self, period: int) -> float:
        calendar = self._problem.forecast.calendar
        hours = self._timeline.hours(period, calendar.fte_hours_per_week, calendar.country)
        return max(float(hours), 1e-9)
