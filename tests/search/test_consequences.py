"""What follows from known columns: others by equality rows, and rows kept or broken."""

from __future__ import annotations

import numpy as np

from scheduler.engine import Program
from scheduler.search.tidy.consequences import Consequences


def program() -> Program:
    """starts s0, s1, ends e1 known; active c0 = s0, c1 = c0 + s1 − e1 follow; u ≥ 3 − c1 stays open."""
    entries = [
        (0, 3, 1.0), (0, 0, -1.0),
        (1, 4, 1.0), (1, 3, -1.0), (1, 1, -1.0), (1, 2, 1.0),
        (2, 5, 1.0), (2, 4, 1.0),
        (3, 4, 1.0),
    ]  # fmt: skip
    rows, columns, values = (np.array(part) for part in zip(*entries))
    return Program(
        cost=np.ones(6),
        constant=0.0,
        lower=np.zeros(6),
        upper=np.full(6, 9.0),
        whole=np.array([True, True, True, False, False, False]),
        row_lower=np.array([0.0, 0.0, 3.0, -np.inf]),
        row_upper=np.array([0.0, 0.0, np.inf, 2.0]),
        rows=rows,
        columns=columns,
        entries=values,
    )


def points(*rows: tuple[float, float, float]) -> np.ndarray:
    values = np.zeros((6, len(rows)))
    for place, row in enumerate(rows):
        values[:3, place] = row
    return values


def test_what_equality_rows_give_is_filled_in() -> None:
    follow = Consequences(program(), program().whole)
    values = points((1, 1, 0), (2, 1, 2))
    follow.settle(values)
    # c0 = s0; c1 = c0 + s1 − e1
    assert values[3].tolist() == [1.0, 2.0]
    assert values[4].tolist() == [2.0, 1.0]
    assert follow.known.tolist() == [True, True, True, True, True, False]


def test_rows_of_known_columns_are_judged_here() -> None:
    follow = Consequences(program(), program().whole)
    # c1 ≤ 2: the second has c1 = 3; the third has c1 = −1 below its bound
    values = points((1, 1, 0), (2, 1, 0), (0, 0, 1))
    follow.settle(values)
    assert follow.keeps(values).tolist() == [True, False, False]


def test_the_rest_holds_only_open_rows_and_columns() -> None:
    follow = Consequences(program(), program().whole)
    rest = follow.rest()
    # u, and what c1 adds to its row
    assert rest.row_lower.tolist() == [3.0]
    assert rest.lower.tolist() == [0.0, -np.inf]
    assert sorted(zip(rest.rows.tolist(), rest.columns.tolist(), rest.entries)) == [(0, 0, 1.0), (0, 1, 1.0)]
    values = points((1, 1, 0), (2, 0, 0))
    follow.settle(values)
    # c1 = s0 + s1 − e1
    assert follow.sums(values).tolist() == [[2.0, 2.0]]


def test_prices_count_what_follows() -> None:
    follow = Consequences(program(), program().whole)
    # every column costs 1, and one more of c1 spares a u, which is worth 1:
    # s0 brings c0 and c1: 1 + 1 + 1 − 1; s1 brings c1: 1 + 1 − 1; e1 takes c1: 1 − 1 + 1
    assert follow.prices(np.array([1.0])).tolist() == [2.0, 1.0, 1.0, 0.0, 0.0, 0.0]
