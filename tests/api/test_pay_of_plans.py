"""Laws of what is seen without pay: nothing but the one sum, and the figures it is part of, tells pay."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from api.parts.actions import actions
from api.parts.capacity import capacity
from api.parts.checked import check_of
from api.parts.child import from_text, to_text
from api.parts.costs import costs
from api.parts.difference import compared
from api.parts.ledger import ledger
from api.parts.page import report
from api.parts.pay import LEAST, Seen, as_seen, few, state_without_pay
from api.parts.summary import plan_summary, summary_of
from api.parts.workbook import workbook
from api.work.planning import Job, carry_out
from scheduler import Plan, Problem, Result, solve
from scheduler.check import check
from scheduler.check.case import Case
from scheduler.check.ledger import _expected
from scheduler.check.lines import value
from scheduler.plan import CostLine
from scheduler.report.view import PlanView
from scheduler.result import Outcome, StopReason
from scheduler.rules import Cost
from scheduler.validate import validate
from tests.api.planned import TEAM, Planned, changed

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking would take minutes
TOTALS = ("cost", "bound", "gap")
MONEY = st.floats(1.0, 90_000.0).map(lambda amount: round(amount, 2))
SHARE = st.floats(0.0, 1.0).map(lambda share: round(share, 3))


@st.composite
def pays(draw: st.DrawFn) -> dict[str, Any]:
    """Everything of a team that is pay."""
    return {
        "salary": draw(MONEY),
        "per": draw(st.sampled_from(["year", "month", "hour"])),
        "on_cost_share": draw(SHARE),
        "overheads": [
            {"name": draw(st.sampled_from(["seat", "car"])), "amount": draw(MONEY), "per": "month"}
        ],
        "idle_cost": draw(MONEY),
        "hire": {"costs": {"recruiting": draw(MONEY)}, "lead": "1m", "max": {"heads": 2, "per": "month"}},
        "release": {"cost": draw(MONEY), "notice": "1m", "max_of_present": 1},
        "overtime": {"max_share": 0.05, "premium": 1 + draw(SHARE)},
    }


def problem(pay: dict[str, Any], headcount: int) -> Problem:
    """Twice the work, some of it without a price, more people needed later: pay sets what is short."""
    asked = changed(more=2.0, headcount=headcount, **pay)
    del asked["forecast"]["workstreams"][0]["shortage_cost"]
    asked["workforce"]["pools"][0]["needed_after"] = 40.0
    asked["forecast"]["workstreams"][1] |= {"shortage_cost": 40.0, "hours": 300.0}
    documents = {name: asked[name] for name in ("forecast", "workforce", "rate_card")}
    return Problem.model_validate_json(json.dumps(documents))


@pytest.fixture(scope="module")
def solved() -> Plan:
    """A plan that somebody's pay led to."""
    plan = solve(problem({}, 8), time_limit=20.0, gap=0.01, cores=1).plan
    assert plan is not None
    assert plan.actions
    assert sum(plan.workstreams["calls"].short) > 1
    assert plan.pools[TEAM].heads[-1] < 40
    return plan


def priced(found: Problem, plan: Plan) -> Result:
    """The same actions at other prices: every cost line worked out anew, as the check does."""
    lines = [
        CostLine(
            kind=Cost(kind),
            owner=owner,
            part=part,
            amounts=tuple(float(value(terms)) for terms in by_period),
            after=float(value(after)),
        )
        for (kind, owner, part), (by_period, after) in _expected(Case(found, plan, None, None)).items()
    ]
    sums = {
        cash: sum(sum(i.amounts) + i.after for i in lines if i.kind.cash is cash) for cash in (True, False)
    }
    cash, penalties = round(sums[True], 2), round(sums[False], 2)
    totals = {"cost": round(sums[True] + sums[False], 2), "cash": cash, "penalties": penalties}
    made = plan.model_copy(update={"costs": tuple(lines), **totals})
    assert check(found, made) == ()
    told = validate(found)
    return Result.model_validate(
        {
            "outcome": Outcome.FEASIBLE,
            "stop_reason": StopReason.GAP,
            "plan": made,
            **totals,
            "bound": 0.99 * totals["cost"],
            "gap": 0.01,
            "seconds": 1.0,
            "check": "passed",
            "assumptions": tuple(map(str, told.assumptions)),
            "warnings": tuple(map(str, told.warnings)),
            "limits": {"time_limit": 20.0, "gap": 0.01, "seed": 0},
            "versions": {"staffmix": "1"},
            "inputs": {"workforce": found.workforce.model_dump_json(), "forecast": "f"},
        }
    )


def blind(pay: dict[str, Any], plan: Plan, headcount: int = 8) -> Seen:
    found = problem(pay, headcount)
    return as_seen(found, priced(found, plan), False)


