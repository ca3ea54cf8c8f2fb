"""Faults of a table of actuals: names nobody knows, days that are not in the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scheduler.errors import Fault
from scheduler.problem import Problem
from scheduler.problem.actuals import Actual, Actuals, What


def judged(actuals: Actuals, problem: Problem, since: date, as_of: date) -> tuple[Fault, ...]:
    """Every fault of a table of actuals: names nobody knows, days that are not in the past."""
    return tuple(
        fault
        for place, row in enumerate(actuals.rows)
        for fault in _faults(place, row, problem, since, as_of)
    )


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
