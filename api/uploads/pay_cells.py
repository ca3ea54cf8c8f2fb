"""Which cells of somebody's file hold pay: a cell has lost the pointer that says it."""

from __future__ import annotations

import re

from api.pay import is_pay
from scheduler.files.places import Places

OVER_TIME = re.compile(r"over[ _-]time\b", re.IGNORECASE)


def in_over_time(place: str) -> bool:
    """Whether a cell stands in the sheet Over time, where it may be a salary's."""
    return OVER_TIME.match(place) is not None


def pay_cells(places: Places) -> set[str]:
    """The cells of a workforce that hold pay."""
    found = {cell for pointer, cell in places.cells.items() if is_pay(pointer)}
    for pointer, row in places.rows.items():
        for path, cell in row.fields.items():
            if is_pay(f"{pointer}/{path.replace('.', '/')}"):
                found.add(cell)
    return found
