"""Decide-by dates as a calendar that others can subscribe to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from api.parts.actions import order_id
from scheduler.plan import Action
from scheduler.report.decisions import Decision, ordered_hours, who
from scheduler.report.view import PlanView
from scheduler.words import plain

PRODUCT = "-//Staffmix//Staffing plan//EN"


def calendar(view: PlanView, tenant: str, series: str, made: datetime) -> bytes:
    """RFC 5545 text: one all-day event a decision, on the last working day it can be made.

    Events of one action have one UID in every plan of a series, so that a newer plan moves them.
    """
    from icalendar import Calendar, Event  # where one is asked for

    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", f"Decisions of {series}")
    for identity, decision in sorted(_decisions(view), key=lambda each: (each[1].decide_by, each[0])):
        event = Event()
        event.add("uid", _uid(tenant, series, identity))
        event.add("dtstamp", made)
        event.add("dtstart", decision.decide_by)
        event.add("summary", plain(decision.sentence(view.year)))
        event.add("categories", [decision.kind])
        event.add("transp", "TRANSPARENT")
        book.add_component(event)
    return bytes(book.to_ical())


def _decisions(view: PlanView) -> Iterator[tuple[str, Decision]]:
    """(stable id, decision): starts, ends that are decided apart, orders of hours."""
    for action in view.plan.actions:
        yield action.id, _decision(view, action, action.kind, action.decide_by, action.start, action.end)
        if action.end and action.end_decide_by is not None and action.end_decide_by > action.decide_by:
            kind = "take_over" if action.kind == "conversion" else "end_contract"
            yield (
                f"{action.id}/end",
                _decision(view, action, kind, action.end_decide_by, action.end, None),
            )
    for order in ordered_hours(view):
        yield order_id(order), order


def _decision(view: PlanView, action: Action, kind: str, by: date, start: date, end: date | None) -> Decision:
    return Decision(by, kind, action.owner, who(view, action), action.heads, start, end, (action.id,))


def _uid(tenant: str, series: str, identity: str) -> str:
    text = "\0".join((tenant, series, identity))
    return f"{hashlib.sha256(text.encode()).hexdigest()[:40]}@staffmix"
