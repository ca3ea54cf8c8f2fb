"""How long contracts of an offer may last, where an earlier plan is cut."""

from __future__ import annotations

from datetime import date

from scheduler.model.index import Terms
from scheduler.replan.cut import Cut


def forced_end(cut: Cut, terms: Terms, began: int) -> date | None:
    """The day on which a contract that began in a period is over at the latest; None: it may go on."""
    ends = [] if terms.offer.last_end is None else [terms.offer.last_end]
    if terms.longest is not None:
        ends.append(cut.timeline.first_day(began + terms.longest))
    return min(ends, default=None)
