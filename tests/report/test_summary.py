import json
from datetime import date
from decimal import Decimal

import pytest

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.report import Summary, headline, summarise
from scheduler.report.capacity import OVERTIME, OWN, together
from scheduler.report.decisions import action_cost
from scheduler.report.frames import decision_frame
from scheduler.report.page.write import page
from scheduler.result import Conflict, Outcome, StopReason
from scheduler.rules import Cost
from tests.report.example import plan, problem, result


def test_the_headline_says_what_to_do_what_it_costs_and_how_good_it_is() -> None:
    # 60 above a bound of 59,700 is 0.1005 %, rounded up; 28 of 2,044 hours are 1.4 %
    assert headline(problem(), result()) == (
        "Hire 1 in phone team, contract 2 from Budget, 12 Apr to 3 May. 59,760 EUR, of it 2,520 penalties, "
        "at most 0.11 % above the cheapest possible; 1.4 % of the hours stay undone"
    )


def test_a_proven_plan_says_so() -> None:
    assert "proven cheapest" in headline(problem(), result(outcome=Outcome.OPTIMAL))


def test_without_a_bound_nothing_is_claimed() -> None:
    assert "how far from the cheapest is not known" in headline(problem(), result(bound=None, gap=None))


def test_a_plan_that_does_nothing_says_so() -> None:
    idle = plan().model_copy(update={"actions": ()})
    assert headline(problem(), result(plan=idle)).startswith("Keep the team as it is: nobody hired")


def test_contracts_that_follow_each_other_are_counted_at_their_peak() -> None:
    first = plan().actions[1]
    later = first.model_copy(update={"id": "contract-2", "start": date(2027, 5, 3), "end": None})
    moved = plan().model_copy(update={"actions": (first, later)})
    text = headline(problem(), result(plan=moved))
    assert "Contract up to 2 at a time from Budget, 12 Apr to the end of the plan. 59,760 EUR" in text


def test_an_infeasible_problem_names_the_rules() -> None:
    conflict = Conflict(rule="budget", owner="policy", periods=(2, 3), amount=500.0, text="500 too little")
    none = {"plan": None, "cost": None, "cash": None, "penalties": None, "check": None}
    found = result(outcome=Outcome.INFEASIBLE, stop_reason=StopReason.PROVED, conflicts=(conflict,), **none)
    assert headline(problem(), found) == "No plan can keep all the rules: budget stands in the way"


def test_no_plan_in_time_claims_nothing_about_there_being_none() -> None:
    none = {"plan": None, "cost": None, "cash": None, "penalties": None, "check": None}
    late = result(outcome=Outcome.NO_PLAN_IN_TIME, stop_reason=StopReason.TIME_LIMIT, **none)
    assert headline(problem(), late) == "No plan was found within 60 s; that does not mean that there is none"
    with pytest.raises(ValueError, match="no plan"):
        summarise(problem(), late)


def test_decisions_come_by_date_and_same_ones_together() -> None:
    hire = plan().actions[0]
    twice = plan().model_copy(update={"actions": (*plan().actions, hire.model_copy(update={"id": "hire-2"}))})
    found = summarise(problem(), result(plan=twice)).decisions
    assert [(d.decide_by, d.sentence(2027), d.ids) for d in found] == [
        (date(2027, 3, 29), "hire 2 in phone team, 5 Apr", ("hire-1", "hire-2")),
        (date(2027, 4, 5), "sign 2 budget phone (Budget), 12 Apr to 3 May", ("contract-1",)),
        (date(2027, 5, 3), "give notice 2 budget phone (Budget), 3 May", ("contract-1",)),
    ]


def test_the_end_of_a_contract_is_a_decision_of_its_own() -> None:
    contract = plan().actions[1].model_copy(update={"end_decide_by": date(2027, 4, 19)})
    ending = plan().model_copy(update={"actions": (contract,)})
    found = summarise(problem(), result(plan=ending)).decisions
    assert found[-1].sentence(2027) == "give notice 2 budget phone (Budget), 3 May"


def test_the_cost_of_actions_adds_up_to_the_cost_lines() -> None:
    # hire: 2,000 + five weeks of 600 pay and 150 on-cost; contract: 4,800 + 1,000 + 60
    view = summarise(problem(), result()).view
    assert [action_cost(view, action) for action in view.plan.actions] == pytest.approx([5750, 5860])


