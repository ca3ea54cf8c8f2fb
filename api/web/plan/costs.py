"""What makes up the cost, with what quotes do not name apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.schemas.told import CostStep, PlanSummary
from api.web.parts.money import money
from api.web.parts.node import node
from api.web.plan.months import LOOKS, by_month
from api.web.plan.rows import Waterfall
from api.web.plan.section import section, side_by_side
from scheduler.words import sum_of

QUOTED, HIDDEN = "Contractors, at the quoted rates", "Contractors, what the rates do not name"
GROUPS = {
    ("own people", False): "Own people",
    ("own people", True): "Own people, what pay does not name",
    ("contractors", False): QUOTED,
    ("contractors", True): HIDDEN,
    ("penalties", False): "Penalties: not paid, they steer",
}


def costs(summary: PlanSummary) -> None:
    """The part of the page."""
    with section("costs", "What it costs", _hidden(summary)), side_by_side():
        if not summary.steps:
            node("p", "The cost is not shown with this key.", "soft")
        else:
            Waterfall(_groups(summary), sum_of(summary.cost or 0.0), summary.currency)
        with node("div", classes="pictured"):
            node("h3", "By calendar month")
            by_month(summary)


def _hidden(summary: PlanSummary) -> str:
    """How much more contractors cost than what is quoted."""
    quoted = sum(each.amount for each in summary.steps if (each.group, each.hidden) == ("contractors", False))
    names = {"supervision of contractors"}
    hidden = sum(
        each.amount
        for each in summary.steps
        if each.hidden and (each.group == "contractors" or each.name in names)
    )
    if quoted <= 0 or hidden <= 0:
        return ""
    return (
        f"Beside {money(quoted)} {summary.currency} for hours that deliver, contractors cost "
        f"{money(hidden)} that no rate names: {hidden / quoted:.0%} on top.".replace("%", " %")
    )


def _groups(summary: PlanSummary) -> list[dict[str, Any]]:
    total = sum(each.amount for each in summary.steps)
    found: dict[str, list[CostStep]] = {}
    for each in summary.steps:
        found.setdefault(GROUPS[each.group, each.hidden], []).append(each)
    most, reached, groups = max(_reached(summary.steps)), 0.0, []
    for name, steps in found.items():
        shown = []
        for each in steps:
            shown.append(_step(each, reached / most, (reached + each.amount) / most, total))
            reached += each.amount
        of_group = sum(each.amount for each in steps)
        groups.append(
            {
                "name": name,
                "total": sum_of(of_group),
                "share": _share(of_group, total),
                "hidden": name == HIDDEN,
                "steps": shown,
            }
        )
    return groups


def _reached(steps: Iterable[CostStep]) -> list[float]:
    sums = [1.0]
    for each in steps:
        sums.append((0.0 if len(sums) == 1 else sums[-1]) + each.amount)
    return sums


def _step(each: CostStep, since: float, until: float, total: float) -> dict[str, Any]:
    look = LOOKS[each.group]
    return {
        "name": each.name,
        "text": each.text,
        "amount": sum_of(each.amount),
        "share": _share(each.amount, total),
        "from": since,
        "to": until,
        "look": f"look-{look} {'unnamed' if each.hidden else ''}".strip(),
    }


def _share(amount: float, total: float) -> str:
    return f"{100 * amount / total:.1f} %" if total else ""
