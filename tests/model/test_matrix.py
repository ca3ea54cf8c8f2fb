"""Blocks of columns and rows become the program that was meant."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.model.arrays import ABSENT, before, gather, gather_values, window, windows
from scheduler.model.matrix import Matrix
from scheduler.rules import Cost, Rule


def dense(matrix: Matrix) -> np.ndarray:
    program = matrix.program()
    table = np.zeros((len(program.row_lower), len(program.cost)))
    np.add.at(table, (program.rows, program.columns), program.entries)
    return table


def test_a_window_looks_back_and_stops_at_the_beginning() -> None:
    assert window(np.array([10, 11, 12]), 2).tolist() == [[10, ABSENT], [11, 10], [12, 11]]


def test_windows_of_several_lengths_are_filled_up_with_nothing() -> None:
    found = windows(np.array([[0, 1], [2, 3]]), [1, 2])
    assert found.tolist() == [[[0, ABSENT], [1, ABSENT]], [[2, ABSENT], [3, 2]]]


def test_groups_stand_side_by_side() -> None:
    columns = np.array([[0, 1], [2, 3], [4, 5]])
    assert gather(columns, [[0, 2], [1]]).tolist() == [[[0, 4], [1, 5]], [[2, ABSENT], [3, ABSENT]]]
    assert gather_values(np.array([7.0, 8.0, 9.0]), [[0, 2], [1]]).tolist() == [[7, 9], [8, 0]]
    assert before(columns[:1]).tolist() == [[ABSENT, 0]]


def test_rows_are_sums_of_terms_by_owner_and_period() -> None:
    matrix = Matrix()
    x = matrix.columns((1, 2))
    # x_t − 0.9 x_{t−1} = 1, 2
    matrix.require(
        Rule.HEADCOUNT_BALANCE,
        ["team"],
        [(x, 1.0), (before(x), -0.9)],
        np.array([[1.0, 2.0]]),
        np.array([[1.0, 2.0]]),
    )
    assert dense(matrix).tolist() == [[1.0, 0.0], [-0.9, 1.0]]
    assert matrix.program().row_lower.tolist() == [1.0, 2.0]


def test_a_lone_column_becomes_a_bound() -> None:
    matrix = Matrix()
    x = matrix.columns((2, 2))
    matrix.require(Rule.HIRE_LEAD, ["a", "b"], [(x, 1.0)], upper=np.array([3.0, 4.0]))
    program = matrix.program()
    assert program.upper.tolist() == [3.0, 3.0, 4.0, 4.0]
    assert len(program.row_lower) == 0


def test_a_bound_with_a_factor_is_refused() -> None:
    matrix = Matrix()
    x = matrix.columns((1, 1))
    with pytest.raises(ValueError, match="coefficient of one"):
        matrix.require(Rule.HIRE_LEAD, ["a"], [(x, 2.0)], upper=1.0)


def test_a_rule_left_out_leaves_nothing() -> None:
    matrix = Matrix(omit=frozenset({"hire_lead"}))
    x = matrix.columns((1, 1))
    matrix.require(Rule.HIRE_LEAD, ["a"], [(x, 1.0)], upper=1.0)
    assert matrix.program().upper.tolist() == [np.inf]


def test_an_elastic_rule_gives_at_a_price_where_the_input_says_it() -> None:
    matrix = Matrix(elastic=frozenset({"hire_lead"}))
    x = matrix.columns((2, 1))
    matrix.require(Rule.HIRE_LEAD, ["a", "b"], [(x, 1.0)], upper=0.0, said=[True, False])
    # two rows; only the first may be broken, by one more column at the price of a head
    assert dense(matrix).tolist() == [[1.0, 0.0, -1.0], [0.0, 1.0, 0.0]]
    assert matrix.program().cost.tolist() == [0.0, 0.0, 1.0]


def test_prices_add_up_in_the_objective_and_the_budget_sees_its_share() -> None:
    matrix = Matrix()
    x = matrix.columns((1, 2))
    matrix.price(Cost.SALARY, [("team", "")], x, np.array([[100.0, 200.0]]), np.array([[5.0, 0.0]]))
    matrix.price(Cost.SHORTAGE, [("calls", "")], x, 7.0)
    matrix.price(Cost.EXIT_TAIL, [("acme", "")], x[:, -1:], 9.0, after=True)
    program = matrix.program()
    assert program.cost.tolist() == [107.0, 216.0]
    assert program.constant == 5.0
    # half of the first period lies in the span, all of the second; tails and penalties do not count
    columns, prices, known = matrix.money({Cost.SALARY, Cost.EXIT_TAIL}, np.array([0.5, 1.0]))
    assert (columns.tolist(), prices.tolist(), known) == ([0, 1], [50.0, 200.0], 2.5)


def test_a_share_of_a_line_follows_the_line() -> None:
    matrix = Matrix()
    x = matrix.columns((1, 1))
    matrix.price(Cost.CONTRACT, [("acme", "")], x, 40.0)
    matrix.share_of(Cost.CONTRACT, "acme", Cost.CONTRACT_OVERHEAD, ("acme", "fee"), 0.1)
    assert matrix.program().cost.tolist() == [44.0]


def test_fixed_columns_stay_within_their_bounds() -> None:
    matrix = Matrix()
    x = matrix.columns((1, 1), upper=2.0)
    matrix.fix(x[0], np.array([5.0]))
    program = matrix.program()
    # the bounds cross: no plan, rather than a plan outside its bounds
    assert program.lower[0] > program.upper[0]
