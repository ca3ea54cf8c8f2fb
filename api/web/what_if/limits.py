"""Limits of the whole plan: the budget, and the share of work that contractors may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from api.schemas.variants import PlanProblem
from api.web.parts.money import money, span
from api.web.what_if.change import Change, NotSo, amount, share
from api.web.what_if.fields import choice, text
from api.web.what_if.spans import horizon
from scheduler.words import share as percent


def budget(problem: PlanProblem) -> Callable[[], Change]:
    """Of a span there is one for, else of the whole plan."""
    currency = problem.forecast["currency"]
    rows = problem.policy.get("budget") or [_whole(problem)]
    known = bool(problem.policy.get("budget"))
    names = [span(date.fromisoformat(row["from"]), date.fromisoformat(row["to"])) for row in rows]
    which = choice("what-span", "Span", [(str(place), name) for place, name in enumerate(names)])
    to = text("what-to-be", "Cash at most", unit=currency, hint="1,500,000")

    def made() -> Change:
        place, value = int(which.value), amount(to.value, to.label)
        field = f"budget/{place}/amount" if known else "budget"
        body = {
            "document": "policy",
            "field": field,
            "value": value if known else [{**rows[0], "amount": value}],
        }
        before = f"{money(rows[place]['amount'])} → " if known else ""
        return Change(
            part="fields", body=body, words=f"Budget, {names[place]}: {before}{money(value)} {currency}"
        )

    return made


def contractors(problem: PlanProblem) -> Callable[[], Change]:
    """At most so much of the work, in every period or over the whole plan; in place of what there is."""
    unit = problem.forecast["calendar"]["unit"]
    to = text("what-to-be", "At most", unit="% of the work", hint="25")
    over = choice("what-over", "Counted", [("period", f"every {unit}"), ("horizon", "over the whole plan")])

    def made() -> Change:
        value = share(to.value, to.label)
        if not 0 <= value <= 1:
            raise NotSo(f"{to.label}: write a percentage between 0 and 100.")
        limit: dict[str, Any] = {"share": value, "over": over.value}
        body = {"document": "policy", "field": "max_contractor_share", "value": [limit]}
        counted = f"every {unit}" if over.value == "period" else "over the whole plan"
        return Change(part="fields", body=body, words=f"Contractors do at most {percent(value)}, {counted}")

    return made


def _whole(problem: PlanProblem) -> dict[str, Any]:
    """The span of the whole plan."""
    start, end = horizon(problem)
    return {"from": start.isoformat(), "to": end.isoformat()}
