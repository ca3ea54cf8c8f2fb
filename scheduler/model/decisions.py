"""Every decision that has a date to decide by: what it counts, whose it is, its columns, its lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scheduler.model.arrays import Ints
from scheduler.model.case import Case
from scheduler.problem.timeline import Timeline


@dataclass(frozen=True)
class Decision:
    """A row of whole columns (T,): `quantity` as in the ledgers, `lead` a duration (lead or notice).

    `forced`: a period in which what happens is no decision, because a term runs out.
    """

    quantity: str
    owner: str
    columns: Ints
    lead: str
    timeline: Timeline
    forced: int | None = None

    def free_periods(self) -> list[int]:
        """Periods in which it is a decision."""
        return [t for t in range(len(self.columns)) if t != self.forced]

    def decide_by(self, period: int) -> date:
        """The working day by which it must be decided for a period."""
        return self.timeline.decide_by(period, self.lead)


def decisions(case: Case) -> list[Decision]:
    """All of them, in the order of the documents."""
    index, v, timeline = case.index, case.variables, case.index.timeline
    found: list[tuple[str, str, Ints, str]] = []
    for g, each in enumerate(index.pools):
        hire, release, key = each.pool.hire, each.pool.release, each.pool.key
        found.append(("hires", key, v.hires[g], hire.lead if hire else "0d"))
        found.append(("releases", key, v.releases[g], release.notice if release else "0d"))
    found += [("moves", move.key, v.moves[m], "0d") for m, move in enumerate(index.moves)]
    for k, terms in enumerate(index.heads):
        offer, key = terms.offer, terms.offer.key
        found.append(("starts", key, v.starts[k], offer.lead))
        found.append(("ends", key, v.ends[k], offer.notice))
        found.append(("converting_starts", key, v.converting_starts[k], offer.lead))
        found.append(("converted", key, v.converted[k], offer.notice))
    own = [Decision(*each, timeline) for each in found]
    notices = [index.heads[k].offer.notice for k in index.lot_offer]
    return own + [
        Decision("running_ends", lot.running.key, v.running_ends[place], notices[place], timeline, lot.latest)
        for place, lot in enumerate(index.lots)
    ]


def whole_numbers(case: Case) -> list[tuple[str, str, Ints]]:
    """All whole heads a plan consists of: the decisions and the heads on short time."""
    found = [(each.quantity, each.owner, each.columns) for each in decisions(case)]
    short = zip(case.index.pool_keys, case.variables.short_time)
    return found + [("short_time_heads", key, columns) for key, columns in short]
