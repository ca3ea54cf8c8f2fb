"""Plans carried on from a later day, and what truly happened, on the wire."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from api.schemas.parts import Compared, Remark
from api.schemas.plans import Effort, Key, Wire
from scheduler.plan import Action
from scheduler.problem import Forecast, Policy, RateCard, Workforce
from scheduler.problem.actuals import Actuals


class ReplanRequest(Wire):
    """An earlier plan carried on from `as_of`; documents that are not named are those it was made from.

    `actuals`: what truly happened; absent, what was put at the plan; without that, all went as planned.
    """

    as_of: date
    forecast: Key | Forecast | None = None
    workforce: Key | Workforce | None = None
    rate_card: Key | RateCard | None = None
    policy: Key | Policy | None = None
    actuals: Actuals | None = None
    effort: Effort = Effort()


class Barrier(BaseModel):
    """What stands in the way of any plan. No action: what is frozen, work handed on, or heads by actuals."""

    action: Action | None
    text: str


class Replanned(BaseModel):
    """What carrying a plan on came to. `difference`: from keeping every open decision to the new plan.

    `changed`: whether anything is to be decided otherwise. `pinned`: what is decided and still to come.
    `text` and `assumptions` are left out where they would tell pay.
    """

    plan: str
    of: str
    as_of: date
    pay_shown: bool
    changed: bool
    text: str | None
    pinned: list[Action]
    blocking: list[Barrier]
    assumptions: list[str]
    difference: Compared | None


class ActualsKept(BaseModel):
    """What was put at a plan. `changed`: false for what was there already."""

    plan: str
    rows: int
    changed: bool
    notes: list[Remark]
