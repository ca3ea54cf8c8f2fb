"""Actuals: what truly happened after a plan was made, as a table of facts, each with its day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from scheduler.problem.base import Key, Model


class What(StrEnum):
    """What a row of actuals counts. Heads are counted on a day, all else in the period of the day."""

    OWN_HEADS = "own heads"
    OWN_STARTS = "own starts"
    OWN_LEAVERS = "own leavers"
    CONTRACT_HEADS = "contract heads"
    CONTRACT_STARTS = "contract starts"
    CONTRACT_LEAVERS = "contract leavers"
    HOURS_WORKED = "hours worked"
    HOURS_DELIVERED = "hours delivered"
    HOURS_REWORKED = "hours reworked"
    WORK_ASKED = "work asked"
    WORK_DONE = "work done"
    BACKLOG = "backlog"

    @property
    def of(self) -> str:
        """What its name names: a team, an offer or a workstream."""
        if self.value.startswith("own"):
            return "team"
        return "offer" if self.value.startswith(("contract", "hours")) else "workstream"


class Actual(Model):
    """One fact: so much of something, of this team, offer or workstream, on or from a day.

    `value` is heads or hours (0: it did not happen). Hours are hours of one period: `hours worked` on our
    work by an offer's people, `hours delivered` of good work (productive hours), `hours reworked` done again.
    `planned_for`: of contract starts, the day they were ordered for.
    """

    what: What
    name: Key
    on: date = Field(alias="date")
    value: Annotated[float, Field(ge=0, le=1e9)]
    planned_for: date | None = None

    @property
    def ordered_for(self) -> date:
        """The day they were ordered for, if no other is told the day they came."""
        return self.planned_for or self.on


class Actuals(Model):
    """All that is known of the past; what is not said went as planned."""

    rows: tuple[Actual, ...] = ()
