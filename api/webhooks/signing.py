"""The Standard Webhooks scheme: who holds the secret can tell that a message is ours and is fresh."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime

from standardwebhooks import Webhook

PREFIX = "whsec_"
BYTES = 32  # of a secret
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


def new_secret() -> str:
    """256 random bits, as receivers' libraries take them."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def headers(message: str, body: str, keys: Sequence[str], moment: datetime) -> dict[str, str]:
    """Headers of one try at a message: its id, the moment of the try, a signature by each secret."""
    signatures = [Webhook(key).sign(message, moment, body) for key in keys]
    return {ID: message, TIMESTAMP: str(int(moment.timestamp())), SIGNATURE: " ".join(signatures)}
