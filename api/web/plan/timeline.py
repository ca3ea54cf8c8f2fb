"""Contracts and hires from start to end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from api.schemas.told import BarLine, PlanSummary
from api.web.parts.money import day, span
from api.web.parts.node import Node, node
from api.web.parts.suppliers import Suppliers
from api.web.plan.rows import Timeline
from api.web.plan.section import section
from api.web.visit import Visit

FIRST = 40  # bars that are shown at once
TICKS = 13
LAST_LABEL = 0.95  # of the time: what begins later has no room for its name


class TimelinePart:
    """The part of the page; where there are many bars, the later ones are asked for."""

    def __init__(self, visit: Visit, plan: str, summary: PlanSummary) -> None:
        self._visit, self._plan, self._count = visit, plan, len(summary.timeline)
        self._suppliers, self._days = Suppliers(summary.vendors), summary.first_days
        with section("timeline", "Contracts and hires"):
            if not summary.timeline:
                node("p", "Nobody comes and nobody goes.", "soft")
                return
            self._legend(summary)
            self._bars = Timeline(self._rows(summary.timeline[:FIRST]), ticks(self._days))
            if self._count > FIRST:
                self._more: Node = node("button", f"All {self._count:,} rows", "button", type="button")
                self._more.on("click", self._all)

    def _legend(self, summary: PlanSummary) -> None:
        there = {each.supplier for each in summary.timeline}
        names = [name for name in ("own", *summary.vendors, "other vendors") if name in there]
        names += ["other vendors"] if there - set(names) and "other vendors" not in names else []
        with node("div", classes="legends"):
            self._suppliers.legend(names)
            kinds = dict.fromkeys(each.kind for each in summary.timeline if each.kind in MARKS)
            with node("ul", classes="legend"):
                for kind in kinds:
                    with node("li"):
                        node("span", classes=f"gantt-mark still {kind} look-own", aria_hidden="true")
                        node("span", kind)

    async def _all(self) -> None:
        found = await self._visit.api.read(PlanSummary, f"/v1/plans/{self._plan}/summary")
        self._bars.fill(self._rows(found.timeline))
        self._more.delete()

    def _rows(self, bars: Sequence[BarLine]) -> list[dict[str, Any]]:
        return [_row(each, self._days, self._suppliers.look(each.supplier)) for each in bars]


MARKS = ("hire", "release", "move")


def _row(each: BarLine, days: Sequence[date], look: str) -> dict[str, Any]:
    said = day(each.start) if each.instant else span(each.start, each.end)
    return {
        "who": each.who,
        "text": f"{each.text} →" if each.open_end else each.text,
        "said": said,
        "kind": each.kind,
        "look": look,
        "from": _share(each.start, days),
        "to": _share(each.end, days),
        "instant": each.instant,
        "open": each.open_end,
    }


def _share(when: date, days: Sequence[date]) -> float:
    return min(1.0, max(0.0, (when - days[0]).days / (days[-1] - days[0]).days))


def ticks(days: Sequence[date]) -> list[dict[str, Any]]:
    """First days of months (weeks where the plan is short, years where it is long) as shares of the time."""
    first, last = days[0], days[-1]
    if (last - first).days <= 100:
        every = max(1, len(days) // TICKS)
        return [{"at": _share(each, days), "text": day(each, first.year)} for each in days[:-1:every]]
    months, found = _months(first, last), []
    every = next((n for n in (1, 2, 3, 6, 12) if len(months) / n <= TICKS), 24)
    for place, month in enumerate(months[::every]):
        at, year = _share(month, days), "" if place and month.month > every else f"’{month:%y}"
        room = at <= LAST_LABEL  # a label beyond would be cut: its line stays
        found.append({"at": at, "text": f"{month:%b}" if room else "", "year": year if room else ""})
    return found


def _months(first: date, last: date) -> list[date]:
    found, month = [], first.replace(day=1)
    while month < last:
        if month >= first:
            found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found
