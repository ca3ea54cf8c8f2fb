"""Who asks, on the wire."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Me(BaseModel):
    """Whose key this is and what it may do. `pay`: whether it sees what people earn."""

    key: str = Field(description="the key's id, as it stands in the audit log")
    name: str
    tenant: str
    sandbox: bool
    roles: list[str]
    pay: bool
