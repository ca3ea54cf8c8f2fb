"""JSON as it is stored: compressed, and known by the hash of its canonical form."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

LEVEL = 6


def packed(text: str) -> bytes:
    """Compressed text."""
    return zlib.compress(text.encode(), LEVEL)


def unpacked(body: bytes) -> str:
    """The text again."""
    return zlib.decompress(body).decode()


def fingerprint(data: Any) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no spaces. Two writings of one value have one."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
