"""Content that was made once and is kept for whoever asks again, as far as there is room."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

Name = TypeVar("Name")


class Shelf(OrderedDict[Name, bytes]):
    """Content by name. What nobody has asked for longest goes first; the newest stays, however large."""

    def __init__(self, most: int) -> None:
        """`most`: bytes, all together."""
        super().__init__()
        self._most = most

    def again(self, name: Name) -> bytes | None:
        """What is kept of that name, if it still is."""
        if name not in self:
            return None
        self.move_to_end(name)
        return self[name]

    def put(self, name: Name, content: bytes) -> bytes:
        """Keeps it, and gives it back."""
        self[name] = content
        while len(self) > 1 and sum(map(len, self.values())) > self._most:
            self.popitem(last=False)
        return content