def test_reasons_for_not_using_somebody_are_facts() -> None:
    found = {entry.who: (entry.code, entry.why) for entry in summarise(problem(), result()).unused}
    assert found == {
        # 60 an hour, nothing hidden; budget phone: (4,800 + 1,000 + 60) / 168 h = 34.88
        "prime phone": (
            "dearer",
            "dearer: quoted 60.00, truly 60.00 a productive hour; the plan pays 34.88 (budget phone)",
        ),
        "Late": ("too_late", "cannot start before 7 Jun 2027, after the last period"),
        "french": ("no_work", "nothing in the forecast asks for french"),
        "budget phone on orders": ("no_access", "Budget has no clearance for payment data"),
    }


def test_the_true_cost_of_an_hour_shows_what_the_quote_hides() -> None:
    # 20 quoted; 240 paid hours for 168 delivered: 4,800/168 = 28.57; onboarding 1,000/168; licences 60/168
    cost = summarise(problem(), result()).contractors[0]
    assert cost.quoted == pytest.approx(20)
    assert cost.parts["paid hours that deliver nothing"] == pytest.approx(4800 / 168 - 20)
    assert cost.parts["onboarding and exit"] == pytest.approx(1000 / 168)
    assert cost.parts["overheads"] == pytest.approx(60 / 168)
    assert sum(cost.parts.values()) == pytest.approx(cost.true_rate) == pytest.approx(5860 / 168)


def test_capacity_is_told_apart_by_who_supplies_it() -> None:
    # the first week's 28 h of overtime go to work before all else
    supplies = summarise(problem(), result()).supplies
    assert [supply.skill for supply in supplies] == ["phone"]
    phone = supplies[0]
    assert list(phone.supply[OWN]) == pytest.approx([280, 308, 308, 308, 308, 308])
    assert list(phone.supply[OVERTIME]) == pytest.approx([28, 0, 0, 0, 0, 0])
    assert list(phone.supply["Budget"]) == pytest.approx([0, 0, 56, 56, 56, 0])
    every = together(supplies)
    assert list(sum(every.supply.values()) + every.short) == pytest.approx(list(every.demand))


def test_required_people_net_and_gross() -> None:
    # 308 h / 40 h = 7.7 FTE; 30 % shrinkage: 11
    phone = summarise(problem(), result()).supplies[0]
    assert phone.fte_net[0] == pytest.approx(7.7)
    assert phone.fte_gross[0] == pytest.approx(11.0)


def test_coverage_names_the_worst_week() -> None:
    found = summarise(problem(), result()).coverage
    assert (found.demand, found.short, found.worst) == (2044, 28, 3)
    assert found.share == pytest.approx(1 - 28 / 2044)
    assert found.worst_share == pytest.approx(1 - 28 / 392)


def test_months_split_by_days_and_add_up_to_the_cent() -> None:
    # the first week has 3 days in March: 3/7 of 6,000 = 2,571.43
    table = summarise(problem(), result()).months
    assert [str(month) for month in table.months] == ["2027-03-01", "2027-04-01", "2027-05-01"]
    assert table.rows[Cost.SALARY][0] == Decimal("2571.43")
    assert sum(table.column_totals()) == table.total == Decimal("59760.00")
    assert sum(table.column_totals(lambda kind: kind.cash)) == Decimal("57240.00")
    assert sum(table.column_totals(lambda kind: not kind.cash)) == Decimal("2520.00")


def test_a_currency_without_decimals_is_shown_without() -> None:
    yen = Plan.model_validate_json(plan().model_dump_json()).model_copy(update={"currency": "JPY"})
    table = summarise(problem(), result(plan=yen)).months
    assert all(amount == int(amount) for row in table.rows.values() for amount in row)
    assert table.total == 59760


def test_amounts_after_the_horizon_stand_apart() -> None:
    line = plan().costs[0].model_copy(update={"kind": Cost.TENURE_TAIL, "amounts": (0.0,) * 6, "after": 99.5})
    table = summarise(problem(), result(plan=plan().model_copy(update={"costs": (line,)}))).months
    assert [float(amount) for amount in table.rows[Cost.TENURE_TAIL]] == [0, 0, 0, 99.5]


