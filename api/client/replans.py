"""Plans carried on from a later day, what truly happened, what vendors' promises came to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from api.client.documents import TABLES, Content, body_of
from api.client.plans import Given, Plans, given, place_of_plan
from api.schemas.plans import PlanState
from scheduler.problem.actuals import Actuals

if TYPE_CHECKING:  # their shapes take a second to load
    from api.schemas.replans import ActualsKept, Replanned
    from scheduler.replan.scores.scorecard import Scorecard


class Replans(Plans):
    """What a client does once time has passed."""

    def replan(
        self,
        plan: str | PlanState,
        as_of: date,
        *,
        forecast: Given | None = None,
        workforce: Given | None = None,
        rate_card: Given | None = None,
        policy: Given | None = None,
        actuals: Given | None = None,
        time_limit: float | None = None,
        gap: float | None = None,
        seed: int | None = None,
        wait: float = 0.0,
        idempotency_key: str | None = None,
    ) -> PlanState:
        """Carries a plan on: what is decided by `as_of` stays, the rest is decided anew.

        Documents that are not named are those it was made from. `actuals`: what truly happened, as a model
        or its JSON; absent, what was put at the plan. The rest as of `plan`.
        """
        named = {"forecast": forecast, "workforce": workforce, "rate_card": rate_card, "policy": policy}
        effort = {"time_limit": time_limit, "gap": gap, "seed": seed}
        asked = {
            "as_of": as_of.isoformat(),
            "effort": {name: value for name, value in effort.items() if value is not None},
            **{
                name: given(each) for name, each in (named | {"actuals": actuals}).items() if each is not None
            },
        }
        return self._planned(place_of_plan(plan) + ":replan", asked, wait, idempotency_key)

    def replanned(self, plan: str | PlanState) -> Replanned:
        """What carrying a plan on came to: what is decided already, and what is to be decided otherwise."""
        from api.schemas.replans import Replanned

        return self._wire.read(Replanned, "GET", place_of_plan(plan) + "/replan")

    def put_actuals(self, plan: str | PlanState, table: Content) -> ActualsKept:
        """Says what truly happened, in place of what was said before: a model, its JSON, or a file.

        A file is a CSV table, a workbook with the sheet Actuals, or JSON.
        """
        from api.schemas.replans import ActualsKept

        body, media = body_of(table, TABLES)
        place = place_of_plan(plan) + "/actuals"
        return self._wire.read(ActualsKept, "PUT", place, body=body, headers={"Content-Type": media})

    def actuals(self, plan: str | PlanState) -> Actuals:
        """What was put at a plan."""
        return self._wire.read(Actuals, "GET", place_of_plan(plan) + "/actuals")

    def scorecard(self, plan: str | PlanState, table: Content | None = None) -> Scorecard:
        """What each vendor promised and what it delivered, by this table or by what was put at the plan."""
        from scheduler.replan.scores.scorecard import Scorecard

        place = place_of_plan(plan) + ":scorecard"
        if table is None:
            return self._wire.read(Scorecard, "POST", place, repeatable=True)
        body, media = body_of(table, TABLES)
        headers = {"Content-Type": media}
        return self._wire.read(Scorecard, "POST", place, body=body, headers=headers, repeatable=True)
