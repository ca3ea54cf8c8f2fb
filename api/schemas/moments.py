"""Moments in queries: RFC 3339, with a zone. Numbers, which pydantic would take for seconds, are none."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator
from pydantic_core import PydanticCustomError


def _written_out(value: Any) -> Any:
    if isinstance(value, str) and "T" not in value.upper():
        raise PydanticCustomError("moment", "write date, time and zone, such as 2027-01-04T09:00:00Z")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out)]
