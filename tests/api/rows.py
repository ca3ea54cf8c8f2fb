"""Who may do what, written by hand: a route without a row, or a row without a route, fails the tests."""

from __future__ import annotations

from api.store.keys import Role

PLANNER, HR, BUYER, VIEWER, ADMIN = Role.PLANNER, Role.HR, Role.PROCUREMENT, Role.VIEWER, Role.ADMIN

Row = frozenset[Role] | None
OPEN: Row = None  # asks for no key
ANYBODY: Row = frozenset(Role)
PLANNERS: Row = frozenset({PLANNER, ADMIN})
PEOPLE: Row = frozenset({PLANNER, HR, ADMIN})
BUYERS: Row = frozenset({PLANNER, BUYER, ADMIN})
TOOLS: Row = frozenset({PLANNER, HR, BUYER, ADMIN})
ADMINS: Row = frozenset({ADMIN})

OWNERS: dict[str, Row] = {
    "forecasts": PLANNERS,
    "workforces": PEOPLE,
    "rate-cards": BUYERS,
    "policies": PLANNERS,
}

ROWS: dict[tuple[str, str], Row] = {
    ("GET", "/healthz"): OPEN,
    ("GET", "/readyz"): OPEN,
    ("GET", "/metrics"): OPEN,
    ("GET", "/v1/me"): ANYBODY,
    ("GET", "/v1/version"): ANYBODY,
    ("GET", "/v1/examples"): ANYBODY,
    ("GET", "/v1/examples/{name}"): ANYBODY,
    ("GET", "/v1/schemas"): ANYBODY,
    ("GET", "/v1/schemas/{document}"): ANYBODY,
    ("GET", "/v1/audit"): ADMINS,
    ("POST", "/v1/plans"): PLANNERS,
    ("GET", "/v1/plans"): ANYBODY,
    ("GET", "/v1/plans/{plan}"): ANYBODY,
    ("POST", "/v1/plans/{plan}:stop"): PLANNERS,
    ("POST", "/v1/plans/{plan}:adopt"): PLANNERS,
    **{
        ("GET", f"/v1/plans/{{plan}}/{part}"): ANYBODY
        for part in (
            "actions",
            "calendar",
            "capacity",
            "check",
            "costs",
            "difference/{other}",
            "events",
            "ledger",
            "progress",
            "report",
            "summary",
            "workbook",
        )
    },
    ("POST", "/v1/plans:validate"): ANYBODY,
    ("POST", "/v1/plans:check"): ANYBODY,
    ("GET", "/v1/plans/{plan}/comparisons"): ANYBODY,
    ("POST", "/v1/plans/{plan}:compare"): PLANNERS,
    ("GET", "/v1/plans/{plan}/explanation"): ANYBODY,
    ("POST", "/v1/plans/{plan}:explain"): PLANNERS,
    ("GET", "/v1/plans/{plan}/alternatives"): ANYBODY,
    ("POST", "/v1/plans/{plan}:alternatives"): PLANNERS,
    ("POST", "/v1/plans/{plan}:replan"): PLANNERS,
    ("GET", "/v1/plans/{plan}/replan"): ANYBODY,
    ("GET", "/v1/plans/{plan}/actuals"): ANYBODY,
    ("GET", "/v1/plans/{plan}/problem"): ANYBODY,
    ("POST", "/v1/plans/{plan}:preview"): ANYBODY,
    ("POST", "/v1/plans/{plan}:vary"): PLANNERS,
    ("PUT", "/v1/plans/{plan}/actuals"): PLANNERS,
    ("POST", "/v1/plans/{plan}:scorecard"): ANYBODY,
    ("GET", "/v1/requisitions"): ANYBODY,
    ("GET", "/v1/requisitions/{requisition}"): ANYBODY,
    ("PATCH", "/v1/requisitions/{requisition}"): PEOPLE,
    ("GET", "/v1/drafts"): TOOLS,
    ("GET", "/v1/drafts/{document}/{key}"): TOOLS,
    ("PUT", "/v1/drafts/{document}/{key}"): TOOLS,
    ("DELETE", "/v1/drafts/{document}/{key}"): TOOLS,
    ("GET", "/v1/mappings"): PEOPLE,
    ("GET", "/v1/mappings/{key}"): PEOPLE,
    ("PUT", "/v1/mappings/{key}"): PEOPLE,
    ("DELETE", "/v1/mappings/{key}"): PEOPLE,
    ("GET", "/v1/webhooks"): TOOLS,
    ("POST", "/v1/webhooks"): TOOLS,
    ("GET", "/v1/webhooks/{webhook}"): TOOLS,
    ("DELETE", "/v1/webhooks/{webhook}"): TOOLS,
    ("POST", "/v1/webhooks/{webhook}:rotate"): TOOLS,
    ("POST", "/v1/webhooks/{webhook}:test"): TOOLS,
    ("GET", "/v1/webhooks/{webhook}/deliveries"): TOOLS,
    ("GET", "/v1/webhooks/{webhook}/deliveries/{delivery}"): TOOLS,
    ("POST", "/v1/webhooks/{webhook}/deliveries/{delivery}:replay"): TOOLS,
    **{
        (method, f"/v1/{path}{rest}"): owners if writes else ANYBODY
        for path, owners in OWNERS.items()
        for method, rest, writes in (
            ("GET", "", False),
            ("GET", "/{key}", False),
            ("PUT", "/{key}", True),
            ("PATCH", "/{key}", True),
            ("POST", ":validate", True),
            ("GET", "/{key}/tables", False),
            ("POST", ":tabulate", False),
            ("POST", ":assemble", False),
            ("DELETE", "/{key}", True),
            ("POST", "/{key}:purge", True),
        )
    },
    **{
        ("PATCH", f"/v1/{path}/{{key}}/{rows}/{{row}}"): OWNERS[path]
        for path, rows in (
            ("forecasts", "workstreams"),
            ("workforces", "pools"),
            ("workforces", "moves"),
            ("rate-cards", "vendors"),
            ("rate-cards", "offers"),
            ("rate-cards", "running"),
        )
    },
}

MADE_BY_CALLING = frozenset(
    {("PUT", f"/v1/{path}/{{key}}") for path in (*OWNERS, "mappings", "drafts/{document}")}
)
"""What makes the thing it names: in another tenant that name is free."""
ENDS = frozenset(
    {row for row in ROWS if row[0] == "DELETE"}
    | {row for row in ROWS if row[1].endswith((":purge", ":rotate"))}
)
"""What ends the thing it names: tried last."""
