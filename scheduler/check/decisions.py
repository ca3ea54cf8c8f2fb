"""Every number of heads somebody decides, by owner, with the duration it is decided ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.check.case import Case
from scheduler.plan import ByPeriod
from scheduler.problem.timeline import previous_working_day

STARTS = {
    "hire": "hires",
    "release": "releases",
    "move": "heads moving",
    "contract": "starts",
    "conversion": "converting starts",
    "end_running": "ends of running",
}
ENDS = {"contract": "ends", "conversion": "converted"}


@dataclass(frozen=True)
class Numbers:
    """`ready` is the lead or notice, None where there are none. In `forced` a term runs out: no decision."""

    owner: str
    name: str
    values: ByPeriod
    ready: str | None
    forced: int | None = None


def decisions(case: Case) -> Iterator[Numbers]:
    """Hires, releases, moves, contract starts and ends, conversions, ends of running contracts."""
    for key, team in case.teams.items():
        hire, release, book = team.pool.hire, team.pool.release, team.ledger
        yield Numbers(key, "hires", book.hires, hire.lead if hire else None)
        yield Numbers(key, "releases", book.releases, release.notice if release else None)
    for key, ledger in case.plan.moves.items():
        yield Numbers(key, "heads moving", ledger.heads, "0d")
    for key, contractor in case.contractors.items():
        offer, its = contractor.offer, contractor.ledger
        yield Numbers(key, "starts", its.starts, offer.lead)
        yield Numbers(key, "ends", its.ends, offer.notice)
        yield Numbers(key, "converting starts", its.converting_starts, offer.lead)
        yield Numbers(key, "converted", its.converted, offer.notice)
        for lot in contractor.lots:
            yield Numbers(lot.running.key, "ends of running", lot.ledger.ends, offer.notice, lot.latest)


def of_baseline(case: Case) -> dict[tuple[str, str, int], float]:
    """Heads of the baseline's actions by owner, name and period.

    Left out is what lies outside the horizon, and what had to be decided before `as_of`.
    """
    found: dict[tuple[str, str, int], float] = {}
    timeline = case.clock.timeline
    for action in case.baseline.actions if case.baseline else ():
        if action.decide_by < previous_working_day(timeline.as_of):
            continue
        days = [(STARTS[action.kind], action.start)]
        if action.kind in ENDS and action.end is not None:
            days.append((ENDS[action.kind], action.end))
        for name, day in days:
            if timeline.first_day(0) <= day:
                place = (action.owner, name, timeline.at_or_after(day))
                found[place] = found.get(place, 0.0) + action.heads
    return found
