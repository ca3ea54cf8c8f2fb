"""What requisitions add to a problem may not fit it: told at the requisition, for no document holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.errors import Fault
from scheduler.problem import Forecast, Problem, RateCard
from scheduler.validate import faults
from scheduler.validate.pointer import at

LOT = "rate_card#/running/"
ABOUT = {
    "started": "start",
    "earliest_end": "start",
    "bound_until": "start",
    "latest_end": "start",
    "offer": "role",
    "key": "id",
}
"""Fields of a contract that runs, and of the requisition it runs by."""


def misfits(problem: Problem, added: Sequence[str]) -> Iterator[Fault]:
    """Faults of the contracts that run by requisitions: the last of all, by those of these ids in turn."""
    lots = problem.rate_card.running
    first = len(lots) - len(added)
    for fault in faults(_alone(problem)) if added else ():
        number, _, field = fault.place.removeprefix(LOT).partition("/")
        if fault.place.startswith(LOT) and int(number) >= first:
            yield _told(fault, added[int(number) - first], ABOUT.get(field, field))


def _alone(problem: Problem) -> Problem:
    """The contracts that run, their offers and the calendar."""
    card = problem.rate_card
    used = {lot.offer for lot in card.running}
    offers = tuple(offer for offer in card.offers if offer.key in used)
    return Problem(
        forecast=Forecast(calendar=problem.forecast.calendar, workstreams=()),
        rate_card=RateCard(offers=offers, running=card.running),
    )


def _told(fault: Fault, requisition: str, field: str) -> Fault:
    there = f"PATCH /v1/requisitions/{requisition}"
    fixes = {
        "start": f"say with {there} on which day they begin",
        "role": f"sell the offer as heads, or say with {there} that heads_filled is 0",
        "id": "leave it out of the rate card's running: the requisition adds it",
    }
    return Fault(fault.code, at("requisitions", requisition, field), fault.found, fixes.get(field, fault.fix))
