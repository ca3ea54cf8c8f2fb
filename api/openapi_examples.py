"""Bodies that show what may be sent, by operation; a test sends every one of them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import fixtures

SMALL, LIMITED = "red-tomato", "it-project"  # one that is solved in no time, one with a policy
KEY = "emea"  # of the documents that examples refer to


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Operation → what it shows → body."""
    small, policy = _documents(SMALL), _documents(LIMITED)["policy"]
    series = {"series": "assembly", "effort": {"time_limit": 30, "gap": 0.001}}
    by_key = dict.fromkeys(small, KEY)
    return {
        "put_forecast": {"a forecast by month": small["forecast"]},
        "put_workforce": {"one pool that may hire, release and work overtime": small["workforce"]},
        "put_rate_card": {"one vendor that sells what is made": small["rate_card"]},
        "put_policy": {"limits": policy},
        "create_plan": {
            "documents by their keys": {**series, **by_key},
            "documents as they are": {**series, **small},
        },
    }


def _documents(name: str) -> dict[str, Any]:
    """A fixture's documents, with what was written and nothing else."""
    found: dict[str, Any] = json.loads(
        fixtures.load(name).model_dump_json(by_alias=True, exclude_unset=True, exclude={"format"})
    )
    return found
