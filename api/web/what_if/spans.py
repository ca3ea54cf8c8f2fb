"""Dates as planners type them, and the span of two of them."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime

from api.schemas.variants import PlanProblem
from api.web.parts.money import day
from api.web.parts.node import node
from api.web.what_if.change import NotSo
from api.web.what_if.fields import Entry, text
from scheduler.problem.forecast import Calendar
from scheduler.problem.timeline import Timeline

FORMS = ("%d %b %Y", "%d %B %Y", "%Y-%m-%d")


def horizon(problem: PlanProblem) -> tuple[date, date]:
    """The first day of the whole plan, and the day it ends on: the one after its last."""
    calendar = Calendar.model_validate_json(json.dumps(problem.forecast["calendar"]))
    return calendar.start, Timeline(calendar).end


def between(problem: PlanProblem) -> tuple[Entry, Entry]:
    """Two fields that show the ends of the plan, which hold while nothing is typed."""
    start, end = horizon(problem)
    since = text("what-from", "From", hint=day(start), size=11)
    until = text("what-to", "To", hint=day(end), size=11)
    node("p", "Dates as 5 Apr 2027; left empty, the whole plan.", "soft small")
    return since, until


def dates(since: str, until: str) -> dict[str, str]:
    """Both ends of a span, each only where it is given, as the API takes them."""
    given = {"from": since, "to": until}
    found = {name: read(text) for name, text in given.items() if text.strip()}
    if len(found) == 2 and found["from"] >= found["to"]:
        raise NotSo("The span ends before it begins.")
    return {name: each.isoformat() for name, each in found.items()}


def read(said: str) -> date:
    """5 Apr 2027, 5 April 2027, 2027-04-05. Raises NotSo, also for what has two meanings: 4/5/2027."""
    words = " ".join(said.replace(".", " ").split())
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(words, form).date()
    raise NotSo("Write dates as 5 Apr 2027.")


def spoken(span: dict[str, str]) -> str:
    """From 5 Apr 2027 to 1 Oct 2027."""
    said = [f"{name} {day(date.fromisoformat(text))}" for name, text in span.items()]
    return f" {' '.join(said)}" if said else ""
