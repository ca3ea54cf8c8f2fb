"""An earlier plan, laid on the periods of this one."""

from __future__ import annotations

import numpy as np

from scheduler.errors import Notice
from scheduler.model.arrays import Floats
from scheduler.plan import Action, Plan
from scheduler.problem import Problem
from scheduler.problem.timeline import Timeline, previous_working_day

STARTS = {"hire": "hires", "release": "releases", "move": "moves", "contract": "starts",
          "conversion": "converting_starts", "end_running": "running_ends"}  # fmt: skip
ENDS = {"contract": "ends", "conversion": "converted"}


def open_actions(plan: Plan, timeline: Timeline) -> list[Action]:
    """Actions of an earlier plan that need not have been decided before `as_of`."""
    today = previous_working_day(timeline.as_of)
    return [action for action in plan.actions if action.decide_by >= today]


class Baseline:
    """Heads per period of every quantity and owner in an earlier plan's actions.

    What had to be decided before `as_of` is left out: it is no decision any more, but among those
    arriving, leaving, or under contract.
    """

    def __init__(self, plan: Plan, timeline: Timeline) -> None:
        self.plan = plan
        self._timeline = timeline
        self._heads: dict[tuple[str, str], Floats] = {}
        for action in open_actions(plan, timeline):
            self._add(action)

    def heads(self, quantity: str, owner: str) -> Floats:
        """Heads by period, zero where the earlier plan has none. Shape (T,)."""
        return self._heads.get((quantity, owner), np.zeros(self._timeline.periods))

    def _add(self, action: Action) -> None:
        events = [(STARTS[action.kind], action.start)]
        if action.kind in ENDS and action.end is not None:
            events.append((ENDS[action.kind], action.end))
        for quantity, day in events:
            t = self._timeline.at_or_after(day)
            if t < self._timeline.periods and day >= self._timeline.calendar.start:
                row = self._heads.setdefault((quantity, action.owner), np.zeros(self._timeline.periods))
                row[t] += action.heads


def left_out(problem: Problem, plan: Plan) -> list[Notice]:
    """What of an earlier plan says nothing about this problem: decided already, or its owner is gone."""
    timeline = Timeline(problem.forecast.calendar)
    still_open = open_actions(plan, timeline)
    decided = len(plan.actions) - len(still_open)
    card, workforce = problem.rate_card, problem.workforce
    known = {pool.key for pool in workforce.pools} | {move.key for move in workforce.moves}
    known |= {offer.key for offer in card.offers} | {lot.key for lot in card.running}
    gone = sorted({action.owner for action in still_open if action.owner not in known})
    notices = []
    if decided:
        text = (
            f"{decided} actions had to be decided before {timeline.as_of}; "
            "enter those that were among arriving, leaving and running contracts"
        )
        notices.append(Notice("baseline_decided", "baseline", text))
    if gone:
        text = f"actions of {', '.join(gone)} are left out: not in this problem any more"
        notices.append(Notice("baseline_gone", "baseline", text))
    return notices
