"""Features of offers, vendors and contracts."""

from __future__ import annotations

from scheduler.rules import Rule
from tests.oracle.features import Draft, Pick, feature, week
from tests.oracle.own_features import weekly


@feature(Rule.CONTRACT_BALANCE, Rule.MIN_TERM, Rule.MAX_TERM)
def terms(pick: Pick, draft: Draft) -> None:
    draft.offer["min_term"] = pick.one(["2w", "3w", "10d"])
    draft.offer["max_term"] = pick.one([None, "3w", "4w"])
    draft.offer["onboarding"] = pick.one([100.0, 0.0])


@feature()
def fee(pick: Pick, draft: Draft) -> None:
    draft.offer["min_term"] = pick.one(["3w", "2w", "5w"])
    draft.offer.pop("max_term", None)
    draft.offer["early_exit_fee"] = pick.one([0.5, 0.25, 1.0])


@feature()
def ages(pick: Pick, draft: Draft) -> None:
    draft.offer["ramp"] = weekly(*pick.one([(0.5,), (0.6, 0.9)]))
    draft.offer["rate_by_age"] = weekly(*pick.one([(0.7,), (0.6, 0.9), (0.5, 0.5, 0.8)]))


@feature(Rule.RUNNING_CONTRACT, Rule.CONTRACT_NOTICE)
def lots(pick: Pick, draft: Draft) -> None:
    draft.offer["notice"] = pick.one(["1w", "0d", "2w"])
    draft.more(
        "rate_card",
        "running",
        {
            "key": "old",
            "offer": "agents",
            "heads": pick.one([1.0, 2.0]),
            "started": week(pick.one([-10, -1])),
            "earliest_end": week(pick.one([1, 0, 2, 9])),
            "latest_end": pick.one([None, week(9)]),
            "rate": pick.one([None, 800.0, 2500.0, ({"value": 2500.0}, {"from": week(2), "value": 800.0})]),
            "joins": pick.one([False, True]),
            "min_heads_hold": pick.one([False, True]),
        },
        {"key": "signed", "offer": "agents", "heads": 1.0, "started": week(1)},
    )


@feature()
def bound(pick: Pick, draft: Draft) -> None:
    """A contract signed that nobody can leave for some weeks, for no fee."""
    draft.offer["early_exit_fee"] = pick.one([None, 0.1, 0.5])
    draft.offer["min_term"] = "4w"
    draft.offer.pop("max_term", None)
    lot = {
        "key": "bound",
        "offer": "agents",
        "heads": pick.one([1.0, 2.0]),
        "started": week(pick.one([-1, 1, -3])),
        "earliest_end": pick.one([None, week(1), week(8)]),
        "bound_until": week(pick.one([2, 1, 3, 8])),
        "latest_end": pick.one([None, week(8)]),
    }
    draft.more("rate_card", "running", lot)


@feature(Rule.CONVERSION)
def converting(pick: Pick, draft: Draft) -> None:
    draft.offer["conversion"] = {
        "fee": pick.one([100.0, 0.0]),
        "after": pick.one(["1w", "2w", "0d"]),
        "to_pool": "team",
        "max": pick.one([1, 2]),
    }
    draft.pool["salary"] = 600.0


@feature(Rule.CONTRACT_LEAD, Rule.CONTRACT_WINDOW)
def dates(pick: Pick, draft: Draft) -> None:
    draft.offer["lead"] = pick.one(["1w", "0d", "3d"])
    draft.offer["start_from"] = pick.one([None, week(1)])
    draft.offer["start_until"] = pick.one([None, week(2)])
    draft.offer["last_end"] = pick.one([week(3), None, week(2)])


@feature(Rule.CONTRACT_LIMITS)
def offer_limits(pick: Pick, draft: Draft) -> None:
    draft.offer["min_heads"] = pick.one([2, 0, 3])
    draft.offer["max_heads"] = pick.one([3.0, 4.0, None])
    draft.offer["batch"] = pick.one([1, 2])
    draft.offer["max_starts"] = pick.one([None, {"heads": 2.0, "per": "week"}])


@feature()
def falling_limit(pick: Pick, draft: Draft) -> None:
    """Fewer heads later than now, of contracts that run too."""
    steps = ({"value": 3.0}, {"from": week(pick.one([1, 2])), "value": pick.one([1.0, 2.0])})
    pick.one([draft.offer, draft.vendor])["max_heads"] = steps


