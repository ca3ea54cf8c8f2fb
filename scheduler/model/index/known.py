"""Who is known to come or started lately, in periods: who ramps, who learns, who is bound and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.index.clock import Clock
from scheduler.problem import Arrival, Pool, RecentStarters


@dataclass(frozen=True)
class Known:
    """People who began together. Arrays by period reach `clock.size`.

    `ready`: the first period in which they are among the experienced; before it they ramp, or `learn` off
    work. `bound`: the first in which they may be released like hires past their tenure; None: they are among
    today's people.
    """

    heads: Floats  # there in each period
    began: int  # the period in which they were of age 0; negative before the plan
    ready: int
    bound: int | None = None
    learns: bool = False
    survival: float = 1.0  # share of those who learn who begin to work
    opening: bool = False  # among the experienced just before period 0
    apart: float = 0.0  # of the headcount just before period 0, not among its experienced

    def there(self, first: int, last: int | None) -> Floats:
        """Their heads from a period on and before another (None: for good), 0 in others."""
        t = np.arange(len(self.heads))
        end = len(t) if last is None else last
        return np.where((t >= first) & (t < end), self.heads, 0.0)

    @property
    def learning(self) -> Floats:
        return self.there(0, self.ready) if self.learns else np.zeros(len(self.heads))

    @property
    def held(self) -> Floats:
        """Experienced and bound."""
        return np.zeros(len(self.heads)) if self.bound is None else self.there(self.ready, self.bound)

    @property
    def free_from(self) -> int | None:
        """The first period in which they may go and are none of today's people."""
        return None if self.bound is None else max(0, self.bound, self.ready)

    @property
    def free(self) -> Floats:
        """Who may go and is none of today's people."""
        first = self.free_from
        return np.zeros(len(self.heads)) if first is None else self.there(first, None)


@dataclass(frozen=True)
class Staying:
    """Shares of people still there, of one pool: what `People` says of them."""

    leaving: Floats  # of the experienced, by period
    by_age: list[Floats]  # of newcomers, by age and period
    survival: Floats  # (T, size) of who starts in a period
    arrived: Floats  # (T, size) of who arrives experienced in a period
    ages: int


def known_people(pool: Pool, stay: Staying, clock: Clock) -> tuple[Known, ...]:
    """Recent starters and arrivals of a pool; who is experienced, and not bound, is one of today's people."""
    return (*_starters(pool.recent_starters, stay, clock), *_arrivals(pool.arriving, stay, clock))


def hired(heads: float, began: int, tenure: int, stay: Staying) -> Known:
    """People hired in a period of the plan."""
    return Known(heads * stay.survival[began], began, began + stay.ages, began + tenure)


def joined(heads: float, began: int, tenure: int, stay: Staying) -> Known:
    """Contract heads who join in a period of the plan: experienced, and bound like hires."""
    return Known(heads * stay.arrived[began], began, began, began + tenure)


def _starters(rows: tuple[RecentStarters, ...], stay: Staying, clock: Clock) -> Iterator[Known]:
    timeline = clock.timeline
    for row in rows:
        age, bound = timeline.age_at(row.started, 0), _period(row, clock)
        if row.learning_until is not None:
            ready = timeline.at_or_after(row.learning_until)
            heads = _learning(row, ready, stay, clock)
            yield Known(heads, -age, ready, bound, True, row.survival, apart=row.heads)
        elif row.experienced or age >= stay.ages:
            if bound is not None:
                yield Known(_thinned(row.heads, 1 - stay.leaving), -age, 0, bound, opening=True)
        else:
            left = np.array([1 - _leaving_at(stay, age + t)[t] for t in range(clock.size)])
            yield Known(_thinned(row.heads, left), -age, stay.ages - age, bound, apart=row.heads)


def _thinned(heads: float, stay: Floats) -> Floats:
    return heads * np.cumprod(stay, dtype=np.float64)


def _learning(row: RecentStarters, ready: int, stay: Staying, clock: Clock) -> Floats:
    heads = np.full(clock.size, row.heads)
    if ready < clock.horizon:
        heads[ready:] = row.heads * row.survival * stay.arrived[ready, ready:]
    return heads


def _arrivals(rows: tuple[Arrival, ...], stay: Staying, clock: Clock) -> Iterator[Known]:
    for row in rows:
        start = clock.timeline.at_or_after(row.on)
        if row.on < clock.first_days[0] or start >= clock.horizon:
            continue
        shares = (stay.arrived if row.experienced else stay.survival)[start]
        heads = np.where(np.arange(clock.size) >= start, row.heads * shares, 0.0)
        yield Known(heads, start, start + (0 if row.experienced else stay.ages), _period(row, clock))


def _period(row: Arrival | RecentStarters, clock: Clock) -> int | None:
    return None if row.bound_until is None else clock.timeline.at_or_after(row.bound_until)


def _leaving_at(stay: Staying, age: int) -> Floats:
    return stay.by_age[age] if age < len(stay.by_age) else stay.leaving
