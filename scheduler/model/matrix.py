"""Named blocks of columns and rows: rules and prices are said here, and nowhere else become numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

from scheduler.engine.program import Program
from scheduler.model.arrays import ABSENT, Bools, Floats, Ints
from scheduler.rules import Cost, Rule

IN_HOURS = (
    Rule.MAX_SHORTAGE,
    Rule.MAX_DELAY,
    Rule.MAX_EARLY,
    Rule.ACCESS,
    Rule.SUPERVISION,
    Rule.OVERTIME_LIMIT,
    Rule.IDLE_LIMIT,
    Rule.IDLE_TOTAL,
    Rule.CONTRACTOR_SHARE,
    Rule.VENDOR_SHARE,
    Rule.INHOUSE_SHARE,
)
BREACH = {str(rule): 1 / 20 for rule in IN_HOURS} | {
    str(Rule.MAX_SHORTAGE): 1 / 32,
    str(Rule.BUDGET): 2e-5,
    str(Rule.ACCESS): 1 / 10,
}
"""The price of breaking an elastic rule by one: a head is 1, an hour left undone a little more than its share
of a head, other hours more, 50,000 of money a head; clearance is the last to give."""

Terms = Sequence[tuple[Ints, Floats | float]]
Bound = Floats | float

MOST_HEADS = 1e7  # as in the input; HiGHS 1.12 proves false optima when whole columns have no end


@dataclass(frozen=True)
class Rows:
    """A block of rows of one rule: who each belongs to and in which period (−1: the whole horizon).

    `said`: for each owner, whether the input sets the limit, or it only follows from what is absent.
    """

    rule: Rule | Cost
    owners: Sequence[str]
    periods: Ints
    first: int
    shape: tuple[int, int]
    said: Bools


@dataclass(frozen=True)
class Priced:
    """Money for columns (owners, T, members); after the horizon (owners, 1, members)."""

    kind: Cost
    owners: Sequence[tuple[str, str]]
    columns: Ints
    prices: Floats
    constant: Floats
    after: bool


@dataclass(frozen=True)
class Slack:
    """Columns by which rows of an elastic rule may be broken."""

    columns: Ints
    rows: Ints
    block: Rows


@dataclass(frozen=True)
class Follows:
    """Whole columns (n,) that follow from others (n, members): marks and batches, not decisions."""

    columns: Ints
    of: Ints
    value: Callable[[Floats], Floats]


@dataclass
class Matrix:
    """A program under construction. `omit` leaves rules out; `elastic` lets rules give, at a price."""

    omit: frozenset[str] = frozenset()
    elastic: frozenset[str] = frozenset()
    rows: list[Rows] = field(default_factory=list)
    priced: list[Priced] = field(default_factory=list)
    _lower: list[Floats] = field(default_factory=list)
    _upper: list[Floats] = field(default_factory=list)
    _whole: list[Bools] = field(default_factory=list)
    _bounds: list[tuple[Ints, Floats, Floats]] = field(default_factory=list)
    _fixed: list[tuple[Ints, Floats, Floats]] = field(default_factory=list)
    _entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    _row_bounds: list[tuple[Floats, Floats]] = field(default_factory=list)
    slacks: list[Slack] = field(default_factory=list)
    follows: list[Follows] = field(default_factory=list)
    width: int = 0
    height: int = 0

    def columns(
        self,
        shape: tuple[int, ...],
        *,
        lower: float = 0.0,
        upper: Bound = np.inf,
        whole: bool | Bools = False,
    ) -> Ints:
        """New columns of that shape between bounds; returns their indices."""
        size = prod(shape)
        self._lower.append(np.full(size, lower))
        self._upper.append(np.full(shape, upper, dtype=float).ravel())
        self._whole.append(np.full(shape, whole, dtype=bool).ravel())
        self.width += size
        return np.arange(self.width - size, self.width).reshape(shape)

    def require(
        self,
        rule: Rule | Cost,
        owners: Sequence[str],
        terms: Terms,
        lower: Bound = -np.inf,
        upper: Bound = np.inf,
        periods: Ints | None = None,
        said: Sequence[bool] | None = None,
    ) -> None:
        """lower ≤ Σ terms ≤ upper for a block of rows (owners, periods): the only door for rules.

        A term is (columns, coefficients): columns (owners, periods), or (owners, periods, members);
        −1 is absent. `periods` says the period of each row of the second axis (default: its place).
        A lone column becomes a bound unless the rule is elastic. `said` tells for each owner whether the
        input sets this limit; one that only follows from what is absent never gives.
        """
        if rule in self.omit or not len(owners):
            return
        shape = (terms[0][0].shape[0], terms[0][0].shape[1])
        low, high = _fill(lower, shape), _fill(upper, shape)
        if periods is None:
            periods = np.arange(shape[1])
        if rule not in self.elastic and len(terms) == 1 and terms[0][0].ndim == 2:
            self._bound(terms[0], low, high)
            return
        given = np.ones(len(owners), bool) if said is None else np.array(said)
        block = Rows(rule, owners, periods, self.height, shape, given)
        self._add(block, terms, low, high)
        if block.rule in self.elastic:
            self._give(block, low, high)

    def price(
        self,
        kind: Cost,
        owners: Sequence[tuple[str, str]],
        columns: Ints,
        prices: Floats | float,
        constant: Floats | float = 0.0,
        *,
        after: bool = False,
    ) -> None:
        """Money: prices × columns + constant, a cost line for each (owner, part).

        Columns as in `require`; `after` the horizon the second axis has one place.
        """
        if not len(owners):
            return
        wide = columns if columns.ndim > 2 else columns[..., None]
        known = _fill(constant, wide.shape[:-1])
        each = np.where(wide == ABSENT, 0.0, _members(prices, wide))
        self.priced.append(Priced(kind, owners, wide, each, known, after))

    def fix(self, columns: Ints, values: Floats, within: float = 0.0) -> None:
        """Holds columns at these values, or within so much; outside their bounds there is no plan."""
        self._fixed.append((columns, values - within, values + within))

    def follow(self, columns: Ints, of: Ints, value: Callable[[Floats], Floats]) -> None:
        """Says how whole columns (n,) follow from others (n, members), for who changes those."""
        self.follows.append(Follows(columns, of, value))

    def share_of(self, of: Cost, owner_of: str, kind: Cost, owner: tuple[str, str], share: float) -> None:
        """A cost line that is a share of all lines of a kind and owner so far."""
        for line in list(self.priced):
            mine = [row for row, (key, _) in enumerate(line.owners) if line.kind == of and key == owner_of]
            for row in mine:
                columns, prices, known = line.columns[[row]], line.prices[[row]], line.constant[[row]]
                self.price(kind, [owner], columns, share * prices, share * known, after=line.after)

    def money(
        self, kinds: Collection[Cost], share: Floats, owners: Collection[str] | None = None
    ) -> tuple[Ints, Floats, float]:
        """The horizon's money of these kinds (and owners), each period by its share.

        Returns columns, their prices, and what is known already.
        """
        columns, prices, known = [], [], 0.0
        for line in self.priced:
            if line.kind not in kinds or line.after:
                continue
            mine = np.array([owners is None or owner in owners for owner, _ in line.owners])
            there = (line.columns != ABSENT) & mine[:, None, None] & (share > 0)[None, :, None]
            columns.append(line.columns[there])
            prices.append((line.prices * share[None, :, None])[there])
            known += float((line.constant * share)[mine].sum())
        return _joined(columns, np.int64), _joined(prices), known

    def program(self) -> Program:
        """The whole as plain arrays."""
        lower, upper = _joined(self._lower), _joined(self._upper)
        for places, low, high in self._bounds:
            np.maximum.at(lower, places, low)
            np.minimum.at(upper, places, high)
        for places, low, high in self._fixed:
            np.maximum.at(lower, places, low)
            np.minimum.at(upper, places, high)
        whole = _joined(self._whole, bool)
        upper[whole] = np.minimum(upper[whole], MOST_HEADS)
        cost, constant = self._objective()
        rows, columns, entries = self._entries_of((lower != 0) | (upper != 0))
        row_lower, row_upper = ([part[n] for part in self._row_bounds] for n in range(2))
        return Program(
            cost=cost,
            constant=constant,
            lower=lower,
            upper=upper,
            whole=whole,
            row_lower=_joined(row_lower),
            row_upper=_joined(row_upper),
            rows=rows,
            columns=columns,
            entries=entries,
        )

    def _entries_of(self, there: Bools) -> tuple[Ints, Ints, Floats]:
        """All entries of columns that can be more than nothing; kept so: of a large program a second copy,
        and what half of its columns say who never are anything, is a burden."""
        parts = ([part[n] for part in self._entries] for n in range(3))
        rows, columns = _joined(next(parts), np.int32), _joined(next(parts), np.int32)
        entries = _joined(next(parts))
        kept = there[columns]
        self._entries = [(rows[kept], columns[kept], entries[kept])]
        return self._entries[0]

    def _objective(self) -> tuple[Floats, float]:
        cost, constant = np.zeros(self.width), 0.0
        if self.elastic:
            for slack in self.slacks:
                cost[slack.columns] = BREACH.get(str(slack.block.rule), 1.0)
            return cost, constant
        for line in self.priced:
            there = line.columns != ABSENT
            np.add.at(cost, line.columns[there], line.prices[there])
            constant += float(line.constant.sum())
        return cost, constant

    def _bound(self, term: tuple[Ints, Floats | float], low: Floats, high: Floats) -> None:
        columns, coefficients = term
        if not np.all(np.asarray(coefficients) == 1.0):
            raise ValueError("a bound takes a coefficient of one")
        there = columns != ABSENT
        self._bounds.append((columns[there], low[there], high[there]))

    def _add(self, block: Rows, terms: Terms, low: Floats, high: Floats) -> None:
        for columns, coefficients in terms:
            wide = columns if columns.ndim > 2 else columns[..., None]
            if wide.shape[:2] != block.shape:
                raise ValueError(f"a term of {wide.shape[:2]} in rows of {block.shape}")
            values = _members(coefficients, wide)
            there = (wide != ABSENT) & (values != 0)
            rows = self.height + np.flatnonzero(there) // max(1, wide.shape[2])
            # most coefficients are one number: to spread it over all places first takes longer than all else
            entries = (
                np.broadcast_to(values, wide.shape)[there] if values.ndim else np.full(len(rows), values)
            )
            self._entries.append((rows, wide[there], entries))
        self._row_bounds.append((low.ravel(), high.ravel()))
        self.rows.append(block)
        self.height += prod(block.shape)

    def _give(self, block: Rows, low: Floats, high: Floats) -> None:
        index = block.first + np.arange(block.shape[0] * block.shape[1]).reshape(block.shape)
        for sign, bound in ((1.0, low), (-1.0, high)):
            rows = index[np.isfinite(bound) & block.said[:, None]]
            slack = self.columns((len(rows),))
            self._entries.append((rows, slack, np.full(len(rows), sign)))
            self.slacks.append(Slack(slack, rows, block))


def _fill(value: Floats | float, shape: tuple[int, ...]) -> Floats:
    array = np.asarray(value, dtype=float)
    if array.ndim and array.ndim < len(shape):
        array = array.reshape(array.shape + (1,) * (len(shape) - array.ndim))
    return array if array.shape == shape else np.full(shape, array)


def _members(value: Floats | float, wide: Ints) -> Floats:
    array = np.asarray(value, dtype=float)
    if array.ndim and array.ndim < wide.ndim:
        array = array.reshape(array.shape + (1,) * (wide.ndim - array.ndim))
    return array


def _joined(parts: Sequence[Any], kind: type = float) -> Any:
    return np.concatenate(parts).astype(kind) if len(parts) else np.zeros(0, dtype=kind)