@feature(Rule.VENDOR_LIMITS, Rule.VENDOR_USED)
def vendor_limits(pick: Pick, draft: Draft) -> None:
    draft.vendor["fixed_cost"] = pick.one([400.0, 1500.0])
    draft.vendor["max_heads"] = pick.one([2.0, 3.0])
    draft.vendor["min_heads_if_used"] = pick.one([0, 2])
    draft.vendor["max_starts"] = pick.one([None, {"heads": 2.0, "per": "month"}])


@feature()
def engaged(_: Pick, draft: Draft) -> None:
    draft.vendor["engaged"] = True


@feature(Rule.VENDOR_COMMITMENT)
def commitment(pick: Pick, draft: Draft) -> None:
    draft.vendor["commitment"] = {
        "amount": pick.one([4000.0, 9000.0]),
        "from": week(pick.one([0, -2, 1])),
        "to": week(pick.one([3, 2, 8])),
        "spent": 300.0,
    }


@feature(Rule.VENDOR_COUNT, Rule.VENDOR_SHARE, Rule.ACCESS)
def second_vendor(pick: Pick, draft: Draft) -> None:
    draft.more("rate_card", "vendors", {"key": "experts", "fixed_cost": 200.0, "clearance": ("personal",)})
    other = {
        "key": "seniors",
        "vendor": "experts",
        "skills": {"talk": 1.25, "write": 1.0},
        "rate": pick.one([40.0, 28.0]),
        "per": "hour",
        "basis": pick.one(["paid", "productive"]),
        "shrinkage": 0.1,
        "rework_share": pick.one([0.0, 0.05]),
        "dedication": pick.one([1.0, 0.9]),
    }
    draft.more("rate_card", "offers", other)
    draft.policy["max_vendors"] = pick.one([1, 2])
    draft.policy["max_vendor_share"] = (
        {"share": 0.6, "over": pick.one(["period", "horizon"]), "vendor": pick.one([None, "agency"])},
    )
    draft.vendor["max_share"] = pick.one([None, 0.7])
    if pick.one([False, True]):
        secret = {"key": "secret", "skill": "talk", "hours": 25.0, "shortage_cost": 70.0}
        draft.more("forecast", "workstreams", secret | {"data_class": "personal"})


@feature()
def on_call(pick: Pick, draft: Draft) -> None:
    bought = {
        "key": "hotline",
        "vendor": "agency",
        "unit": "hours",
        "skills": {"talk": 0.9},
        "rate": pick.one([35.0, 50.0]),
        "shrinkage": 0.1,
        "max_hours": pick.one([None, {"hours": 30.0, "per": "week"}]),
        "bands": pick.one([(), ({"above": 20.0, "rate": 30.0},), ({"above": 15.0, "rate": 60.0},)]),
        "lead": pick.one(["0d", "1w"]),
    }
    output = {
        "key": "tickets",
        "vendor": "agency",
        "unit": "output",
        "skills": {"talk": 1.0},
        "rate": pick.one([6.0, 9.0]),
        "per": "contact",
        "aht_seconds": 600.0,
        "max_hours": {"hours": 20.0, "per": "week"},
    }
    draft.more("rate_card", "offers", *pick.one([(bought,), (output,), (bought, output)]))


@feature()
def bands(pick: Pick, draft: Draft) -> None:
    draft.offer.pop("rate_by_age", None)
    draft.offer["bands"] = pick.one(
        [({"above": 1.0, "rate": 600.0},), ({"above": 1.0, "rate": 1900.0}, {"above": 2.0, "rate": 900.0})]
    )


@feature(Rule.SUPERVISION)
def hidden_costs(pick: Pick, draft: Draft) -> None:
    draft.offer["supervision"] = {pick.one(["talk"]): pick.one([4.0, 10.0])}
    draft.offer["onboarding"] = 120.0
    draft.offer["exit"] = pick.one([60.0, 0.0])
    draft.offer["overheads"] = (
        {"name": "badge", "amount": 30.0, "basis": "start"},
        {"name": "seat", "amount": 100.0},
        {"name": "margin", "amount": 0.05, "basis": "rate"},
        {"name": "portal", "amount": 0.5, "basis": "productive_hour"},
    )
    draft.offer["rework_share"] = 0.1
    draft.vendor["currency"] = "USD"
    draft.policy["exchange_rates"] = {"USD": 0.8}
