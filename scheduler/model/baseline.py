"""An earlier plan, laid on the periods of this one."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.plan import Action, Plan
from scheduler.problem.timeline import Timeline

STARTS = {"hire": "hires", "release": "releases", "move": "moves", "contract": "starts",
          "conversion": "converting_starts", "end_running": "running_ends"}  # fmt: skip
ENDS = {"contract": "ends", "conversion": "converted"}


class Baseline:
    """Heads per period of every quantity and owner in an earlier plan's actions."""

    def __init__(self, plan: Plan, timeline: Timeline) -> None:
        self.plan = plan
        self._timeline = timeline
        self._heads: dict[tuple[str, str], Floats] = {}
        for action in plan.actions:
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
