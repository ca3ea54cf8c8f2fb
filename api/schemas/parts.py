"""Parts of a plan on the wire.

Money is in the plan's `currency`. Lists by period have one entry a period, of which `first_days` gives the
first days and, last, the day after the horizon. What pay would show is null for keys without `pay`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from api.errors import ErrorItem
from scheduler.explain.difference import ActionPair, DocumentChange, HeadsPair, KindPair, Pair, WorkPair
from scheduler.plan import (
    Action,
    Allocation,
    MoveLedger,
    OfferLedger,
    PoolLedger,
    RunningLedger,
    VendorLedger,
    WorkstreamLedger,
)


class ActionLine(BaseModel):
    """Something to decide, by `decide_by`; its end, where that is decided apart, by `end_decide_by`.

    `owner` is a pool, a move, an offer or a running contract; `role` the pool people join or leave. `hours`
    and no heads: hours or output ordered. `cost` until the end of the plan.
    """

    id: str
    kind: Literal["hire", "release", "move", "contract", "conversion", "end_running", "hours"]
    owner: str
    role: str | None
    skills: list[str]
    site: str | None
    vendor: str | None
    heads: float | None
    hours: float | None
    start: date
    end: date | None
    decide_by: date
    end_decide_by: date | None
    cost: float | None


class Actions(BaseModel):
    """Everything a plan decides, by decide-by date."""

    plan: str
    currency: str
    actions: list[ActionLine]


class Ledger(BaseModel):
    """Heads and hours by period."""

    plan: str
    unit: str
    first_days: list[date]
    pools: dict[str, PoolLedger]
    moves: dict[str, MoveLedger]
    offers: dict[str, OfferLedger]
    running: dict[str, RunningLedger]
    vendors: dict[str, VendorLedger]
    workstreams: dict[str, WorkstreamLedger]
    allocations: list[Allocation]


class CostOf(BaseModel):
    """A line of cost: amounts by period and `after` the horizon; `cash` is paid, the rest only steers."""

    kind: str
    owner: str
    part: str
    cash: bool
    amounts: list[float]
    after: float
    total: float


class MonthRow(BaseModel):
    """A kind of cost by calendar month, rounded so that rows and columns add up."""

    kind: str
    cash: bool
    amounts: list[float]
    after: float
    total: float


class Months(BaseModel):
    """Costs by calendar month; `months` are first days, periods are split by days."""

    months: list[date]
    rows: list[MonthRow]
    total: float


class Costs(BaseModel):
    """What a plan costs. With `pay_shown`, `lines` and `months` add up to `cost`.

    Without, they hold what pay does not set, and `in_house` is the one sum of all the rest: they and it
    add up to `cost`. Both are null where they would say what few people earn.
    """

    plan: str
    currency: str
    pay_shown: bool
    cost: float | None
    cash: float | None
    penalties: float | None
    in_house: float | None
    first_days: list[date]
    lines: list[CostOf]
    months: Months


class Breach(BaseModel):
    """A rule, cost line or sum that is not kept: where, in which period (from 0), and by how much."""

    rule: str
    owner: str
    period: int | None
    first_day: date | None
    amount: float
    text: str


class InTheWay(BaseModel):
    """A rule that stands in the way of any plan; `amount`: by how much it would have to give."""

    rule: str
    owner: str
    periods: list[int]
    amount: float | None
    text: str


class Check(BaseModel):
    """What the independent check said of a plan, or what stands in the way of any."""

    plan: str
    outcome: str
    stop_reason: str
    check: Literal["passed", "violated"] | None
    rules: int
    violations: list[Breach]
    conflicts: list[InTheWay]
    warnings: list[str]
    assumptions: list[str]


class Remark(BaseModel):
    """Something lawful but odd, or something assumed because it was not said."""

    code: str
    place: str
    text: str


class Judgement(BaseModel):
    """What is wrong with four documents taken together; nothing is stored."""

    valid: bool
    faults: list[ErrorItem]
    warnings: list[Remark]
    assumptions: list[Remark]


class Verdict(BaseModel):
    """Whether a plan keeps every rule and every sum is right.

    `pay_judged`: false for a key without `pay`, for which cost lines that pay sets are not looked at.
    """

    passed: bool
    rules: int
    pay_judged: bool
    violations: list[Breach]
    more: int


class PlanNews(BaseModel):
    """Where a search stands: the data of an event."""

    plan: str
    state: Literal["queued", "running", "finished", "failed", "cancelled"]
    outcome: str | None
    stop_reason: str | None
    cost: float | None
    bound: float | None
    gap: float | None
    updated: datetime


class Totals(BaseModel):
    """What two plans cost; null where pay of few would show."""

    cost: Pair | None
    cash: Pair | None
    penalties: Pair | None
    in_house: Pair | None


class Compared(BaseModel):
    """Two plans side by side; `before` is the first named, `after` the second.

    An action is the same when kind, owner, dates and heads are; changed when it has the same kind and
    owner and starts within its lead of the other. `heads` and `costs` hold what differs. `headline`: cost
    and coverage in a sentence, absent where the cost would tell pay; `sentences`: what to do otherwise;
    `inputs`: what differs in the documents, fields of pay only for keys that see pay.
    """

    before: str
    after: str
    currency: str
    pay_shown: bool
    headline: str | None
    sentences: list[str]
    inputs: list[DocumentChange]
    totals: Totals
    same: int
    added: list[Action]
    removed: list[Action]
    changed: list[ActionPair]
    first_days: list[date]
    heads: list[HeadsPair]
    costs: list[KindPair]
    coverage: Pair
    work: list[WorkPair]