def levelled(seen: Seen, to: Seen) -> Seen:
    """With the other's sum, and the figures it is part of."""
    totals = {name: getattr(to.result, name) for name in TOTALS}
    return replace(seen, in_house=to.in_house, result=seen.result.model_copy(update=totals))


@settings(max_examples=8, deadline=None, phases=PHASES)
@given(one=pays(), other=pays())
def test_pay_changes_the_one_sum_and_nothing_else(
    solved: Plan, one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = blind(one, solved), blind(other, solved)
    assert to_text("report", levelled(second, first)) == to_text("report", first)
    view = PlanView(first.problem, first.result.plan or solved)
    other_view = PlanView(second.problem, second.result.plan or solved)
    assert actions("p", first, view) == actions("p", second, other_view)
    assert ledger("p", first) == ledger("p", second)
    assert check_of("p", first) == check_of("p", second)
    assert costs("p", first) == costs("p", levelled(second, first))
    assert plan_summary("p", first) == plan_summary("p", levelled(second, first))
    assert capacity("p", summary_of(first), None) == capacity("p", summary_of(second), None)
    before = blind({}, solved)
    assert compared(("a", "b"), before, first) == compared(("a", "b"), before, second)


@settings(max_examples=5, deadline=None, phases=PHASES)
@given(pay=pays())
def test_the_sum_and_what_is_seen_are_all_there_is(solved: Plan, pay: dict[str, Any]) -> None:
    found = problem(pay, 8)
    seen, whole = blind(pay, solved), as_seen(found, priced(found, solved), True)
    assert seen.in_house == whole.in_house is not None
    assert seen.result.plan is not None
    assert float(seen.in_house) + seen.result.plan.cost == pytest.approx(whole.result.cost, abs=0.011)
    assert seen.result.cost == whole.result.cost


def test_files_differ_in_the_sum_alone(solved: Plan) -> None:
    first, second = blind({}, solved), blind({"salary": 71_234.0}, solved)
    assert first.in_house != second.in_house
    second = levelled(second, first)
    assert workbook(first) == workbook(second)
    assert report(first) == report(second)


def test_few_people_tell_nothing_at_all() -> None:
    assert few(problem({}, LEAST - 3).workforce)  # two seniors beside them
    assert not few(problem({}, LEAST - 2).workforce)
    found = problem({}, LEAST - 3)
    plan = solve(found, time_limit=20.0, gap=0.05, cores=1).plan
    assert plan is not None
    first, second = (blind(pay, plan, LEAST - 3) for pay in ({}, {"salary": 71_234.0, "idle_cost": 3.0}))
    assert first.in_house is None
    assert to_text("report", first) == to_text("report", second)


@pytest.mark.parametrize("small", [False, True])
def test_a_state_without_pay_lets_no_salary_be_guessed(small: bool) -> None:
    used = {"key": None, "version": None, "hash": "f" * 64}
    inputs = {"forecast": used, "workforce": {**used, "few": small}}
    seen = state_without_pay({**dict.fromkeys(TOTALS, 9.0), "inputs": inputs, "id": "plan_1"})
    assert seen["inputs"]["workforce"]["hash"] is None
    assert seen["inputs"]["forecast"] == used
    assert [seen[name] for name in TOTALS] == [None if small else 9.0] * 3


def test_a_plan_reaches_the_child_as_it_is(solved: Plan) -> None:
    seen = blind({}, solved)
    assert from_text(to_text("workbook", seen)) == ("workbook", seen)


@pytest.mark.parametrize(
    ("field", "value", "told"), [("headcount", 5.0, False), ("min_headcount", 1.0, True)]
)
def test_other_people_in_a_variant_do_not_tell_what_they_earn(
    planned: Planned, field: str, value: float, told: bool
) -> None:
    # five seniors and no team would say what a senior earns
    rows = [("seniors", value), (TEAM, 0.0)]
    fields = [
        {"document": "workforce", "table": "pools", "row": row, "field": field, "value": to}
        for row, to in rows
    ]
    answer = planned.client.post(
        f"/v1/plans/{planned.first}:vary",
        json={"name": "Others", "changes": {"fields": fields}, "effort": {"time_limit": 5.0}},
        headers=planned.blind,
    )
    assert answer.status_code == 202, answer.text
    plan = answer.json()["id"]
    carry_out(Job(planned.store, "ours", plan, "tests", 1))
    assert planned.get("costs", headers=planned.blind).json()["in_house"] is not None
    assert (planned.get("costs", plan, headers=planned.blind).json()["in_house"] is not None) is told
    assert planned.get("costs", plan).json()["in_house"] is not None
