"""All that the service says of itself, made once for all tests of a process."""

from __future__ import annotations

from functools import cache
from typing import Any

from api.app import create_app
from api.openapi.describe import describe
from api.settings import Settings


@cache
def whole() -> dict[str, Any]:
    """The OpenAPI of the service; not to be changed."""
    return describe(create_app(Settings()))
