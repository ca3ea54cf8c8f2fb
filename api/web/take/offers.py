"""What can be taken away of a plan: each file with what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from api.schemas.plans import PlanState
from api.schemas.told import PlanSummary
from api.web.parts.money import day
from api.web.take.naming import file_name, link


@dataclass(frozen=True)
class File:
    """A link: its words, the address, and the form as it is called at the end of names."""

    text: str
    address: str
    suffix: str


@dataclass(frozen=True)
class Offer:
    """Something to take away: what it is, what it is for in a sentence, what is in it, its files.

    Without files `more` says what to do; `to` is where, under the words `do`.
    """

    title: str
    purpose: str
    more: str
    files: tuple[File, ...] = ()
    do: str = ""
    to: str = ""


def workbook(state: PlanState, holds: str) -> Offer:
    """The plan in Excel, or why there is none."""
    return Offer("Workbook", "To work with in Excel.", holds, (_file(state, "workbook", "plan", "xlsx"),))


def report(state: PlanState, holds: str) -> Offer:
    """One page for a meeting."""
    purpose = "To show to others: one page that opens in any browser, also without a network, and prints."
    return Offer("Report", purpose, holds, (_file(state, "report", "report", "html"),))


def calendar(state: PlanState, summary: PlanSummary) -> Offer:
    """Days by which to decide."""
    purpose = "To be reminded in Outlook, Google or Apple calendars of what must be decided by when."
    if not summary.decisions:
        return Offer("Calendar", purpose, "This plan leaves nothing to decide, so there is no date to keep.")
    count = len(summary.decisions)
    days = "1 decision" if count == 1 else f"{count} decisions"
    first = day(summary.decisions[0].decide_by)
    more = f"{days}, the first by {first}. A newer plan of the series moves the same entries."
    return Offer("Calendar", purpose, more, (_file(state, "calendar", "decide by", "ics"),))


def tables(state: PlanState) -> Offer:
    """What other tools read."""
    parts = (("Decisions", "actions"), ("Heads and hours", "ledger"), ("Costs", "costs"))
    files = tuple(_file(state, part, words.lower(), "csv", words) for words, part in parts)
    return Offer("Tables", "To be read by other tools: comma-separated, dates as 2027-01-04.", "", files)


def _file(state: PlanState, part: str, what: str, suffix: str, text: str = "") -> File:
    name = file_name(state, what, suffix)
    words = f"{text} ({suffix.upper()})" if text else f"Download {suffix.upper()}"
    return File(words, link(f"/v1/plans/{state.id}/{part}", name), suffix)
