"""Hours added to a program are the hours of an edited forecast, whatever the problem."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.explain.prices.demand import demand, mix_of
from scheduler.model.build import build
from scheduler.model.index import Index
from scheduler.problem import Problem
from tests.explain.prices.asked import content_of, edited, own_only, read
from tests.strategies import problems


def _more(problem: Problem, period: int, mix: np.ndarray) -> Problem:
    """One hour more of a skill in a period, divided as the mix says."""
    content = content_of(problem)
    for place, work in enumerate(Index(problem).work):
        hours = work.hours.copy()
        hours[period] += mix[place, period]
        stream = content["forecast"]["workstreams"][place]
        stream |= {"fte": None, "volume": None, "aht_seconds": None, "hours": hours.tolist()}
    return read(content)


@settings(max_examples=10)
@given(problem=problems(), data=st.data())
def test_every_bound_moves_as_in_the_edited_forecast(problem: Problem, data: st.DataObject) -> None:
    skill = data.draw(st.sampled_from([stream.skill for stream in problem.forecast.workstreams]))
    period = data.draw(st.integers(0, problem.forecast.calendar.periods - 1))
    asked = demand(problem, skill)
    given, program = build(problem).matrix.program(), asked.program
    wanted = build(_more(problem, period, asked.mix)).matrix.program()
    width, height = len(given.cost), len(given.row_lower)
    moved = np.zeros(len(program.row_lower))
    mine = program.columns == asked.added[period]
    np.add.at(moved, program.rows[mine], program.entries[mine])
    for side in ("row_lower", "row_upper"):
        np.testing.assert_allclose(
            getattr(program, side)[:height] - moved[:height], getattr(wanted, side), atol=1e-6
        )
    upper = program.upper[:width].copy()
    rows = program.rows[program.rows >= height]
    owners = program.columns[program.rows >= height]
    for row, column in zip(rows[owners < width], owners[owners < width]):
        upper[column] = program.row_upper[row] - moved[row]
    np.testing.assert_allclose(upper, wanted.upper, atol=1e-6)
    np.testing.assert_array_equal(program.lower[:width], wanted.lower)
    np.testing.assert_array_equal(program.cost[:width], wanted.cost)
    assert program.constant == wanted.constant


@settings(max_examples=10)
@given(problem=problems(), data=st.data())
def test_an_hour_is_divided_among_the_work_of_its_skill(problem: Problem, data: st.DataObject) -> None:
    skill = data.draw(st.sampled_from([stream.skill for stream in problem.forecast.workstreams]))
    mix = mix_of(build(problem), skill)
    np.testing.assert_allclose(mix.sum(axis=0), 1.0)
    other = [stream.skill != skill for stream in problem.forecast.workstreams]
    assert not mix[other].any()


def test_work_is_divided_as_in_its_period_and_else_as_in_all() -> None:
    # week 1: 30 and 10 of 40; week 2 has no work: 30 and 30 of all 60
    content = own_only([30, 0, 0])
    calls = content["forecast"]["workstreams"][0]
    mail = {**calls, "key": "mail", "hours": [10, 0, 20]}
    mix = mix_of(build(read(edited(content, "forecast", "workstreams", to=[calls, mail]))), "phone")
    np.testing.assert_allclose(mix, [[0.75, 0.5, 0.0], [0.25, 0.5, 1.0]])
