"""Requests to services of this machine."""

from __future__ import annotations

from functools import cache

import httpx2


@cache
def http() -> httpx2.Client:
    """One for the whole process: a new client reads all certificates, which is a tenth of a second's work."""
    return httpx2.Client(timeout=60.0, trust_env=False)
