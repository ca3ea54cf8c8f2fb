"""The figures of plans that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.plan import Plan
from scheduler.result import Result, is_proved
from scheduler.words import money, number, percent, percent_at_most

Figures = dict[str, float | str | None]


def figures_of(plan: Plan, result: Result | None) -> Figures:
    """Money in the plan's currency, heads, hours; `above_cheapest` at most, where a bound is known."""
    work, offers = plan.workstreams.values(), plan.offers
    demand, short = sum(sum(each.demand) for each in work), sum(sum(each.short) for each in work)
    heads = {kind: sum(a.heads for a in plan.actions if a.kind == kind) for kind in ("hire", "release")}
    return {
        "currency": plan.currency,
        "cost": plan.cost,
        "cash": plan.cash,
        "penalties": plan.penalties,
        "above_cheapest": _above(plan, result),
        "hours_short": round(short, 3),
        "coverage": 1 - short / demand if demand else 1.0,
        "own_heads_first": round(sum(each.heads[0] for each in plan.pools.values()), 3),
        "own_heads_last": round(sum(each.heads[-1] for each in plan.pools.values()), 3),
        "hired": heads["hire"],
        "released": heads["release"],
        "contract_heads_most": _most_contracted(plan),
        "hours_bought": round(sum(sum(map(sum, each.bought_hours.values())) for each in offers.values()), 3),
        "overtime_hours": round(sum(sum(each.overtime_hours) for each in plan.pools.values()), 3),
        "vendors": sum(each.used for each in plan.vendors.values()),
        "actions": len(plan.actions),
    }


def table_of(sides: Sequence[tuple[str, Plan, Result | None]]) -> list[tuple[str, ...]]:
    """A column for each plan; figures that are nothing in all of them are left out."""
    found = [figures_of(plan, result) for _, plan, result in sides]
    rows: list[tuple[str, ...]] = [("", *(name for name, _, _ in sides))]
    for key in found[0]:
        values = [each[key] for each in found]
        if key != "currency" and any(values):
            rows.append((LABELS[key], *(_said(key, value) for value in values)))
    return rows


LABELS = {
    "cost": "cost",
    "cash": "of it cash",
    "penalties": "of it penalties",
    "above_cheapest": "gap to the cheapest",
    "hours_short": "hours left undone",
    "coverage": "of the hours covered",
    "own_heads_first": "own heads at first",
    "own_heads_last": "own heads at last",
    "hired": "hired",
    "released": "released",
    "contract_heads_most": "contract heads at most",
    "hours_bought": "hours bought",
    "overtime_hours": "hours of overtime",
    "vendors": "vendors",
    "actions": "actions",
}


def _said(key: str, value: float | str | None) -> str:
    if value is None or isinstance(value, str):
        return value or "not known"
    if key in ("cost", "cash", "penalties"):
        return f"{value:,.0f}" if abs(value) >= 1000 else money(value)
    if key == "coverage":
        return percent(value)
    return percent_at_most(value) if key == "above_cheapest" else number(value)


def _above(plan: Plan, result: Result | None) -> float | None:
    bound = None if result is None else result.bound
    if bound is None or bound <= 0:
        return None
    return 0.0 if is_proved(plan, bound) else (plan.cost - bound) / bound


def _most_contracted(plan: Plan) -> float:
    rows = [each.active for each in plan.offers.values()]
    rows += [each.converting_active for each in plan.offers.values()]
    rows += [each.active for each in plan.running.values()]
    return max(map(sum, zip(*rows)), default=0.0)
