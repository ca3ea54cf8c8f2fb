"""What a replanned plan is worked out from, as it is stored beside it."""

from __future__ import annotations

from datetime import date

from scheduler.plan import Action, Plan
from scheduler.problem import Problem
from scheduler.problem.actuals import Actuals
from scheduler.problem.base import Model


class Given(Model):
    """What `scheduler.replan.replan` is asked with, and what of it is known before anything is solved.

    `plan`: the earlier one, made from `before`; `problem`: what is to come. `baseline`: what of the earlier
    plan is still to decide, in terms of the problem that is stored with the new plan. `pinned`: what is
    decided and still to come. `assumed`: what was taken for granted; it may tell pay.
    """

    problem: Problem
    before: Problem
    plan: Plan
    as_of: date
    actuals: Actuals | None
    baseline: Plan
    pinned: tuple[Action, ...]
    assumed: tuple[str, ...]
