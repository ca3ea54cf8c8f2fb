"""Programs for tests: small ones written by hand, random ones, and one that looks like staffing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.engine import Program


def program(
    cost: Sequence[float],
    rows: Sequence[tuple[float, Sequence[float], float]] = (),
    *,
    lower: float | Sequence[float] = 0.0,
    upper: float | Sequence[float] = np.inf,
    whole: bool | Sequence[bool] = True,
    constant: float = 0.0,
) -> Program:
    """A program from dense rows (lower, coefficients, upper); zeros are left in on purpose."""
    n, m = len(cost), len(rows)
    return Program(
        cost=np.array(cost, float),
        constant=constant,
        lower=np.broadcast_to(np.array(lower, float), n).copy(),
        upper=np.broadcast_to(np.array(upper, float), n).copy(),
        whole=np.broadcast_to(np.array(whole, bool), n).copy(),
        row_lower=np.array([row[0] for row in rows], float),
        row_upper=np.array([row[2] for row in rows], float),
        rows=np.repeat(np.arange(m, dtype=np.int64), n),
        columns=np.tile(np.arange(n, dtype=np.int64), m),
        entries=np.array([row[1] for row in rows], float).reshape(-1),
    )


def knapsack(seed: int, items: int = 60) -> Program:
    """Small to write, long to prove: items whose weights and values nearly agree."""
    random = np.random.default_rng(seed)
    weights = random.integers(1_000, 2_000, (3, items)).astype(float)
    values = weights.mean(axis=0) + random.integers(0, 50, items)
    rows = [(-np.inf, list(row), float(row.sum() // 2)) for row in weights]
    return program(list(-values), rows, upper=1.0)


def market_split(seed: int, rows: int = 5) -> Program:
    """A known hard nut: whether 0/1 columns meet several equalities at once; no plan is found for long."""
    random = np.random.default_rng(seed)
    shares = random.integers(0, 100, (rows, 10 * (rows - 1))).astype(float)
    halves = np.floor(shares.sum(axis=1) / 2)
    return program([0.0] * shares.shape[1], [(h, list(s), h) for h, s in zip(halves, shares)], upper=1.0)


def staffing(teams: int = 5, weeks: int = 52, size: float = 4.0, seed: int = 0) -> Program:
    """Starts b, ends e (whole), active c and overtime u (real) for three offers with minimum terms.

    Per team and offer: c(t) = c(t−1) + b(t) − e(t), c(t) ≥ Σ b over the minimum term; hours cover the
    demand; vendors cap the heads of two offers across teams. 10·weeks columns per team.
    """
    random = np.random.default_rng(seed)
    place, cost, upper, whole, low, high = _Places(), [], [], [], [], []
    capped: dict[tuple[int, int], list[int]] = {}
    for _ in range(teams):
        wave = np.sin(np.arange(weeks) / weeks * 6.28 * random.uniform(1, 3) + random.uniform(0, 6))
        demand = np.maximum(0.5, size * (1 + 0.4 * wave) + random.normal(0, 0.1 * size, weeks))
        overtime, cover = len(cost), len(low)
        cost += [4000.0] * weeks
        upper += list(0.3 * demand)
        whole += [False] * weeks
        low += list(40 * demand)
        high += [np.inf] * weeks
        for t in range(weeks):
            place.add(cover + t, [overtime + t], 40.0)
        for offer, (term, wage, fee) in enumerate([(1, 2000, 100), (4, 1500, 800), (12, 1100, 3000)]):
            b, e, c = (len(cost) + k * weeks for k in range(3))
            cost += [float(fee)] * weeks + [0.0] * weeks + [wage * random.uniform(0.9, 1.1)] * weeks
            upper += [40.0] * (3 * weeks)
            whole += [True] * (2 * weeks) + [False] * weeks
            hours = 40 * random.uniform(0.7, 0.95)
            for t in range(weeks):
                place.add(len(low), [c + t, e + t], 1.0)
                place.add(len(low), [b + t] + [c + t - 1] * (t > 0), -1.0)
                place.add(len(low) + 1, [c + t], 1.0)
                place.add(len(low) + 1, [b + s for s in range(max(0, t - term + 1), t + 1)], -1.0)
                low += [0.0, 0.0]
                high += [0.0, np.inf]
                place.add(cover + t, [c + t], hours)
                capped.setdefault((offer, t), []).append(c + t)
    for (offer, _), heads in capped.items():
        if offer < 2:
            place.add(len(low), heads, 1.0)
            low.append(-np.inf)
            high.append(0.35 * size * teams)
    return Program(
        np.array(cost), 0.0, np.zeros(len(cost)), np.array(upper), np.array(whole), np.array(low),
        np.array(high), *place.arrays(),
    )  # fmt: skip


class _Places:
    """Coordinates of a matrix, collected."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._entries: list[float] = []

    def add(self, row: int, columns: list[int], entry: float) -> None:
        """The same entry in several columns of one row."""
        self._rows += [row] * len(columns)
        self._columns += columns
        self._entries += [entry] * len(columns)

    def arrays(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows, columns, entries."""
        return np.array(self._rows), np.array(self._columns), np.array(self._entries)


def dense(given: Program) -> np.ndarray:
    """The matrix of a program (m, n); entries named twice add up."""
    matrix = np.zeros((len(given.row_lower), len(given.cost)))
    np.add.at(matrix, (given.rows, given.columns), given.entries)
    return matrix


def assert_plan(given: Program, values: np.ndarray, tolerance: float = 1e-6) -> None:
    """Values are whole where asked, and inside every bound and row."""
    assert (values[given.whole] == np.round(values[given.whole])).all()
    assert (values >= given.lower).all()
    assert (values <= given.upper).all()
    sums = np.bincount(given.rows, given.entries * values[given.columns], minlength=len(given.row_lower))
    slack = tolerance * np.maximum(1.0, np.abs(sums))
    assert (sums >= given.row_lower - slack).all()
    assert (sums <= given.row_upper + slack).all()
