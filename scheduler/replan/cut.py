"""Where an earlier plan is cut: what lies before it has happened, what was decided before it stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from scheduler.errors import Fault, InvalidProblem
from scheduler.model.index import Index
from scheduler.plan import Action, Plan
from scheduler.problem import Problem
from scheduler.problem.timeline import Timeline, previous_working_day


@dataclass
class Cut:
    """`before`: the problem the plan was made from; `period`: its first period that is planned anew.

    `end`: where the new plan ends. `assumed` collects what is taken for granted on the way, in the order in
    which it comes up.
    """

    before: Problem
    plan: Plan
    as_of: date
    period: int
    end: date
    assumed: list[str] = field(default_factory=list)

    @cached_property
    def index(self) -> Index:
        """The earlier problem in periods."""
        return Index(self.before)

    @cached_property
    def timeline(self) -> Timeline:
        return self.index.timeline

    @property
    def start(self) -> date:
        """The first day that is planned anew."""
        return self.timeline.first_day(self.period)

    @property
    def ends_as_before(self) -> bool:
        """Whether the new plan ends with the earlier one."""
        return self.end == self.timeline.end

    def period_of(self, day: date) -> int:
        """The period of the earlier calendar in which a day lies; negative before its start."""
        period = self.timeline.at_or_after(day)
        while self.timeline.first_day(period) > day:
            period -= 1
        return period

    def is_decided(self, decide_by: date | None) -> bool:
        """Whether something had to be decided before `as_of`."""
        return decide_by is not None and decide_by < previous_working_day(self.as_of)

    def has_begun(self, action: Action) -> bool:
        """Whether it has happened, or is certain to happen because it is decided."""
        return action.start < self.start or self.is_decided(action.decide_by)

    @cached_property
    def pinned(self) -> tuple[Action, ...]:
        """What is decided and still to come."""
        return tuple(a for a in self.plan.actions if a.start >= self.start and self.has_begun(a))

    def pins(self, kind: str, owner: str) -> Iterator[Action]:
        """What of one kind and owner is decided and still to come."""
        return (each for each in self.pinned if (each.kind, each.owner) == (kind, owner))

    def assume(self, text: str) -> None:
        """Notes an assumption once."""
        if text not in self.assumed:
            self.assumed.append(text)


def cut_at(problem: Problem, plan: Plan, as_of: date, before: Problem) -> Cut:
    """The cut for a problem: at its calendar's start, or at the first period from `as_of` on.

    Raises InvalidProblem when plan, calendars and `as_of` do not belong together.
    """
    calendar, earlier = problem.forecast.calendar, before.forecast.calendar
    timeline = Timeline(earlier)
    if plan.first_days != tuple(timeline.first_day(t) for t in range(earlier.periods + 1)):
        raise _refused("baseline", "its periods are not those of the problem it was made from",
                       "give the problem that the earlier plan was made from")  # fmt: skip
    if as_of < timeline.as_of:
        raise _refused("as_of", f"{as_of} is before {timeline.as_of}, when the earlier plan was made",
                       "give a later day")  # fmt: skip
    if calendar.unit != earlier.unit:
        found = f"{calendar.unit}s, where the earlier plan has {earlier.unit}s"
        raise _refused("forecast#/calendar/unit", found, f"give a forecast by {earlier.unit}s")
    if calendar.start == earlier.start:
        period = timeline.at_or_after(as_of)
        if period >= min(earlier.periods, calendar.periods):
            raise _refused("as_of", f"no period of the earlier plan begins on or after {as_of}",
                           "give an earlier day, or a forecast that goes on")  # fmt: skip
        if timeline.first_day(period).day != earlier.start.day and earlier.unit != "week":
            found = f"{earlier.unit}s that begin on day {earlier.start.day}, which not every month has"
            raise _refused("forecast#/calendar/start", found, "begin on one of the first 28 days")
        return Cut(before, plan, as_of, period, Timeline(calendar).end)
    if (calendar.unit, calendar.start) not in {(earlier.unit, day) for day in plan.first_days[:-1]}:
        raise _refused("forecast#/calendar/start", f"{calendar.start} is no first day of the earlier plan",
                       f"begin on the first day of one of its {earlier.unit}s")  # fmt: skip
    if as_of > calendar.start:
        raise _refused("as_of", f"{as_of} is after the calendar's start, {calendar.start}",
                       "give a day on or before it, or a forecast that begins later")  # fmt: skip
    return Cut(before, plan, as_of, plan.first_days.index(calendar.start), Timeline(calendar).end)


def _refused(place: str, found: str, fix: str) -> InvalidProblem:
    return InvalidProblem([Fault("replan", place, found, fix)])
