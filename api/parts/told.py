"""A summary for readers who may not see pay: what reports make of it names no price that pay sets."""

from __future__ import annotations

from functools import cached_property

from api.parts.pay import LEAST, Seen
from scheduler.report.headline import headline, what_to_do
from scheduler.report.summary import Summary
from scheduler.report.suppliers import TrueCost, contractor_costs
from scheduler.report.unused import Unused, nobody_hired, not_used
from scheduler.report.view import PlanView
from scheduler.report.why import why

WITHOUT_PRICES = ("no_work", "no_access", "too_late")
"""Reasons for not being used that compare no prices: own people's hours are in most true prices."""
NOTE = (
    "Made for a reader without pay: what own people cost, with all that their pay sets a price on, is one "
    "sum. Its kinds, teams, periods and months are left out, and so is what an hour really costs and who "
    "is not used for its price."
)
FEW = f" The workforce counts fewer than {LEAST} people, so that sum and the total are left out too."
SUM = "own people, and what their pay sets a price on"


class Told(Summary):
    """The summary of what such a reader sees."""

    @cached_property
    def headline(self) -> str:
        if self.result.cost is None:
            return what_to_do(self.view)
        return headline(self.problem, self.result)

    @cached_property
    def own(self) -> list[TrueCost]:
        return []

    @cached_property
    def contractors(self) -> list[TrueCost]:
        return []

    @cached_property
    def unused(self) -> list[Unused]:
        found = not_used(self.view, contractor_costs(self.view))
        return [each for each in found if each.code in WITHOUT_PRICES] + nobody_hired(self.view)


def told(seen: Seen) -> Told:
    """The summary of a plan seen without pay."""
    assert seen.result.plan is not None
    said = None if seen.explanation is None else why(seen.explanation, pay=False)
    return Told(seen.problem, seen.result, PlanView(seen.problem, seen.result.plan), seen.others, said)


def note(seen: Seen) -> str:
    """What is left out, in words."""
    return NOTE + (FEW if seen.in_house is None else "")
