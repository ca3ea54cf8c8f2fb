"""What is said of a plan beside the one it stands beside, as one reader may see it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from api.parts.pay_of_why import alternative_without_pay
from api.store.derived import Relation


def beside(row: Row[Any], pay: bool) -> dict[str, Any] | None:
    """The plan it stands beside, as what, and a sentence; None for a plan of its own."""
    if row.of is None:
        return None
    told = row.told or {}
    if row.relation == Relation.ALTERNATIVE and not pay:
        told = alternative_without_pay({**told, "id": row.id})
    text = told.get("text") if pay or row.relation == Relation.ALTERNATIVE else None
    known = {name: told[name] for name in ("character", "as_of", "name") if name in told}
    return {"of": row.of, "relation": row.relation, "text": text, **known}
