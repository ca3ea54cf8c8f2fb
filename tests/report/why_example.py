"""An explanation of the example plan: what needs no solve is worked out by hand, the rest made up.

Budget phone: 2 heads for 3 weeks at 20 an hour are 4,800 for 240 hours, of which 168 are productive:
28.5714 an hour, 8.5714 of it shrinkage; onboarding 1,000 and licences 60 add 5.9524 and 0.3571.
"""

from __future__ import annotations

from typing import Any

from scheduler.explain.explanation import Explanation
from scheduler.explain.reasons import Reason
from scheduler.explain.vendors import VendorView
from tests.report.example import START

PAID = (91234.5, 93456.7, 94567.8, 95678.9, 3.21, 41.23, 96789.5, 97890.5)
"""Figures that tell pay, unlike any other."""
OUTSIDE = 20 + 60 / 7 + 1060 / 168


def explanation(**changes: Any) -> Explanation:
    """Everything there can be to tell; `changes` replace whole rooms."""
    found = {
        "currency": "EUR",
        "cost": 59760.0,
        "bound": 59700.0,
        "prices": (_prices(),),
        "worth": (_worth(),),
        "reasons": (hired(), contracted()),
        "break_even": (_point(),),
        "vendors": (budget(), prime(), late()),
        "unanswered": ("reasons: overtime/phone team", "worth: policy/max_headcount"),
    }
    return Explanation.model_validate({**found, **changes})


def hired(**changes: Any) -> Reason:
    facts = {
        "action": "hire/phone team/2027-04-05",
        "kind": "hire",
        "owner": "phone team",
        "heads": 1.0,
        "since": START.replace(month=4, day=5),
        "until": None,
        "cost": PAID[0],
        "tells_pay": True,
        "serves": (),
        "edit": "at most 0 hires in phone team",
        "found": "plan",
        "dearer": {"low": 1200.4, "high": PAID[1]},
        "other_cost": PAID[2],
        "instead": (),
        "against": (),
        "binds": (
            {"rule": "hire_limit", "owner": "phone team", "since": None, "until": None, "text": "Hires: 1"},
        ),
        "text": "1 hire in phone team: for calls. Without, the best plan costs 1,200 to 93,457 more.",
        "text_without_pay": "1 hire in phone team: for calls.",
    }
    return Reason.model_validate({**facts, **changes})


def contracted() -> Reason:
    heads = {"action": "contract/budget phone", "kind": "contract", "owner": "budget phone", "heads": 2.0}
    days = {"since": START.replace(month=4, day=12), "until": START.replace(month=5, day=3)}
    said = {
        "text": "2 from budget phone: no plan without.",
        "text_without_pay": "2 from budget phone: for calls.",
    }
    none = {"found": "impossible", "dearer": None, "other_cost": None, "cost": 5860.0, "tells_pay": False}
    return hired(**heads, **days, **said, **none)


def budget() -> VendorView:
    lines = {"billed hour": 20.0, "shrinkage": 60 / 7, "onboarding": 1000 / 168, "licences": 60 / 168}
    offer = _offer("budget phone", lines, hours=168.0, supervision=PAID[4], supervision_hours=0.1)
    without = {
        "found": "plan",
        "cost": PAID[3],
        "change": {"low": 250.9, "high": PAID[6]},
        "hours_short": 3.0,
    }
    shared = {"skill": "phone", "hours": 168.0, "share": 0.08, "peak": 0.15, "peak_day": START}
    return _vendor(
        "Budget", offers=(offer,), used=True, hours=168.0, share=0.08, skills=(shared,), outside=OUTSIDE,
        true_cost=PAID[5], without=without, only={"found": "same", "change": {"low": 0.0, "high": 60.0}},
        risks=("15 % of phone in the week of 26 Apr 2027",),
    )  # fmt: skip


def prime() -> VendorView:
    """Faster than paid for: 60 quoted, 57 an hour by its terms."""
    offer = _offer("prime phone", {"billed hour": 60.0, "efficiency": -3.0})
    return _vendor("Prime", offers=(offer,), without={"found": "impossible"}, only={"found": "late"})


def late() -> VendorView:
    change = {"low": 400.2, "high": None}
    return _vendor(
        "Late", offers=(), without={"found": "late", "change": change}, only={"found": "not asked"}
    )


def _vendor(key: str, **facts: Any) -> VendorView:
    empty = ("skills", "only_cleared", "alone_cleared", "only_vendor_for", "barred", "risks")
    said = {"text": f"{key}: costs {PAID[7]:,.0f} more.", "text_without_pay": f"{key} does its part."}
    none = {"used": False, "fixed_cost": 0.0, "hours": 0.0, "share": 0.0, "outside": None, "true_cost": None}
    return VendorView.model_validate({"vendor": key, **dict.fromkeys(empty, ()), **none, **said, **facts})


def _offer(key: str, lines: dict[str, float], **facts: Any) -> dict[str, Any]:
    outside = sum(lines.values())
    supervision = facts.get("supervision")
    return {
        "offer": key, "unit": "heads", "used": bool(facts), "as_used": bool(facts), "per": "hour",
        "rate": lines["billed hour"], "currency": "EUR", "quoted": lines["billed hour"], "hours": 0.0,
        "lines": tuple({"name": name, "per_hour": value} for name, value in lines.items()),
        "outside": outside, "supervision_hours": 0.0, "supervision": None,
        "true_cost": None if supervision is None else outside + supervision, **facts,
    }  # fmt: skip


def _prices() -> dict[str, Any]:
    days = tuple(START.fromordinal(START.toordinal() + 7 * t) for t in range(6))
    through = {"fte": 2, "hours": 480.0, "possible": True, "per_hour": {"low": 21.238, "high": 30.001},
               "in_relaxation": 25.5, "relaxation": "agrees"}  # fmt: skip
    return {
        "skill": "phone",
        "currency": "EUR",
        "first_days": days,
        "heads_as_planned": {"method": "heads as planned", "amounts": (40.18, 0.0, 0.0, None, 90.0, 0.0)},
        "lp_relaxation": {"method": "LP relaxation", "amounts": (38.5,) * 6},
        "throughout": through,
        "text": "One more hour of phone.",
    }


def _worth() -> dict[str, Any]:
    return {
        "limit": "workforce/pools/phone team/hire/max", "unit": "hire more", "before": "1", "after": "2",
        "steps": 1, "currency": "EUR", "method": "re-solve", "possible": True,
        "saving": {"low": 700.6, "high": 811.2}, "each": {"low": 700.6, "high": 811.2},
        "in_relaxation": 750.0, "text": "1 hire more saves 700 to 812.",
    }  # fmt: skip


def _point() -> dict[str, Any]:
    return {"kind": "rate", "subject": "Budget", "offers": ("budget phone",), "unit": "EUR per hour",
            "now": 20.0, "low": 24.5, "high": None,
            "text": "Budget surely stays up to 24.50 an hour."}  # fmt: skip
