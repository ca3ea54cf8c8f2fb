"""JSON as it is stored: compressed, and known by the hash of its canonical form."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from pydantic import ValidationError

LEVEL = 6
UNREADABLE = (zlib.error, UnicodeDecodeError, json.JSONDecodeError, ValidationError)
"""What reading raises of something that is not as it was stored."""


def packed(text: str) -> bytes:
    """Compressed text."""
    return zlib.compress(text.encode(), LEVEL)


def unpacked(body: bytes) -> str:
    """The text again."""
    return zlib.decompress(body).decode()


def fault(error: Exception) -> dict[str, str]:
    """What is said of work that ended in an error: a code, never its text, for that may tell numbers."""
    return {"code": "stored_unreadable" if isinstance(error, UNREADABLE) else "internal"}


def fingerprint(data: Any) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no spaces. Two writings of one value have one."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
