"""Laws of what is said of a plan without pay: whatever pay would change is not in it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.parts.child import from_text, to_text
from api.parts.page import report
from api.parts.pay import as_seen
from api.parts.pay_of_why import alternative_without_pay, explanation_without_pay
from api.parts.workbook import workbook
from scheduler import Problem, Result, solve
from scheduler.engine import Crew, Engine
from scheduler.explain.alternatives import AlternativePlan, one_alternative
from scheduler.explain.alternatives.character import LEAST_AFTER
from scheduler.explain.asking import Explained
from scheduler.explain.explain import explain
from scheduler.explain.explanation import Explanation
from scheduler.explain.interval import Interval
from scheduler.explain.remedies import Remedy
from scheduler.explain.remedies.edit import Cell, Edit
from tests.api import small

MONEY = st.floats(-1e6, 1e6).map(lambda amount: round(amount, 2))
TOTALS = ("cost", "bound")


def solved(salary: float) -> tuple[Problem, Result]:
    problem = Problem.model_validate_json(json.dumps(small.problem(salary=salary)))
    return problem, solve(problem, time_limit=20.0, gap=0.0, cores=1)


def why(problem: Problem, result: Result) -> Explanation:
    with Engine() as engine:
        return explain(problem, result, time_limit=120.0, crew=Crew([engine]))


@pytest.fixture(scope="module")
def both() -> list[tuple[Problem, Result, Explanation]]:
    """The desk at two salaries that lead to the same actions, all of it explained."""
    found = [solved(salary) for salary in (500.0, 507.0)]
    assert found[0][1].plan is not None
    assert found[1][1].plan is not None
    assert found[0][1].plan.actions == found[1][1].plan.actions
    return [(problem, result, why(problem, result)) for problem, result in found]


def test_pay_changes_an_explanation_and_nothing_of_what_is_seen_without(
    both: list[tuple[Problem, Result, Explanation]],
) -> None:
    one, other = (each[2] for each in both)
    assert one.reasons != other.reasons
    assert one.prices
    assert one.break_even
    assert one.unanswered == other.unanswered == ()
    seen = [explanation_without_pay(each, few=False) for each in (one, other)]
    assert seen[0].cost == one.cost
    assert [seen[0].prices, seen[0].worth, seen[0].break_even] == [(), (), ()]
    level = seen[1].model_copy(update={name: getattr(seen[0], name) for name in TOTALS})
    assert level == seen[0]
    few = [explanation_without_pay(each, few=True) for each in (one, other)]
    assert few[0] == few[1]


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_no_figure_that_tells_pay_gets_through(
    both: list[tuple[Problem, Result, Explanation]], data: st.DataObject
) -> None:
    found = both[0][2]
    changed = with_other_money(found, lambda: data.draw(MONEY))
    assert changed != found
    assert explanation_without_pay(changed, few=True) == explanation_without_pay(found, few=True)


def with_other_money(found: Explanation, amount: Any) -> Explanation:
    """The same explanation where every sum that pay may set is another."""
    reasons = [
        each.model_copy(
            update={
                "dearer": Interval(low=amount(), high=None),
                "other_cost": amount(),
                "text": f"costs {amount()}",
                **({"cost": amount()} if each.tells_pay else {}),
            }
        )
        for each in found.reasons
    ]
    vendors = [
        each.model_copy(
            update={
                "true_cost": amount(),
                "without": each.without.model_copy(update={"cost": amount(), "found": "plan"}),
                "only": each.only.model_copy(update={"cost": amount(), "found": "plan"}),
                "text": f"truly {amount()}",
                "offers": tuple(
                    offer.model_copy(update={"supervision": amount(), "true_cost": amount()})
                    for offer in each.offers
                ),
            }
        )
        for each in found.vendors
    ]
    worth = [each.model_copy(update={"saving": None, "text": f"saves {amount()}"}) for each in found.worth]
    update = {"reasons": tuple(reasons), "vendors": tuple(vendors), "worth": tuple(worth), "cost": amount()}
    return found.model_copy(update=update)


@given(before=MONEY, after=MONEY, cost=MONEY)
def test_a_remedy_says_what_gives_and_not_by_how_much_a_budget_does(
    before: float, after: float, cost: float
) -> None:
    def remedy(before: float, after: float, cost: float) -> Explanation:
        cell = Cell.model_validate(
            {
                "document": "policy",
                "table": "budget",
                "row": "0",
                "field": "amount",
                "from": before,
                "to": after,
            }
        )
        budget = Edit(rule="budget", owner="", cells=(cell,), text=f"budget +{after - before}")
        lead = Edit(rule="contract_lead", owner="acme", cells=(), text="let acme start 2 weeks sooner")
        text = f"{budget.text}: then there is a plan for {cost}"
        given = Remedy(edits=(budget, lead), cost=Interval(low=cost, high=cost), least=True, text=text)
        return Explanation(currency="EUR", cost=None, bound=None, remedies=(given,))

    seen = explanation_without_pay(remedy(before, after, cost), few=False)
    assert seen == explanation_without_pay(remedy(1.0, 2.0, 3.0), few=False)
    assert seen.remedies[0].text == (
        "a larger budget and let acme start 2 weeks sooner: then there is a plan"
    )


@pytest.mark.parametrize("character", ["most in-house", "fewest changes", LEAST_AFTER])
def test_alternatives_differ_in_what_is_decided_and_in_no_sum(
    both: list[tuple[Problem, Result, Explanation]], character: str
) -> None:
    with Engine() as engine:
        found = [
            one_alternative(character, Explained(problem, result), engine, slack=0.5, seconds=10.0)
            for problem, result, _ in both
        ]
    one, other = (alternative_without_pay(told(each)) for each in found)
    assert one == other
    assert [one["cost"], one["dearer"], one["dearer_than_cheapest"]] == [None, None, None]
    if found[0].plan is not None:
        assert found[0].text != found[1].text  # they cost differently
    if character == LEAST_AFTER:
        assert [one["before"], one["after"], one["least"]] == [None, None, None]


def told(found: AlternativePlan) -> dict[str, Any]:
    identity = None if found.plan is None else "plan_1"
    return {**found.model_dump(mode="json", exclude={"plan"}), "id": identity}


def test_files_without_pay_hold_the_explanation_and_no_pay(
    both: list[tuple[Problem, Result, Explanation]],
) -> None:
    made = []
    for problem, result, found in both:
        seen = as_seen(problem, result.model_copy(update={"seconds": 1.0}), False, small=True)
        seen = replace(seen, explanation=explanation_without_pay(found, few=True))
        assert from_text(to_text("report", seen)) == ("report", seen)
        made.append((report(seen), workbook(seen)))
    assert made[0][0].decode().split("<section") == made[1][0].decode().split("<section")
    assert made[0][1] == made[1][1]
    assert b"Why this plan" in made[0][0]
    whole = replace(as_seen(both[0][0], both[0][1], True), explanation=both[0][2])
    assert both[0][2].break_even[0].text.encode() in report(whole)
