"""Read the table that HiGHS prints while it branches."""

from __future__ import annotations

import math
import re

from scheduler.engine.wire import Step

_COUNT = r"\d+(?:\.\d+)?[km]?"
_ROW = re.compile(
    rf"^\s*[A-Za-z]?\s+(?P<nodes>{_COUNT})\s+{_COUNT}\s+{_COUNT}\s+[\d.]+%\s+(?P<bound>\S+)\s+(?P<incumbent>\S+)\s"
)
_SHOWN_DIGITS = 1e-10  # HiGHS prints at least 11 digits, rounded: step back by that to stay proven
_COMPLETES, _ENDS = "Attempting to find feasible solution by solving MIP", "Solving report"
_UNITS = {"k": 1_000, "m": 1_000_000}


class Log:
    """The log of one run.

    Whole columns that a hint leaves open are first found by a search of its own, with a table of its own:
    its bounds hold for the hint alone and are no news.
    """

    def __init__(self) -> None:
        self._completing = False

    def read_line(self, line: str) -> Step | None:
        """News in the next line, in the units of the program solved."""
        if line.startswith(_COMPLETES):
            self._completing = True
        elif line.startswith(_ENDS):
            self._completing = False
        return None if self._completing else read_row(line)


def read_row(line: str) -> Step | None:
    """News in one log line, in the units of the program solved; None when it is not a row of the table."""
    row = _ROW.match(line)
    if row is None:
        return None
    try:
        bound, incumbent = float(row["bound"]), float(row["incumbent"])
    except ValueError:
        return None
    return Step(
        incumbent if math.isfinite(incumbent) else None,
        bound - _SHOWN_DIGITS * max(1.0, abs(bound)) if math.isfinite(bound) else None,
        _count(row["nodes"]),
    )


def _count(text: str) -> int:
    unit = _UNITS.get(text[-1], 1)
    return int(float(text.rstrip("km")) * unit)
