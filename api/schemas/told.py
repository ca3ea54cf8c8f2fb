"""A plan as its report tells it, on the wire.

Money is in the plan's `currency`. Lists by period have one entry a period. What pay would show is null or
left out for keys without `pay`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from api.schemas.parts import Months

Unit = Literal["hour", "day", "week", "month", "quarter", "year"]


class Covered(BaseModel):
    """Hours asked for and never done; `worst`: first day of the period with the largest share short."""

    demand: float
    short: float
    share: float
    worst: date | None
    worst_share: float


class SkillLine(BaseModel):
    """A skill over the whole plan: hours, and the most people it takes in a period (`fte`: present, paid)."""

    skill: str
    demand: float
    short: float
    share: float
    most_waiting: float
    fte_net: float
    fte_gross: float
    surge: bool


class DecisionLine(BaseModel):
    """What is decided on one day for one owner. `verb` and `what` are words; `amount` is heads or hours.

    `cost` until the end of the plan. `ids`: the actions it holds.
    """

    decide_by: date
    kind: str
    verb: str
    what: str
    who: str
    vendor: str | None
    amount: str
    heads: float | None
    hours: float | None
    start: date
    end: date | None
    dates: str
    cost: float | None
    ids: list[str]


class BarLine(BaseModel):
    """Somebody who comes, goes or is there. `supplier`: own, or the vendor. `instant`: on one day."""

    who: str
    text: str
    heads: float
    kind: Literal["hire", "release", "move", "contract", "conversion", "running"]
    supplier: str
    start: date
    end: date
    open_end: bool
    instant: bool


class CostStep(BaseModel):
    """A part of the cost; all steps add up to it. `hidden`: what no quoted rate and no pay names."""

    name: str
    group: Literal["own people", "contractors", "penalties"]
    amount: float
    hidden: bool
    text: str


class RuleLine(BaseModel):
    """A rule that was checked."""

    name: str
    meaning: str


class PlanSummary(BaseModel):
    """A plan in words and figures: the same words as in its report.

    `year` need not be written in dates. `vendors`: those told apart, in the order of the rate card; others
    are "other vendors". `next`: what to decide first, in a sentence. `note`: what this key is not shown.
    """

    plan: str
    headline: str
    how_good: str
    next: str | None
    note: str | None
    currency: str
    unit: str
    year: int
    first_days: list[date]
    pay_shown: bool
    cost: float | None
    cash: float | None
    penalties: float | None
    bound: float | None
    gap: float | None
    seconds: float
    stop_reason: str
    vendors: list[str]
    coverage: Covered
    skills: list[SkillLine]
    decisions: list[DecisionLine]
    timeline: list[BarLine]
    steps: list[CostStep] = Field(description="empty where the total may not be told")
    months: Months = Field(description="without pay, what pay does not set")
    rules: list[RuleLine]
    warnings: list[str]
    assumptions: list[str]
    versions: dict[str, str]


class Supply(BaseModel):
    """Productive hours of a class of supply: own, overtime, or a vendor.

    `running`: of contracts that ran when the plan began; what they deliver is their share by heads.
    """

    name: str
    running: bool
    hours: list[float]


class Span(BaseModel):
    """From the first day to the day after the last."""

    since: date
    until: date


class Capacity(BaseModel):
    """Supply and demand of one skill, or of all together; `delivered` hours add up over `supply`."""

    plan: str
    skill: str | None
    unit: str
    first_days: list[date]
    demand: list[float]
    supply: list[Supply]
    short: list[float]
    waiting: list[float]
    ahead: list[float]
    fte_net: list[float]
    fte_gross: list[float]
    surges: list[Span]
    text: str
