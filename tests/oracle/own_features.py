"""Features of own people."""

from __future__ import annotations

from scheduler.rules import Rule
from tests.oracle.features import Draft, Pick, feature, week


def weekly(*values: float) -> dict[str, object]:
    return {"step": "week", "values": values}


@feature(Rule.HEADCOUNT_BALANCE)
def leavers(pick: Pick, draft: Draft) -> None:
    draft.pool["attrition"] = pick.one([0.4, 0.9])
    draft.pool["headcount"] += 1.0
    draft.known("arriving", {"date": week(pick.one([1, 0, 2])), "heads": pick.one([1.0, 2.0])})
    draft.pool["leaving"] = ({"date": week(pick.one([1, 2])), "heads": 0.5},)


@feature()
def newcomers(pick: Pick, draft: Draft) -> None:
    draft.hire["ramp"] = weekly(*pick.one([(0.5,), (0.25, 0.75), (0.0, 0.5, 0.8)]))
    draft.hire["mentor_hours"] = pick.one([0.0, 4.0])
    draft.pool["attrition_by_age"] = weekly(*pick.one([(0.95,), (0.9, 0.5)]))
    draft.pool["pay_by_age"] = weekly(*pick.one([(0.8,), (0.7, 0.9)]))
    draft.pool["headcount"] += 1.0
    draft.known("recent_starters", {"started": week(pick.one([-1, -2])), "heads": 1.0})


@feature()
def known_arrivals(pick: Pick, draft: Draft) -> None:
    draft.hire["ramp"] = weekly(*pick.one([(0.5,), (0.25, 0.75)]))
    draft.pool["attrition"] = pick.one([0.4, 0.9])
    draft.known(
        "arriving",
        {"date": week(pick.one([0, 1, 2])), "heads": 1.0, "experienced": True},
        {"date": week(1), "heads": 0.5},
    )


@feature()
def lately_hired(pick: Pick, draft: Draft) -> None:
    draft.hire["ramp"] = weekly(*pick.one([(0.5,), (0.25, 0.75)]))
    draft.pool["attrition"] = pick.one([0.4, 0.0])
    draft.pool["headcount"] += 2.0
    draft.known(
        "recent_starters",
        {"started": week(pick.one([-1, -2])), "heads": 0.5, "bound_until": week(pick.one([0, 2, 9]))},
        {"started": week(-3), "heads": 1.0, "experienced": True, "bound_until": week(pick.one([1, -1, 3]))},
    )
    draft.known(
        "arriving",
        {"date": week(1), "heads": 1.0, "experienced": pick.one([True, False]), "bound_until": week(2)},
    )
    draft.release["max_of_present"] = pick.one([0.0, 1.0, 0.5])


@feature()
def learners(pick: Pick, draft: Draft) -> None:
    draft.pool["attrition"] = pick.one([0.0, 0.4])
    draft.pool["headcount"] += 1.0
    draft.known(
        "recent_starters",
        {
            "started": week(-1),
            "heads": 1.0,
            "learning_until": week(pick.one([1, 2, 0, 30])),
            "survival": pick.one([1.0, 0.5]),
            "bound_until": pick.one([None, week(3)]),
        },
    )


@feature(Rule.HIRE_LEAD, Rule.HIRE_LIMIT)
def hiring(pick: Pick, draft: Draft) -> None:
    draft.hire["lead"] = pick.one(["1w", "8d", "0d"])
    taken = ({"date": week(pick.one([-1, 0, 1])), "heads": 1.0},)
    draft.hire["max"] = {"heads": pick.one([1.0, 2.0]), "per": pick.one(["week", "month"]), "taken": taken}
    draft.hire["max_total"] = pick.one([2.0, 3.0])


@feature(Rule.RELEASE_NOTICE, Rule.RELEASE_LIMIT, Rule.RELEASE_OF_PRESENT)
def releases(pick: Pick, draft: Draft) -> None:
    draft.pool["headcount"] += 1.0
    draft.pool["release"] = {
        "cost": pick.one([150.0, 0.0, 700.0]),
        "notice": pick.one(["0d", "1w"]),
        "max_of_present": pick.one([1, 2, 0]),
        "max": {"heads": pick.one([1.0, 2.0]), "per": "week"},
        "max_share": pick.one([None, 0.7]),
    }


@feature()
def share_of_releases(pick: Pick, draft: Draft) -> None:
    draft.pool["headcount"] += 2.0
    gone = ({"date": week(pick.one([-1, 0, 4])), "heads": pick.one([1.0, 0.5])},)
    terms = {"max_share": pick.one([0.4, 0.6]), "share_of": pick.one([None, 5.0])}
    draft.release.update(terms, max_of_present=3)
    if "max" in draft.release:
        draft.release["max"] = {"heads": 2.0, "per": "month", "taken": gone}
    else:
        draft.release["share_taken"] = gone


