"""Changes of demand: more or less of it, a surge that lasts longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from api.schemas.variants import PlanProblem
from api.web.parts.money import span
from api.web.what_if.change import Change, NotSo, amount, more, share
from api.web.what_if.fields import choice, text
from api.web.what_if.rows import EVERYBODY, keys_of
from api.web.what_if.spans import between, dates, spoken
from scheduler.words import counted


def demand(problem: PlanProblem) -> Callable[[], Change]:
    """Of one piece of work or of all, throughout or within a span."""
    names = keys_of(problem.forecast["workstreams"])
    who = choice("what-work", "Work", [(EVERYBODY, "all work"), *names])
    by = text("what-by", "More by", unit="%", hint="10")
    since, until = between(problem)

    def made() -> Change:
        part, span = share(by.value, by.label), dates(since.value, until.value)
        body: dict[str, Any] = {"by": part, **span}
        if who.value:
            body["workstream"] = who.value
        return Change(
            part="work", body=body, words=f"Demand of {who.value or 'all work'} {more(part)}{spoken(span)}"
        )

    return made


def surges(problem: PlanProblem) -> list[dict[str, Any]]:
    """Work with a surge."""
    return [row for row in problem.forecast["workstreams"] if row.get("surge")]


def surge(problem: PlanProblem) -> Callable[[], Change]:
    """Longer by whole periods."""
    unit = problem.forecast["calendar"]["unit"]
    spans: dict[tuple[str, str], list[str]] = {}
    for row in surges(problem):
        spans.setdefault((row["surge"]["from"], row["surge"]["to"]), []).append(row["key"])
    options = [
        (keys[0], f"{_span(since, until)}: {', '.join(keys)}") for (since, until), keys in spans.items()
    ]
    which = choice("what-surge", "Surge", options)
    longer = text("what-longer", "Longer by", unit=f"{unit}s", hint="4")

    def made() -> Change:
        periods = amount(longer.value, longer.label, 520)
        if periods < 1 or periods != int(periods):
            raise NotSo(f"{longer.label}: write a whole number of {unit}s from 1 on.")
        body = {"workstream": which.value, "periods": int(periods)}
        return Change(
            part="surges",
            body=body,
            words=f"The surge of {which.value} lasts {counted(periods, unit)} longer",
        )

    return made


def _span(since: str, until: str) -> str:
    return span(date.fromisoformat(since), date.fromisoformat(until))