def test_contracts_with_other_ends_are_other_decisions() -> None:
    first = plan().actions[1]
    ends = {"contract-1": date(2027, 5, 3), "contract-2": date(2027, 4, 26), "contract-3": None}
    found = [first.model_copy(update={"id": key, "end": end}) for key, end in ends.items()]
    lines = summarise(problem(), result(plan=plan().model_copy(update={"actions": tuple(found)}))).decisions
    assert {d.sentence(2027) for d in lines if d.kind == "contract"} == {
        "sign 2 budget phone (Budget), 12 Apr to 3 May",
        "sign 2 budget phone (Budget), 12 Apr to 26 Apr",
        "sign 2 budget phone (Budget), 12 Apr to the end of the plan",
    }


def test_a_conversion_is_taken_over_and_never_given_notice() -> None:
    contract = plan().actions[1].model_copy(update={"kind": "conversion"})
    later = contract.model_copy(update={"id": "c-2", "end": None, "end_decide_by": None})
    contract = contract.model_copy(update={"end": date(2027, 4, 19), "end_decide_by": date(2027, 4, 12)})
    changed = result(plan=plan().model_copy(update={"actions": (contract, later)}))
    assert [d.sentence(2027) for d in summarise(problem(), changed).decisions] == [
        "sign 2 budget phone (Budget), 12 Apr, not taken over within the plan",
        "sign 2 budget phone (Budget), 12 Apr, joining 19 Apr",
        "take over 2 budget phone (Budget), 19 Apr",
    ]
    assert "take over 2 of them" in headline(problem(), changed)


def _on_call() -> Summary:
    """Prime sells hours: 100 and 60 in the second and third week, 8 in the fifth; ordered a week ahead."""
    content = problem().model_dump(mode="json", by_alias=True)
    content["rate_card"]["offers"][1] |= {"unit": "hours", "lead": "1w", "min_term": "0d"}
    prime = plan().offers["prime phone"]
    hours = {"phone": (0.0, 100.0, 60.0, 0.0, 8.0, 0.0)}
    offers = {**plan().offers, "prime phone": prime.model_copy(update={"bought_hours": hours})}
    bought = (0.0, 6000.0, 3600.0, 0.0, 480.0, 0.0)
    line = plan().costs[4].model_copy(update={"owner": "prime phone", "amounts": bought})
    told = plan().model_copy(update={"offers": offers, "actions": (), "costs": (line,)})
    return summarise(Problem.model_validate_json(json.dumps(content)), result(plan=told))


def test_hours_on_call_are_ordered_their_lead_before_each_run() -> None:
    summary = _on_call()
    assert [(d.decide_by, d.sentence(2027), d.heads) for d in summary.decisions] == [
        (date(2027, 3, 29), "order 160 hours on call from Prime (prime phone), 5 Apr to 19 Apr", 0),
        (date(2027, 4, 19), "order 8 hours on call from Prime (prime phone), 26 Apr to 3 May", 0),
    ]
    rows = decision_frame(summary.view)
    assert list(rows["Hours"]) == [160, 8]
    assert list(rows["Cost to the end of the plan"]) == [9600, 480]
    assert "order on call from Prime (prime phone)" in page(summary)
    assert summary.headline.startswith("Buy 168 hours on call from Prime")


def test_hours_left_short_are_not_called_cheaper_when_they_are_not() -> None:
    # nobody but prime phone could do the work, at 60 an hour against 90 for an hour short
    content = problem().model_dump(mode="json", by_alias=True)
    content["rate_card"]["offers"] = content["rate_card"]["offers"][1:2]
    own = plan().model_copy(update={"actions": (), "allocations": plan().allocations[:2]})

    def reason() -> str:
        return summarise(Problem.model_validate_json(json.dumps(content)), result(plan=own)).unused[0].why

    assert reason().startswith("a limit or a whole head stands against it: quoted 60.00, truly 60.00")
    content["forecast"]["workstreams"][0]["shortage_cost"] = 50
    assert reason().startswith("leaving hours short costs less; quoted 60.00")
