"""Faults of a table of actuals: names nobody knows, days that are not in the past, who came for no order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scheduler.errors import Fault
from scheduler.problem import Problem, RateCard
from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan.cut import Cut
from scheduler.words import day, period

FLOWS = (What.OWN_STARTS, What.OWN_LEAVERS, What.WORK_ASKED, What.WORK_DONE)


def judged(actuals: Actuals, problem: Problem, since: date, as_of: date) -> tuple[Fault, ...]:
    """Every fault of a table of actuals: names nobody knows, days that are not in the past."""
    return tuple(
        fault
        for place, row in enumerate(actuals.rows)
        for fault in _faults(place, row, problem, since, as_of)
    )


def judged_at(cut: Cut, actuals: Actuals, card: RateCard) -> tuple[Fault, ...]:
    """Every fault of rows that nothing can be made of where a plan is cut.

    `card`: the rate card to come; its running contracts may be ones the earlier plan did not know.
    """
    return tuple(
        fault
        for place, row in enumerate(actuals.rows)
        for fault in (*_outside(cut, place, row), *_unordered(cut, card, place, row))
    )


def _outside(cut: Cut, place: int, row: Actual) -> Iterator[Fault]:
    """What comes, goes or is done is told of periods of the earlier plan that have been."""
    if row.what not in FLOWS or cut.timeline.first_day(0) <= row.on < cut.start:
        return
    unit, start = cut.timeline.calendar.unit, day(cut.start)
    found = f"{day(row.on)} is in no {unit} of the earlier plan before {start}"
    fix = f"give a day of the {unit} in which it happened; from {start} on it is planned anew"
    yield Fault("not_in_past", f"actuals#/rows/{place}/date", found, fix)


def _unordered(cut: Cut, card: RateCard, place: int, row: Actual) -> Iterator[Fault]:
    """Heads of a contract who came came for one that was to start then."""
    ordered = cut.period_of(row.ordered_for)
    if row.what is not What.CONTRACT_STARTS or not row.value or ordered in _starts(cut, card, row.name):
        return
    field = "planned_for" if row.planned_for else "date"
    when = period(cut.timeline.calendar.unit, cut.timeline.first_day(ordered))
    yield Fault(
        "no_order",
        f"actuals#/rows/{place}/{field}",
        f"no contract of {row.name} was to start in {when}",
        "give the day they were ordered for as planned_for, or add their contract to those that run",
    )


def _starts(cut: Cut, card: RateCard, offer: str) -> set[int]:
    """Periods in which heads of an offer began by the plan, are certain to, or did before it."""
    orders = (a for a in cut.plan.actions if a.kind in ("contract", "conversion") and cut.has_begun(a))
    found = {cut.period_of(action.start) for action in orders if action.owner == offer}
    running = (*cut.before.rate_card.running, *card.running)
    return found | {cut.period_of(lot.started) for lot in running if lot.offer == offer}


def names(problem: Problem) -> dict[str, list[str]]:
    """Who a row may name: teams, offers, workstreams."""
    return {
        "team": [pool.key for pool in problem.workforce.pools],
        "offer": [offer.key for offer in problem.rate_card.offers],
        "workstream": [stream.key for stream in problem.forecast.workstreams],
    }


def _faults(place: int, row: Actual, problem: Problem, since: date, as_of: date) -> Iterator[Fault]:
    known = names(problem)[row.what.of]
    if row.name not in known:
        found = f"no {row.what.of} '{row.name}'"
        yield Fault("unknown_name", f"actuals#/rows/{place}/name", found, f"give one of {', '.join(known)}")
    if not since <= row.on <= as_of:
        found = f"{row.on} is not between {since} and {as_of}"
        yield Fault("not_in_past", f"actuals#/rows/{place}/date", found, "write the day on which it happened")
    if row.planned_for is not None and row.what is not What.CONTRACT_STARTS:
        found = f"planned_for with {row.what}"
        yield Fault("no_use", f"actuals#/rows/{place}/planned_for", found, "take it away")
