"""What the routes of the four documents share: their paths, their owners, how a version is shown."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from api.documents.sent import sees_no_pay
from api.store.documents import Document, Kind
from api.store.keys import Caller, Role

KEY = r"^[A-Za-z0-9][A-Za-z0-9._@-]*$"
Key = Annotated[str, Path(min_length=1, max_length=200, pattern=KEY)]
OWNERS: dict[Kind, tuple[Role, ...]] = {
    Kind.FORECAST: (Role.PLANNER,),
    Kind.WORKFORCE: (Role.HR, Role.PLANNER),
    Kind.RATE_CARD: (Role.PROCUREMENT, Role.PLANNER),
    Kind.POLICY: (Role.PLANNER,),
}
PATHS = {
    Kind.FORECAST: "forecasts",
    Kind.WORKFORCE: "workforces",
    Kind.RATE_CARD: "rate-cards",
    Kind.POLICY: "policies",
}


def state(found: Document, asking: Caller, name: str | None = None) -> dict[str, object]:
    """The fields of a `DocumentState`; `name`: of the key that stored it, where it is not the asker's.

    The hash of what holds pay would tell it to whoever tries all sums.
    """
    return {
        "kind": found.kind,
        "key": found.key,
        "version": found.version,
        "hash": None if sees_no_pay(found.kind, asking) else found.hash,
        "created": found.created,
        "by": found.by,
        "by_name": asking.name if found.by == asking.key else name,
        "archived": found.archived,
        "changes": dict(found.changes),
    }
