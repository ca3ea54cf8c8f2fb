"""One class for all of it."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from api.client.documents import Documents
from api.client.people import People
from api.client.replans import Replans
from api.client.webhooks import Webhooks
from api.client.why import Why
from api.client.wire import Wire
from api.schemas.me import Me


class Staffmix(Documents, Replans, Why, People, Webhooks):
    """A service at `url`, asked with `key`.

        with Staffmix("http://127.0.0.1:8000", "smx_…") as staffmix:
            staffmix.put("workforce", "hris-emea", Path("export.xlsx"), if_match="*")

    `timeout`: seconds to wait for an answer. `patience`: seconds within which a request that is safe to
    repeat is tried again after failures that may pass. Not for several threads at once.
    """

    def __init__(self, url: str, key: str, *, timeout: float = 30.0, patience: float = 60.0) -> None:
        self._wire = Wire(url, key, timeout=timeout, patience=patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._wire.close()

    def me(self) -> Me:
        """Whose key this is and what it may do."""
        return self._wire.read(Me, "GET", "/v1/me")
