"""Plans on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType

from scheduler.plan import Plan
from scheduler.problem import Forecast, Policy, RateCard, Workforce

Key = TypeAliasType(  # a shape with a name of its own: what generators make of unions needs one
    "Key",
    Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@-]*$")],
)


class Wire(BaseModel):
    """A body that takes no field it does not know and no number that is text."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Effort(Wire):
    """How long to search and how near to the cheapest possible is near enough."""

    time_limit: Annotated[float, Field(gt=0, le=86_400, description="seconds")] = 60.0
    gap: Annotated[float, Field(ge=0, lt=1, description="a fraction of the cost")] = 1e-3
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class PlanRequest(Wire):
    """What to plan: each document by the key it is stored under, or as it is."""

    series: Key
    forecast: Key | Forecast
    workforce: Key | Workforce = Field(default_factory=Workforce)
    rate_card: Key | RateCard = Field(default_factory=RateCard)
    policy: Key | Policy = Field(default_factory=Policy)
    baseline: Literal["adopted"] | None = None
    effort: Effort = Effort()
    compare: Annotated[bool, Field(description="also work out what other ways would cost")] = False


class Used(BaseModel):
    """A document a plan was made from; without key and version it came with the request.

    A workforce's `hash` is for those alone who may see pay: a single salary could be guessed from it.
    """

    key: str | None = None
    version: int | None = None
    hash: str | None = None


class Beside(BaseModel):
    """The plan that another stands beside: an alternative to it, what carries it on from a later day, or what
    it would be with other numbers (`variant`), under a `name`.

    `text` is left out where it would tell pay.
    """

    of: str
    relation: Literal["alternative", "replan", "variant"]
    character: str | None = None
    as_of: date | None = None
    name: str | None = None
    text: str | None = None


class PlanState(BaseModel):
    """Where a plan is, and what is known of it. Money in the forecast's currency; `gap` a fraction.

    `inputs`: of a plan that carries another on, the documents that say what was to come.
    """

    id: str
    series: str
    state: Literal["queued", "running", "finished", "failed", "cancelled"]
    outcome: str | None = None
    stop_reason: str | None = None
    cost: float | None = None
    bound: float | None = None
    gap: float | None = None
    seconds: float | None = None
    error: dict[str, Any] | None = None
    inputs: dict[str, Used]
    effort: Effort
    baseline: str | None = None
    created: datetime
    started: datetime | None = None
    finished: datetime | None = None
    adopted: datetime | None = None
    beside: Beside | None = None


class PlanLine(PlanState):
    """A plan in a list, with what its money is in and the name of the key that asked for it."""

    currency: str
    asked_by: str | None = None


class PlanPage(BaseModel):
    """Plans, newest first; `next` is the cursor of the page after this, absent on the last."""

    plans: list[PlanLine]
    next: str | None = None


class CheckRequest(Wire):
    """A plan of anybody's to be judged, and what it is a plan for: each document by its key or as it is."""

    forecast: Key | Forecast
    workforce: Key | Workforce = Field(default_factory=Workforce)
    rate_card: Key | RateCard = Field(default_factory=RateCard)
    policy: Key | Policy = Field(default_factory=Policy)
    plan: Plan
    baseline: Plan | None = None
