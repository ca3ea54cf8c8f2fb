"""A plan's problem with other numbers, on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, JsonValue

from api.errors import ErrorItem
from api.schemas.parts import Remark
from api.schemas.plans import Effort, Wire
from scheduler.explain.difference import DocumentChange
from scheduler.problem.base import Key

Name = Annotated[str, Field(min_length=1, max_length=120, pattern=r"\S")]


class MoreWork(Wire):
    """The work of a workstream (absent: of all) is `by` more, a share: 0.1 is 10 % more.

    `from` (included) and `to` (excluded) narrow it to periods that begin in that span.
    """

    workstream: Key | None = None
    by: Annotated[float, Field(ge=-1, le=10)]
    since: Annotated[date | None, Field(alias="from")] = None
    until: Annotated[date | None, Field(alias="to")] = None


class LongerSurge(Wire):
    """The surge of a workstream lasts so many periods longer; what came after it comes so much later."""

    workstream: Key
    periods: Annotated[int, Field(ge=1, le=520)]


class OtherRates(Wire):
    """What a vendor asks (absent: each) is `by` more, a share; contracts that run stay as they are."""

    vendor: Key | None = None
    by: Annotated[float, Field(ge=-1, le=10)]


class OtherField(Wire):
    """One field says `value`: of a row of `table` by its key, or by its place where rows have none.

    Without `table` it is a document's own. `field` is a path such as `hire/lead` or `max_heads/1/value`.
    `was`: what it must say before, else the change is refused; absent: whatever it says.
    """

    document: Literal["forecast", "workforce", "rate_card", "policy"]
    table: Annotated[str, Field(max_length=50)] | None = None
    row: Annotated[str, Field(max_length=200)] | None = None
    field: Annotated[str, Field(min_length=1, max_length=200)]
    was: JsonValue = None
    value: JsonValue


class Changes(Wire):
    """What is to be otherwise, carried out in this order; `closed`: vendors of whom nothing new is taken."""

    work: Annotated[list[MoreWork], Field(max_length=50)] = []
    surges: Annotated[list[LongerSurge], Field(max_length=20)] = []
    rates: Annotated[list[OtherRates], Field(max_length=50)] = []
    closed: Annotated[list[Key], Field(max_length=50)] = []
    fields: Annotated[list[OtherField], Field(max_length=500)] = []


class VaryRequest(Wire):
    """A plan's problem with other numbers, to be planned under a `name`; without `effort` with the plan's."""

    name: Name
    changes: Changes
    effort: Effort | None = None


class PlanProblem(BaseModel):
    """What a plan was made from. Without `pay_shown` there is no field of pay.

    Of a plan that carries another on there is then no budget: what is left of it says what was spent on own
    people.
    """

    plan: str
    pay_shown: bool
    forecast: dict[str, Any]
    workforce: dict[str, Any]
    rate_card: dict[str, Any]
    policy: dict[str, Any]


class Varied(BaseModel):
    """What changes would come to, in words; nothing is stored and nothing is planned.

    `inputs`: what the documents say otherwise. Not `valid`: `faults` say why there is nothing to plan.
    """

    plan: str
    pay_shown: bool
    valid: bool
    inputs: list[DocumentChange]
    faults: list[ErrorItem]
    warnings: list[Remark]
