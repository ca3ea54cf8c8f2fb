"""Judging one document before the others are known.

What is said here holds in every problem the document may become part of: nothing that depends on the
calendar, or on names in somebody else's document, is judged. The forecast brings its own calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, cast

from scheduler.errors import Fault, Notice
from scheduler.problem import Calendar, Forecast, Policy, Problem, RateCard, Workforce
from scheduler.validate.assumptions import arrivals, closing_backlog, heads_afterwards, planning_day
from scheduler.validate.calendar import (
    CALENDAR,
    DATES,
    dated_values,
    duration_too_long,
    reversed_spans,
    table_too_long,
    unknown_country,
    unprintable_text,
)
from scheduler.validate.context import Context
from scheduler.validate.findings import Findings
from scheduler.validate.forecast import FORECAST
from scheduler.validate.names import doubled_names, unknown_skills, unknown_teams, unknown_vendors_and_offers
from scheduler.validate.policy import SIZES, done_before, unknown_currency
from scheduler.validate.rate_card import (
    bands,
    contacts,
    fee_without_term,
    fields_of_unit,
    ramps,
    running_dates,
    running_in_heads,
    windows,
)
from scheduler.validate.validate import UNCOUNTABLE
from scheduler.validate.warnings import needed_above_limit, unused_names, without_effect
from scheduler.validate.workforce import overtime_price, tables_of_shares

if TYPE_CHECKING:
    from scheduler.model.index import Index

Document = Forecast | Workforce | RateCard | Policy
Check = Callable[[Context], Iterator[Fault]]
Remark = Callable[[Context, "Index"], Iterator[Notice]]

SOME_CALENDAR = Calendar(start=date(2000, 1, 3), periods=1)  # nothing judged below looks at it
ANYWHERE: tuple[Check, ...] = (
    duration_too_long,
    table_too_long,
    unknown_country,
    unprintable_text,
    reversed_spans,
    dated_values,
    doubled_names,
    *SIZES,
)
FAULTS: dict[type[Document], tuple[Check, ...]] = {
    Forecast: (*CALENDAR, *DATES, doubled_names, *SIZES, unknown_currency),
    Workforce: (*ANYWHERE, unknown_teams, overtime_price, tables_of_shares),
    RateCard: (
        *ANYWHERE, unknown_vendors_and_offers, unknown_skills, unknown_currency, fee_without_term, bands,
        contacts, fields_of_unit, ramps, windows, running_dates, running_in_heads,
    ),
    Policy: (*ANYWHERE, unknown_currency, done_before),
}  # fmt: skip
WARNINGS: dict[type[Document], tuple[Remark, ...]] = {
    Forecast: (without_effect,),
    Workforce: (needed_above_limit,),
    RateCard: (unused_names, without_effect),
    Policy: (),
}
ASSUMPTIONS: dict[type[Document], tuple[Remark, ...]] = {
    Forecast: (planning_day, closing_backlog),
    Workforce: (heads_afterwards, arrivals),
    RateCard: (),
    Policy: (),
}


def validate_alone(document: Document) -> Findings:
    """Judges a document by itself. Places are JSON pointers such as `rate_card#/offers/3/min_term`.

    A fault found here is one of every problem with this document; a problem may have more.
    """
    context, kind = Context(_problem(document)), type(document)
    faults = [fault for check in FAULTS[kind] for fault in check(context) if _told(kind, fault)]
    if kind is Forecast and not any(fault.code in UNCOUNTABLE for fault in faults):
        faults += [fault for check in FORECAST for fault in check(context)]
    if faults:
        return Findings(tuple(faults), (), ())
    index = cast("Index", None)  # the remarks made here look at the document alone
    return Findings(
        (),
        tuple(notice for remark in WARNINGS[kind] for notice in remark(context, index)),
        tuple(notice for remark in ASSUMPTIONS[kind] for notice in remark(context, index)),
    )


def _problem(document: Document) -> Problem:
    some = Forecast(calendar=SOME_CALENDAR, workstreams=())
    match document:
        case Forecast():
            return Problem(forecast=document)
        case Workforce():
            return Problem(forecast=some, workforce=document)
        case RateCard():
            return Problem(forecast=some, rate_card=document)
        case Policy():
            return Problem(forecast=some, policy=document)


def _told(kind: type[Document], fault: Fault) -> bool:
    """Whether a fault is the document's own: the calendar's start and teams' skills are elsewhere."""
    if fault.code == "no_first_value":
        return kind is Forecast
    return not (fault.code == "unknown_skill" and "/supervision/" in fault.place)
