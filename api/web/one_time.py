"""Links that sign in once: what `staffmix serve --demo` prints to be clicked."""

from __future__ import annotations

import hashlib
import secrets


class Links:
    """Tokens of this process and the keys they stand for; a token is forgotten when it is used."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def add(self, secret: str) -> str:
        """A new token for a key."""
        token = secrets.token_urlsafe(24)
        self._keys[_hash(token)] = secret
        return token

    def use(self, token: str) -> str | None:
        """The key a token stands for, this once."""
        return self._keys.pop(_hash(token), None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
