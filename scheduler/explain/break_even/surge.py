"""How long a surge must last before hiring pays.

Hiring pays where plans that hire more than today's does, and more than replaces those who leave in the added
periods (whole heads, at the plan's mean), are cheaper than plans that do not. Both sides are solved with the
surge longer: one free, one with `max_hires` in the policy.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduler.explain.asking import Asking
from scheduler.explain.break_even.known import Known, ask_long, exact
from scheduler.explain.break_even.longer import MOST_PERIODS, longer, periods_of
from scheduler.explain.break_even.programs import relaxed_cost
from scheduler.explain.break_even.search import first_true
from scheduler.explain.break_even.shape import BreakEven, Point
from scheduler.explain.break_even.words import surge_text
from scheduler.explain.edits import with_fields
from scheduler.plan import Plan
from scheduler.problem import Problem, Span
from scheduler.words import day

YEAR = {"week": 52, "month": 12, "quarter": 4, "year": 2}  # periods by which a surge is made longer at most
COARSE = 13  # lengths at which fractions are looked at
TRACE = 0.01


@dataclass
class Lengths:
    """What has been solved with the surge so many periods longer: free, and without more hires."""

    asking: Asking
    span: Span
    solved: dict[int, tuple[Known, Known]] = field(default_factory=dict)

    def pays(self, more: int) -> bool | None:
        """Whether hiring pays; None where it cannot be told."""
        if more not in self.solved:
            held = ask_long(self.asking, self.held(more))
            free = None if held is None else ask_long(self.asking, self.free(more), held.plan)
            if held is None or free is None:
                return None
            self.solved[more] = free, held
        free, held = self.solved[more]
        if free.beats(held):
            return True
        return False if free.no_better(held) and not free.impossible else None

    def seems(self, more: int) -> bool:
        """Whether fractions of heads would save what is likely to be told."""
        cost = relaxed_cost(self.asking, self.free(more))
        saved = relaxed_cost(self.asking, self.held(more)) - cost
        return saved > TRACE + self._gap * cost

    @property
    def _gap(self) -> float:
        """The gap that both sides together will hardly pass."""
        found = self.asking.about.result.gap
        return 0.0 if found is not None and found <= 1e-6 else 1.5 * self.asking.gap

    def free(self, more: int) -> Problem:
        """The problem with the surge longer."""
        return longer(self.asking.about.problem, self.span, more)

    def held(self, more: int) -> Problem:
        """The same without more hires."""
        free = self.free(more)
        most = hires_without(self.asking.about.plan, more)
        own = free.policy.max_hires
        return with_fields(free, "policy", max_hires=most if own is None else min(own, most))


def hires_without(plan: Plan, more: int) -> float:
    """The plan's hires, and those that replace who leaves in so many more periods."""
    hired = sum(action.heads for action in plan.actions if action.kind == "hire")
    leavers = sum(sum(ledger.leavers) for ledger in plan.pools.values())
    return float(hired + round(leavers / (len(plan.first_days) - 1) * more))


def surge_answer(span: Span, asking: Asking) -> BreakEven:
    """How many periods the surge of this span must last before hiring pays."""
    problem = asking.about.problem
    calendar, lasts = problem.forecast.calendar, len(periods_of(problem, span))
    most = max(0, min(YEAR[calendar.unit], MOST_PERIODS - calendar.periods))
    lengths = Lengths(asking, span)
    step = max(1, most // COARSE)
    seems = first_true(0, most // step, lambda steps: lengths.seems(steps * step), asking)[1]
    guess = most if seems is None else seems * step
    low, high = first_true(-1, most, lengths.pays, asking, guess, None if exact(asking) else 1)
    if high is None and not exact(asking) and guess < most:
        high = first_true(guess, most, lengths.pays, asking, min(most, guess + 2 * step), 1)[1]
    saving = None if high is None else lengths.solved[high][0].saving(lengths.solved[high][1])
    return BreakEven(
        kind="surge",
        subject=f"{span.since} to {span.until}",
        unit=f"{calendar.unit}s",
        now=lasts,
        low=None if low is None else lasts + low,
        high=None if high is None else lasts + high,
        points=tuple(
            Point(at=lasts + more, saving=free.saving(held))
            for more, (free, held) in sorted(lengths.solved.items())
        ),
        text=surge_text(
            f"{day(span.since)} to {day(span.until)}",
            "hiring more, in place of contracting," if problem.rate_card.offers else "hiring more",
            calendar.unit,
            lasts,
            None if low is None else lasts + low,
            None if high is None else lasts + high,
            saving,
            lasts + most,
        ),
    )
