"""How far a number may be off: solvers keep rows to about 1e-7, plans are written to nine decimals."""

from __future__ import annotations

from typing import NamedTuple


class Room(NamedTuple):
    """So much absolutely, and so much for each unit of size."""

    absolute: float
    relative: float

    def of(self, *sizes: float) -> float:
        return self.absolute + self.relative * max(map(abs, sizes))


HEADS = Room(1e-6, 1e-6)
HOURS = Room(1e-5, 1e-7)
MONEY = Room(1e-4, 1e-7)
LINE = Room(1e-6, 1e-9)
BOUND = 1e-6
