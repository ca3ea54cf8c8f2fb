"""Where a list goes on: opaque to clients, exact to us."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime

from api.errors import ApiError


def cursor(moment: datetime, key: str) -> str:
    """After this row."""
    text = json.dumps([moment.isoformat(), key])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def after(text: str | None) -> tuple[datetime, str] | None:
    """The row a cursor stands for; 422 when it is none of ours."""
    if text is None:
        return None
    try:
        moment, key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if "\0" in str(key).encode().decode():  # half characters fail here: no database looks for either
            raise ValueError
        return datetime.fromisoformat(moment), str(key)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise ApiError(
            422, "bad_cursor", "This cursor was not given out by a list; begin without one."
        ) from None
