"""Features of work, shares and the policy."""

from __future__ import annotations

from scheduler.rules import Rule
from tests.oracle.features import Draft, Pick, feature, week


@feature(Rule.SUPPLY_HOURS, Rule.COVERAGE, Rule.MAX_DELAY)
def waiting(pick: Pick, draft: Draft) -> None:
    draft.stream["max_delay"] = pick.one(["1w", "2w"])
    draft.stream["delay_cost"] = pick.one([None, {"amount": 1.0, "per": "week"}])
    draft.stream["opening_backlog"] = pick.one([0.0, 20.0, (10.0, 15.0)])
    draft.stream["closing_backlog"] = pick.one([None, 0.0, 30.0])
    draft.stream["max_backlog"] = pick.one([None, 50.0])


@feature(Rule.MAX_EARLY)
def ahead(pick: Pick, draft: Draft) -> None:
    draft.stream["max_early"] = pick.one(["1w", "2w"])
    draft.stream["early_cost"] = pick.one([None, {"amount": 2.0, "per": "week"}])
    draft.stream["opening_ahead"] = pick.one([0.0, 20.0])
    draft.stream["closing_ahead"] = pick.one([None, {"min": 10.0, "max": 30.0}, {"max": 0.0}])
    draft.stream["max_ahead"] = pick.one([None, 45.0])


@feature(Rule.MAX_SHORTAGE)
def service(pick: Pick, draft: Draft) -> None:
    draft.stream["max_shortage_share"] = pick.one([0.2, 0.5])
    before, then = pick.one([(90.0, 20.0), (15.0, 90.0)])
    draft.stream["shortage_cost"] = ({"value": before}, {"from": week(2), "value": then})
    soft = {"key": "mail", "skill": "talk", "volume": 60.0, "aht_seconds": 900.0, "occupancy": 0.75}
    draft.more("forecast", "workstreams", soft | {"must_meet": pick.one([False, True])})


@feature(Rule.CONTRACTOR_SHARE, Rule.INHOUSE_SHARE)
def shares(pick: Pick, draft: Draft) -> None:
    draft.stream["max_contractor_share"] = pick.one([None, 0.5])
    over = pick.one(["period", "horizon"])
    draft.policy["max_contractor_share"] = ({"share": 0.6, "over": over, "skill": "talk"},)
    draft.policy["min_inhouse_share"] = ({"share": 0.3, "over": over, "from": week(1)},)


@feature(Rule.BUDGET)
def budget(pick: Pick, draft: Draft) -> None:
    span = {"from": week(1), "to": week(3)}
    draft.policy["budget"] = (span | {"amount": pick.one([6000.0, 4500.0])},)


@feature()
def real_heads(pick: Pick, draft: Draft) -> None:
    draft.policy["whole_heads"] = pick.one([False])


@feature(Rule.FROZEN)
def baseline(pick: Pick, draft: Draft) -> None:
    draft.policy["frozen_until"] = pick.one([week(1), week(2), None])
    draft.policy["change_cost"] = pick.one([50.0, 400.0])
