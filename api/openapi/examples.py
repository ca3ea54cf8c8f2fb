"""Bodies that show what may be sent, by operation; a test sends every one of them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import fixtures

SMALL, LIMITED = "red-tomato", "it-project"  # one that is solved in no time, one with a policy
KEY = "emea"  # of the documents that examples refer to
VERBS = ("put", "validate", "tabulate")  # of documents as they are
Shown = dict[str, dict[str, Any]]

PATCHES: Shown = {
    "patch_forecast": {"another currency": {"currency": "EUR"}},
    "patch_forecast_workstreams": {"less time on the work": {"occupancy": 0.85}},
    "patch_workforce": {"no moves any more: a list is replaced as a whole": {"moves": []}},
    "patch_workforce_pools": {"two more people": {"headcount": 82.0}},
    "patch_workforce_moves": {"nine of ten arrive": {"survival": 0.9}},
    "patch_rate_card": {"no contract runs any more": {"running": []}},
    "patch_rate_card_vendors": {"at most so many people": {"max_heads": 40}},
    "patch_rate_card_offers": {"another rate": {"rate": 32.6}},
    "patch_rate_card_running": {"fewer people": {"heads": 4.0}},
    "patch_policy": {"whole people only, and a limit taken away": {"whole_heads": True, "max_hires": None}},
    "patch_requisition": {
        "opened, with one's own id": {"external_id": "REQ-1042", "status": "opened"},
        "one was found": {"heads_filled": 1.0, "start": "2027-03-01"},
    },
}
OTHERS: Shown = {
    "create_webhook": {
        "told of plans": {"url": "https://hr.example/staffmix", "events": ["plan.finished", "plan.adopted"]}
    },
    "put_mapping": {
        "a plain export": {
            "columns": {
                "employee": ["Employee #"],
                "job": ["Job Title"],
                "site": ["Location"],
                "type": ["Employment Status"],
                "start": ["Hire Date"],
                "end": ["Termination Date"],
                "fte": ["FTE"],
                "salary": ["Salary"],
            },
            "salary_per": "year",
            "leave_out": ["Contractor"],
        }
    },
}
HAPPENED = {
    "rows": [
        {"what": "hours delivered", "name": "3 months", "date": "2027-01-01", "value": 1500.0},
        {"what": "hours worked", "name": "3 months", "date": "2027-01-01", "value": 1600.0},
    ]
}
MORE = {
    "work": [{"by": 0.1, "from": "2027-01-01"}],
    "rates": [{"by": 0.05}],
    "fields": [{"document": "policy", "field": "max_vendors", "value": 1}],
}
QUESTIONS: Shown = {
    "preview_changes": {"a tenth more work, rates up by a twentieth, one vendor": MORE},
    "vary_plan": {"the same, under a name": {"name": "Ten per cent more", "changes": MORE}},
    "explain_plan": {
        "everything": {},
        "vendors, and until when it pays to hire": {"rooms": ["vendors", "break_even"], "seconds": 30.0},
    },
    "find_alternatives": {
        "every character": {},
        "at most one per cent dearer": {
            "slack": 0.01,
            "k": 2,
            "characters": ["fewest vendors", "fewest changes"],
        },
    },
    "replan_plan": {
        "all went as planned": {"as_of": "2027-03-01"},
        "with what truly happened": {
            "as_of": "2027-03-01",
            "actuals": HAPPENED,
            "effort": {"time_limit": 30.0},
        },
    },
    "put_actuals": {"what a vendor delivered": HAPPENED},
    "score_plan": {"what a vendor delivered": HAPPENED},
}
DEMAND: dict[str, Any] = {
    "tables": [
        {
            "sheet": "Start",
            "columns": ["Currency", "Start", "Unit", "Periods", "As of"],
            "rows": [["EUR", "2027-01-04", "week", "2", "2027-01-04"]],
        },
        {"sheet": "Workstreams", "columns": ["Name", "Skill"], "rows": [["calls", "phone"]]},
        {
            "sheet": "Demand",
            "columns": ["Workstream", "Measure", "2027-01-04", "2027-01-11"],
            "rows": [["calls", "hours", "40", "60"]],
        },
    ]
}
TEAMS: dict[str, Any] = {
    "tables": [
        {
            "sheet": "Teams",
            "columns": ["Name", "Heads", "Skills"],
            "rows": [["Phone", "32", "phone 1; chat 0.9"]],
        }
    ]
}
VENDORS: dict[str, Any] = {
    "tables": [{"sheet": "Vendors", "columns": ["Name", "Max heads"], "rows": [["Steady", "40"]]}]
}
LIMITS: dict[str, Any] = {
    "tables": [{"sheet": "Limits", "columns": ["Rule", "Value"], "rows": [["max hires", "10"]]}]
}
TABLES: Shown = {
    "assemble_forecast": {"hours of two weeks": DEMAND},
    "assemble_workforce": {"one team": TEAMS},
    "assemble_rate_card": {"one vendor": VENDORS},
    "assemble_policy": {"one limit": LIMITS},
    "put_draft": {"begun from version 1": {"base": 1, **DEMAND}},
}
CALLS = {
    "calendar": {"start": "2027-01-04", "periods": 2},
    "workstreams": [{"key": "calls", "skill": "phone", "hours": [40.0, 60.0], "shortage_cost": 30.0}],
}
DESK: dict[str, Any] = {
    "pools": [{"key": "desk", "skills": {"phone": 1.0}, "headcount": 1.0, "salary": 800.0, "per": "week"}]
}
STAY: dict[str, Any] = {
    "currency": "EUR",
    "first_days": ["2027-01-04", "2027-01-11", "2027-01-18"],
    "actions": [],
    "pools": {
        "desk": {
            **{name: [0.0, 0.0] for name in ("hires", "releases", "arriving", "leaving", "leavers")},
            **{name: [0.0, 0.0] for name in ("moved_out", "moved_in", "converted", "mentor_hours")},
            **{name: [0.0, 0.0] for name in ("overtime_hours", "short_time_heads", "idle_hours")},
            "experienced": [1.0, 1.0],
            "heads": [1.0, 1.0],
            "supervision": {},
        }
    },
    **{name: {} for name in ("moves", "offers", "running", "vendors")},
    "workstreams": {
        "calls": {
            "demand": [40.0, 60.0],
            "delivered": [40.0, 40.0],
            "short": [0.0, 20.0],
            "waiting": [0.0, 0.0],
            "ahead": [0.0, 0.0],
        }
    },
    "allocations": [{"supplier": "desk", "workstream": "calls", "hours": [40.0, 40.0]}],
    "costs": [
        {"kind": "salary", "owner": "desk", "amounts": [800.0, 800.0]},
        {"kind": "shortage", "owner": "calls", "amounts": [0.0, 600.0]},
    ],
    "cost": 2200.0,
    "cash": 1600.0,
    "penalties": 600.0,
}


@cache
def examples() -> Shown:
    """Operation → what it shows → body."""
    small, policy = _documents(SMALL), _documents(LIMITED)["policy"]
    series = {"series": "assembly", "effort": {"time_limit": 30.0, "gap": 0.001}}
    asked = {
        "documents by their keys": {**series, **dict.fromkeys(small, KEY)},
        "documents as they are": {**series, **small},
    }
    documents: Shown = {
        "forecast": {"a forecast by month": small["forecast"]},
        "workforce": {"one pool that may hire, release and work overtime": small["workforce"]},
        "rate_card": {"one vendor that sells what is made": small["rate_card"]},
        "policy": {"limits": policy},
    }
    checked = {"forecast": CALLS, "workforce": DESK, "plan": STAY}
    return {
        **{f"{verb}_{kind}": shown for kind, shown in documents.items() for verb in VERBS},
        **PATCHES,
        **OTHERS,
        **QUESTIONS,
        **TABLES,
        "create_plan": asked,
        "validate_plan": asked,
        "check_plan": {"nothing is decided, and some calls wait for nobody": checked},
    }


def _documents(name: str) -> dict[str, Any]:
    """A fixture's documents, with what was written and nothing else."""
    found: dict[str, Any] = json.loads(
        fixtures.load(name).model_dump_json(by_alias=True, exclude_unset=True, exclude={"format"})
    )
    return found
