"""The words of the description, and what cannot be worked out from the routes."""

from __future__ import annotations

from typing import Any

DESCRIPTION = """\
Documents in, plans out. Send a key as `Authorization: Bearer smx_…`. Every error is
`application/problem+json` with a stable `code`, all faults at once and the id of the request.
`/v1` only adds: take no notice of fields you do not know."""

TAGS = {
    "health": "Whether the service lives, what runs here, whose key it is.",
    "forecasts": "What is to be worked, and when. Owned by planners.",
    "workforces": "Own people. Owned by HR.",
    "rate-cards": "Vendors and what they offer. Owned by procurement.",
    "policies": "Limits, shares, budgets. Owned by planners.",
    "drafts": "Documents that somebody is still at work on.",
    "plans": "Asked for, looked at, stopped, adopted; what they say.",
    "examples": "Problems ready to be planned, and the JSON Schema of every document.",
    "audit": "Who changed what, for administrators.",
    "requisitions": "What adopted plans ask HR and procurement to find, and what came of it.",
    "mappings": "How the exports of HR systems are read.",
    "webhooks": "Who is told of what, what was sent, what came of it.",
}

ANSWER_WORDS = {
    200: "As asked.",
    201: "Made.",
    202: "Taken on; ask again for how it went.",
    204: "Done; there is nothing to say.",
}

ERROR_WORDS = {
    400: "The body cannot be read: no JSON, a key twice, a number that is none.",
    401: "No key, or one that opens nothing.",
    403: "The key's roles do not allow this.",
    404: "There is nothing of that name: unknown, or somebody else's.",
    409: "Not in the state it is in.",
    412: "It was changed meanwhile: read the newest version and change that.",
    413: "The body is too large, or unpacks to too much.",
    415: "No file of a kind that is read here.",
    422: "A parameter or the content is not valid; `errors` names every fault.",
    428: "Say which version was changed: `If-Match`.",
    429: "Too many; wait as long as `Retry-After` says.",
    503: "The storage is away; ask again later.",
}

PARTS = (
    "summary",
    "capacity",
    "actions",
    "ledger",
    "costs",
    "check",
    "calendar",
    "workbook",
    "report",
    "difference",
    "replan",
    "actuals",
)
OTHER_ERRORS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys((f"read_{part}" for part in PARTS), (409,)),
    "validate_plan": (404,),
    "check_plan": (404,),
    "create_plan": (404,),
    "adopt_plan": (409,),
    **dict.fromkeys(
        ("explain_plan", "find_alternatives", "vary_plan", "replan_plan", "put_actuals", "score_plan"), (409,)
    ),
    **dict.fromkeys(("create_webhook", "test_webhook", "replay_delivery"), (409,)),
    **{f"patch_{name}": (409,) for name in ("forecast", "workforce", "rate_card", "policy")},
    **{f"patch_forecast_{rows}": (409,) for rows in ("workstreams",)},
    **{f"patch_workforce_{rows}": (409,) for rows in ("pools", "moves")},
    **{f"patch_rate_card_{rows}": (409,) for rows in ("vendors", "offers", "running")},
    "patch_requisition": (409,),
    **dict.fromkeys(("put_mapping", "archive_mapping", "put_draft"), (409,)),
    "metrics": (401,),
}
"""By operation: errors that its shape does not tell."""

OTHER_ANSWERS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("create_plan", "replan_plan", "vary_plan"), (200,)),
    **{
        f"put_{name}": (201,)
        for name in ("forecast", "workforce", "rate_card", "policy", "mapping", "actuals")
    },
}
"""By operation: successes of the same shape as its first."""

ANSWER_HEADERS: dict[tuple[str, int], tuple[str, ...]] = {
    ("create_plan", 200): ("Location",),
    ("create_plan", 202): ("Location", "Retry-After"),
    ("replan_plan", 200): ("Location",),
    ("replan_plan", 202): ("Location", "Retry-After"),
    ("vary_plan", 200): ("Location",),
    ("vary_plan", 202): ("Location", "Retry-After"),
    ("create_webhook", 201): ("Location",),
    ("list_requisitions", 200): ("X-Cursor",),
    ("read_example", 200): ("Vary",),
}
"""By operation and status: headers beside those of every answer and of what has versions."""


def _header(words: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    return {"description": words, "schema": {"type": kind, **more}}


HEADERS = {
    "X-Request-Id": _header("The request's id: name it when you ask about an error."),
    "Location": _header("Where what was made is."),
    "Retry-After": _header("Seconds to wait before asking again.", "integer", minimum=0),
    "RateLimit-Limit": _header("Requests that a key may make at once.", "integer", minimum=1),
    "RateLimit-Remaining": _header("Those of them that are left.", "integer", minimum=0),
    "RateLimit-Reset": _header("Seconds until all are there again.", "integer", minimum=0),
    "ETag": _header("The version, for `If-Match`.", pattern='^"[0-9]+"$'),
    "X-Cursor": _header("For the next `changed_since`, also of a table."),
    "Vary": _header("What the answer depends on."),
    "WWW-Authenticate": _header("Always `Bearer`."),
}
