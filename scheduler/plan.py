"""The plan: actions with dates, ledgers by period, cost lines.

Every list by period has one entry a period. Heads are heads, hours productive or paid hours as named,
amounts are in the forecast's currency with at most six decimals.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from scheduler.problem.base import Key, Model
from scheduler.rules import Cost

ByPeriod = tuple[float, ...]


class Action(Model):
    """Something to decide. `start` is its first day; `end`, for contracts, the first day no longer there.

    `owner`: the pool of a hire or release, the move of a move, the offer of a contract or conversion,
    the running contract of an end. A `conversion` is a contract whose heads join the pool on `end`;
    without an end it joins after the horizon.
    """

    id: str
    kind: Literal["hire", "release", "move", "contract", "conversion", "end_running"]
    owner: Key
    heads: float
    start: date
    end: date | None = None
    decide_by: date
    end_decide_by: date | None = None


class PoolLedger(Model):
    """Opening + arriving + hires + moved_in + converted − leavers − leaving − releases − moved_out = heads.

    `heads` are on the payroll (movers still off work included), `experienced` those past their
    newcomer ages. `supervision` is hours given to contract heads by skill.
    """

    hires: ByPeriod
    releases: ByPeriod
    arriving: ByPeriod
    leaving: ByPeriod
    moved_out: ByPeriod
    moved_in: ByPeriod
    converted: ByPeriod
    leavers: ByPeriod
    experienced: ByPeriod
    heads: ByPeriod
    overtime_hours: ByPeriod
    short_time_heads: ByPeriod
    idle_hours: ByPeriod
    mentor_hours: ByPeriod
    supervision: dict[Key, ByPeriod]


class OfferLedger(Model):
    """Heads that start, end and are there; the same for heads who will convert; hours bought by skill."""

    starts: ByPeriod
    ends: ByPeriod
    active: ByPeriod
    converting_starts: ByPeriod
    converted: ByPeriod
    converting_active: ByPeriod
    bought_hours: dict[Key, ByPeriod]


class RunningLedger(Model):
    """Heads of a running contract who end and who are there."""

    ends: ByPeriod
    active: ByPeriod


class MoveLedger(Model):
    """Heads who begin to move."""

    heads: ByPeriod


class VendorLedger(Model):
    """Whether a vendor is used, and what of its commitment is paid without use (its currency)."""

    used: bool
    shortfall: float


class WorkstreamLedger(Model):
    """Hours asked for, delivered, never done, waiting at the end of each period, done ahead by then."""

    demand: ByPeriod
    delivered: ByPeriod
    short: ByPeriod
    waiting: ByPeriod
    ahead: ByPeriod


class Allocation(Model):
    """Productive hours a pool or an offer (its running contracts included) delivers to a workstream."""

    supplier: Key
    workstream: Key
    hours: ByPeriod


class CostLine(Model):
    """What a kind of cost comes to for one owner: by period, and after the horizon.

    `part` names what the user named (a hiring part, an overhead, a skill); else it is empty.
    """

    kind: Cost
    owner: Key
    part: str = ""
    amounts: ByPeriod
    after: float = 0.0


class Plan(Model):
    """A staffing plan. `first_days` are the periods' first days and the day after the horizon."""

    format: Literal[1] = 1
    currency: str
    first_days: tuple[date, ...]
    actions: tuple[Action, ...]
    pools: dict[Key, PoolLedger]
    moves: dict[Key, MoveLedger]
    offers: dict[Key, OfferLedger]
    running: dict[Key, RunningLedger]
    vendors: dict[Key, VendorLedger]
    workstreams: dict[Key, WorkstreamLedger]
    allocations: tuple[Allocation, ...]
    costs: tuple[CostLine, ...]
    cost: float
    cash: float
    penalties: float
