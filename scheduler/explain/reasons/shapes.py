"""What a reason is made of."""

from __future__ import annotations

from datetime import date
from typing import Literal

from scheduler.explain.interval import Interval
from scheduler.problem.base import Model

Kind = Literal["hire", "release", "move", "contract", "conversion", "end_running", "overtime", "hours"]
Unit = Literal["own heads", "contract heads", "overtime hours", "hours bought", "idle hours", "hours short"]
PAY = frozenset({"hire", "release", "move", "conversion", "overtime"})
"""Kinds whose own cost is made of one pool's pay."""


class Served(Model):
    """Productive hours for a workstream between `since` (included) and `until` (excluded)."""

    workstream: str
    hours: float
    since: date
    until: date


class InPlace(Model):
    """What the other plan has more of (less: below 0): heads times periods they are there, or hours."""

    owner: str
    what: Unit
    amount: float


class Binds(Model):
    """A rule that leaves the action no room where it stands; no dates: over the whole plan."""

    rule: str
    owner: str
    since: date | None
    until: date | None
    text: str


class Reason(Model):
    """Why one thing is in the plan.

    `heads` of an action; None for overtime and hours on call. `cost`: its share, by heads, of its owner's
    cost lines until the end of the plan (forecast's currency). `serves`: its share, by heads, of the hours
    its owner delivers. `edit`: the change of the input that takes it out, in words. `found`: the best plan
    without it; `impossible` is said only when proved; `late`: there was no time to find out; `no choice`:
    a term that runs out; `not asked`: the input without it is none. `dearer`: what the best plan costs more
    without it; `other_cost`: what the plan found without it costs. `instead`: what that plan has
    otherwise. `against`: the rules that stand against any plan without it.

    Pay: `cost` tells a pool's pay where `tells_pay`; `dearer` and `other_cost` may tell it always, and
    stand only in `text`. `text_without_pay` is for readers who may not see pay.
    """

    action: str
    kind: Kind
    owner: str
    heads: float | None
    since: date | None
    until: date | None
    cost: float | None
    tells_pay: bool
    serves: tuple[Served, ...]
    edit: str
    found: Literal["plan", "impossible", "late", "no choice", "not asked"]
    dearer: Interval | None
    other_cost: float | None
    instead: tuple[InPlace, ...]
    against: tuple[str, ...]
    binds: tuple[Binds, ...]
    text: str
    text_without_pay: str
