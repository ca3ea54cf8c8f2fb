"""What an export made is judged like a workforce that is sent; faults stand at the rows they come from."""

from __future__ import annotations

import re
from typing import Any

from api.documents.sent import judged
from api.errors import ApiError, invalid
from api.imports.groups import Made
from api.imports.table import Table
from api.store.documents import Kind
from scheduler.errors import Fault
from scheduler.validate import Findings
from scheduler.words import counted

IN_A_POOL = re.compile(r"workforce#/pools/(\d+)/(\w+)")
FROM_ROWS = {"key", "site", "headcount", "arriving", "leaving", "recent_starters", "salary"}


def sound(made: Made, table: Table, most_mb: float) -> tuple[dict[str, Any], Findings]:
    """The whole workforce as plain data, and what is odd about it; 422 with every fault."""
    data = made.workforce.model_dump(mode="json", by_alias=True)
    try:
        return judged(Kind.WORKFORCE, data, most_mb)
    except ApiError as error:
        if not error.errors:
            raise
        faults = [Fault(e.code, _place(e.place, made, table), e.found, e.fix) for e in error.errors]
    raise invalid(faults)


def _place(place: str, made: Made, table: Table) -> str:
    """Where the planner finds what stands there: in rows of the export, or in the mapping's template."""
    inside = IN_A_POOL.match(place)
    if inside is None:
        return place
    key = made.workforce.pools[int(inside[1])].key
    if key in made.rows and inside[2] in FROM_ROWS:
        first, *more = made.rows[key]
        beside = f" and {counted(len(more), 'more row')}" if more else ""
        return f"{table.place(first)}{beside}, {place}"
    if key in made.templates:
        return f"the mapping's template '{made.templates[key]}', {place}"
    return place