@feature(Rule.MIN_TENURE)
def tenure(pick: Pick, draft: Draft) -> None:
    draft.hire["min_tenure"] = pick.one(["2w", "3w", "20w"])
    draft.release["cost"] = pick.one([0.0, 200.0])


@feature(Rule.HEADCOUNT_LIMITS)
def heads_within(pick: Pick, draft: Draft) -> None:
    draft.pool["min_headcount"] = pick.one([1.0, 2.0])
    draft.pool["max_headcount"] = pick.one([2.0, 3.0])


@feature(Rule.HEADCOUNT_TOTAL, Rule.TOTAL_HEADS, Rule.HIRES_TOTAL)
def heads_in_all(pick: Pick, draft: Draft) -> None:
    draft.policy["max_headcount"] = pick.one([2.0, 1.0, 3.0])
    draft.policy["max_total_heads"] = pick.one([3.0, 2.0])
    draft.policy["max_hires"] = pick.one([1.0, 2.0])


@feature(Rule.MOVE_LIMIT)
def moves(pick: Pick, draft: Draft) -> None:
    other = {
        "key": "writers",
        "skills": {"write": 1.0, "talk": 0.8},
        "headcount": pick.one([2.0, 1.0]),
        "salary": pick.one([900.0, 1200.0]),
        "per": "week",
        "needed_after": "unknown",
        "attrition": pick.one([0.0, 0.5]),
    }
    draft.more("workforce", "pools", other)
    move = {
        "key": "swap",
        "from": "writers",
        "to": "team",
        "cost": pick.one([100.0, 0.0]),
        "duration": pick.one(["0d", "1w", "2w"]),
        "survival": pick.one([1.0, 0.5]),
        "max": {"heads": 1.0, "per": "week"},
        "max_share_of_target": pick.one([None, 0.6]),
    }
    draft.more("workforce", "moves", move)
    letters = {"key": "letters", "skill": "write", "hours": pick.one([20.0, 40.0]), "shortage_cost": 60.0}
    draft.more("forecast", "workstreams", letters)


@feature(Rule.OVERTIME_LIMIT, Rule.SHORT_TIME_LIMIT)
def flexible_hours(pick: Pick, draft: Draft) -> None:
    draft.pool["headcount"] += 1.0
    draft.pool["overtime"] = {
        "max_share": pick.one([0.25, 0.1]),
        "premium": pick.one([1.5, 1.25]),
    }
    draft.pool["short_time"] = {
        "max_heads": pick.one([1.0, 2.0]),
        "hours_share": pick.one([0.5, 0.0]),
        "pay_share": pick.one([0.6, 0.2]),
        "cost": {"amount": pick.one([50.0, 0.0]), "per": "week"},
    }


@feature(Rule.IDLE_LIMIT, Rule.IDLE_TOTAL)
def idling(pick: Pick, draft: Draft) -> None:
    draft.pool["idle_cost"] = pick.one([5.0, 20.0])
    draft.pool["max_idle"] = {"hours": pick.one([30.0, 60.0]), "per": "week"}
    draft.policy["max_idle"] = {"hours": pick.one([60.0, 100.0]), "per": "month"}
    draft.release["notice"] = "0d"


@feature()
def coming_and_going_for_nothing(pick: Pick, draft: Draft) -> None:
    draft.hire.update(costs={}, min_tenure="0d", lead=pick.one(["0d", "1w"]))
    draft.release.update(cost=0.0, notice="0d", max_of_present=pick.one([2, 50]))
    draft.pool["attrition"] = pick.one([0.0, 0.3])


@feature()
def after_the_plan(pick: Pick, draft: Draft) -> None:
    draft.pool["needed_after"] = pick.one(["today", 0.0, 2.0, 3.0])
    draft.hire["min_tenure"] = pick.one(["3w", "5w", "0d"])
    draft.pool["hires_needed_after"] = pick.one([None, None, 0.5])
    draft.hire["ramp"] = weekly(0.5, 0.75)
    draft.offer["exit"] = 80.0


@feature()
def pay(pick: Pick, draft: Draft) -> None:
    draft.pool["on_cost_share"] = pick.one([0.2, 0.31])
    draft.pool["absence"] = pick.one([0.1, 0.05])
    draft.pool["shrinkage"] = (
        {"value": 0.2},
        {"from": week(2), "value": 0.3},
    )
    draft.pool["overheads"] = (
        {"name": "seat", "amount": 130.0},
        {"name": "laptop", "amount": 90.0, "basis": "start"},
        {"name": "licence", "amount": 0.5, "basis": "productive_hour"},
        {"name": "canteen", "amount": 0.02, "basis": "rate"},
    )
    draft.pool["salary"] = ({"value": draft.pool["salary"]}, {"from": week(1), "value": 1050.0})
