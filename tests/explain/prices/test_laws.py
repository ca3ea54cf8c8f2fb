"""Random problems: what is said of an hour and of a limit holds for the edited problem, solved."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from scheduler.engine import EngineFault, shared_engine
from scheduler.explain.prices import HOURS, WORTH
from scheduler.explain.prices.hours import HourPrices
from scheduler.explain.prices.worth import Worth
from scheduler.problem import Problem
from scheduler.result import Outcome, Result
from scheduler.solving import complete, solve
from tests.explain.prices.asked import Content, asking, content_of, read
from tests.explain.prices.test_hours_solved import heads_of, shared_out
from tests.strategies import problems

NEAR = 1e-5  # of the cost


def _solved(problem: Problem) -> Result:
    try:
        result = solve(problem, gap=0.0, time_limit=10.0, engine=shared_engine())
    except EngineFault:  # random shares too small for any solver
        reject()
    assume(result.plan is not None and result.stop_reason.value == "proved")
    return result


def _milder(problem: Problem) -> Problem:
    """The problem without what most often leaves no plan at all."""
    content = content_of(problem)
    content["policy"] |= {"strict": False, "budget": [], "min_inhouse_share": [], "max_idle": None}
    work = {"must_meet": False, "max_shortage_share": None, "closing_ahead": None}
    for stream in content["forecast"]["workstreams"]:
        stream |= work | {"opening_ahead": 0, "opening_backlog": 0}
    for pool in content["workforce"]["pools"]:
        pool |= {"min_headcount": None, "max_idle": None}
    return read(content)


PROBLEMS = problems(odd_names=False, periods=4).map(_milder)


def _looser(content: Content, place: str, after: str) -> Content:
    """The content with one limit a step looser, as its place says; durations as the answer names them."""
    there: Any = content
    *path, last = place.split("/")
    for key in path:
        there = there[key] if isinstance(there, dict) else _row(there, key)
    if last.isdigit():
        _row(there, last)["share"] += -0.01 if "inhouse" in place else 0.01
        return content
    value = there[last]
    if isinstance(value, str):
        there[last] = after
    elif isinstance(value, dict):
        value["heads"] += 1
    else:
        step = 0.01 if "share" in last else 1
        there[last] = (
            [{**v, "value": v["value"] + step} for v in value] if isinstance(value, list) else value + step
        )
    return content


def _row(rows: list[Any], step: str) -> Any:
    return next((row for row in rows if row.get("key") == step), None) or rows[int(step)]


@pytest.mark.slow
@settings(max_examples=20)
@given(problem=PROBLEMS, data=st.data())
def test_a_looser_limit_saves_what_the_edited_problem_does(problem: Problem, data: st.DataObject) -> None:
    result = _solved(problem)
    asked = asking(problem, result, gap=0.0, seconds=10.0)
    places = WORTH.questions(asked.about)
    assume(places)
    place = data.draw(st.sampled_from(places))
    found = WORTH.answer(place, asked)
    assert isinstance(found, Worth)
    assert found.steps == 1
    if not found.possible or found.saving is None:
        return
    after = solve(
        read(_looser(content_of(problem), place, found.after)),
        gap=0.0,
        time_limit=10.0,
        engine=shared_engine(),
    )
    assume(after.cost is not None and after.bound is not None)
    assert result.cost is not None
    assert result.bound is not None
    assert after.cost is not None
    near = NEAR * max(1.0, abs(result.cost))
    assert found.saving.low <= result.cost - (after.bound or 0.0) + near
    assert found.saving.high is None or result.bound - after.cost <= found.saving.high + near


@pytest.mark.slow
@settings(max_examples=20)
@given(problem=PROBLEMS, data=st.data())
def test_with_heads_as_planned_an_hour_costs_no_less_than_said(problem: Problem, data: st.DataObject) -> None:
    result = _solved(problem)
    assert result.plan is not None
    asked = asking(problem, result, gap=0.5, seconds=1.0)
    skill = data.draw(st.sampled_from(HOURS.questions(asked.about)))
    period = data.draw(st.integers(0, problem.forecast.calendar.periods - 1))
    mine = [stream.key for stream in problem.forecast.workstreams if stream.skill == skill]
    assume(sum(result.plan.workstreams[key].demand[period] for key in mine) > 0)
    found = HOURS.answer(skill, asked)
    assert isinstance(found, HourPrices)
    assert found.heads_as_planned is not None
    amount = found.heads_as_planned.amounts[period]
    content = content_of(problem)
    for stream, ledger in zip(content["forecast"]["workstreams"], result.plan.workstreams.values()):
        stream |= {"fte": None, "volume": None, "aht_seconds": None, "hours": list(ledger.demand)}
    fixed = heads_of(result.plan)
    fixed |= {("moves", key): list(move.heads) for key, move in result.plan.moves.items()}
    fixed |= {("running_ends", key): list(lot.ends) for key, lot in result.plan.running.items()}
    after = complete(read(shared_out(content, period, skill)), fixed, engine=shared_engine())
    before = complete(read(content), fixed, engine=shared_engine())
    near = NEAR * max(1.0, abs(before.cost or 0.0)) + 0.01
    marks = any(vendor.fixed_cost for vendor in problem.rate_card.vendors) or problem.policy.max_vendors
    if after.outcome is Outcome.INFEASIBLE:
        assert amount is None
    elif amount is not None and after.cost is not None and before.cost is not None:
        assert after.cost - before.cost <= amount + near
        if not marks:
            assert after.cost - before.cost == pytest.approx(amount, abs=near)
