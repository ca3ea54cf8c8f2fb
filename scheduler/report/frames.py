"""Ledgers, costs and coverage as pandas frames. Heads are heads, hours hours, money the plan's currency."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import pandas as pd

from scheduler.report.capacity import OTHER, OVERTIME, OWN, SkillSupply
from scheduler.report.costs import MonthTable
from scheduler.report.decisions import Decision, action_cost, hours_cost, ordered_hours, who
from scheduler.report.summary import Summary
from scheduler.report.suppliers import cost_group
from scheduler.report.view import PlanView
from scheduler.words import covered, kind_name

Frame = Any
Columns = dict[str, list[Any]]


def period_columns(view: PlanView) -> dict[str, list[Any]]:
    """Number (from 1) and first day of every period."""
    unit = view.problem.forecast.calendar.unit
    return {unit.capitalize(): list(range(1, view.periods + 1)), "First day": list(view.plan.first_days[:-1])}


def pool_frame(view: PlanView) -> Frame:
    """Team ledger: opening + what comes − what goes = heads, by pool and period."""
    return _stack(_one_pool(view, key) for key in view.plan.pools)


def _one_pool(view: PlanView, key: str) -> Columns:
    ledger = view.plan.pools[key]
    heads = list(ledger.heads)
    columns: Columns = {"Team": [key] * view.periods, **period_columns(view)}
    columns["Opening heads (own)"] = [view.pools[key].headcount if key in view.pools else None, *heads[:-1]]
    for label, values in (
        ("+ Arriving", ledger.arriving),
        ("+ Hires", ledger.hires),
        ("+ Moved in", ledger.moved_in),
        ("+ Converted", ledger.converted),
        ("− Leavers, expected", ledger.leavers),
        ("− Leaving, announced", ledger.leaving),
        ("− Released", ledger.releases),
        ("− Moved out", ledger.moved_out),
        ("= Heads (own)", ledger.heads),
        ("of them experienced", ledger.experienced),
        ("Overtime h", ledger.overtime_hours),
        ("On short time, heads", ledger.short_time_heads),
        ("Mentoring h", ledger.mentor_hours),
        ("Idle h", ledger.idle_hours),
    ):
        columns[label] = list(values)
    supervision = list(ledger.supervision.values())
    columns["Supervision h"] = (
        [sum(row) for row in zip(*supervision)] if supervision else [0.0] * view.periods
    )
    return columns


def contract_frame(view: PlanView) -> Frame:
    """Contract ledger: starts, ends and heads of every offer used and running contract by period."""
    parts = [_one_offer(view, key) for key in view.offers if view.is_used(key)]
    parts += [_one_running(view, running.key, running.offer) for running in view.problem.rate_card.running]
    return _stack(parts)


def _one_offer(view: PlanView, key: str) -> Columns:
    ledger = view.plan.offers[key]
    bought = [sum(row) for row in zip(*ledger.bought_hours.values())] or [0.0] * view.periods
    delivered = sum(view.deliveries.get(key, {}).values(), view.zeros())
    return {
        "Offer": [key] * view.periods,
        "Vendor": [view.offers[key].vendor] * view.periods,
        "Running contract": [""] * view.periods,
        **period_columns(view),
        "+ Starts": [a + b for a, b in zip(ledger.starts, ledger.converting_starts)],
        "− Ends": list(ledger.ends),
        "− Joining a team": list(ledger.converted),
        "= Heads (contract)": [a + b for a, b in zip(ledger.active, ledger.converting_active)],
        "Hours or output bought": bought,
        "Productive h of the offer": list(delivered),
    }


def _one_running(view: PlanView, key: str, offer: str) -> Columns:
    ledger = view.plan.running[key]
    nothing = [0.0] * view.periods
    return {
        "Offer": [offer] * view.periods,
        "Vendor": [view.offers[offer].vendor] * view.periods,
        "Running contract": [key] * view.periods,
        **period_columns(view),
        "+ Starts": nothing,
        "− Ends": list(ledger.ends),
        "− Joining a team": nothing,
        "= Heads (contract)": list(ledger.active),
        "Hours or output bought": nothing,
        "Productive h of the offer": nothing,
    }


def heads_frame(view: PlanView) -> Frame:
    """Heads by period: each team (own), each offer used (contract), and the sums."""
    own = {f"{key} (own)": list(ledger.heads) for key, ledger in view.plan.pools.items()}
    used = [key for key in view.offers if view.contract_heads(key).any()]
    contract = {f"{key} (contract)": list(view.contract_heads(key)) for key in used}
    frame = pd.DataFrame({**period_columns(view), **own, **contract})
    frame["All own"] = frame[list(own)].sum(axis=1)
    frame["All contract"] = frame[list(contract)].sum(axis=1)
    frame["All (both)"] = frame["All own"] + frame["All contract"]
    return frame


def coverage_frame(summary: Summary) -> Frame:
    """Hours by class of supply, and required people, by skill and period; all skills first."""
    every = summary.every
    parts = [every, *summary.supplies] if len(summary.supplies) > 1 else [every]
    return _stack(_one_skill(summary, part, list(every.supply)) for part in parts)


def _one_skill(summary: Summary, part: SkillSupply, names: list[str]) -> Columns:
    view = summary.view
    shares = [covered(1 - s / d) if d > 0 else 1.0 for s, d in zip(part.short, part.demand)]
    return (
        {
            "Skill": [part.skill] * view.periods,
            **period_columns(view),
            "Demand h": list(part.demand),
            **{f"{name.capitalize() if name in (OWN, OVERTIME, OTHER) else name} h": _hours(view, part, name)
               for name in names},
            "Short h": list(part.short),
            "Waiting h": list(part.waiting),
            "Ahead h": list(part.ahead),
            "Covered %": shares,
            "Required FTE net": list(part.fte_net),
            "Required FTE gross": list(part.fte_gross),
        }
    )  # fmt: skip


def _hours(view: PlanView, part: SkillSupply, name: str) -> list[float]:
    return list(part.supply.get(name, view.zeros()))


def decision_frame(view: PlanView) -> Frame:
    """Every action and order of hours: by when, start, end, what, who, heads, cost to the plan's end, id."""
    sides = {"hire": "own", "release": "own", "move": "own"}
    rows = [
        {
            "Decide by": action.decide_by,
            "Start": action.start,
            "End": action.end,
            "Action": kind_name(action.kind),
            "Who": who(view, action),
            "Heads": action.heads,
            "Hours": None,
            "Own or contract": sides.get(action.kind, "contract"),
            "Cost to the end of the plan": round(action_cost(view, action), 2),
            "End decided by": action.end_decide_by,
            "Id": action.id,
        }
        for action in view.plan.actions
    ] + [_order_row(view, order) for order in ordered_hours(view)]
    return pd.DataFrame(
        sorted(rows, key=lambda row: (row["Decide by"], row["Start"], row["Action"], row["Who"])),
        columns=["Decide by", "Start", "End", "Action", "Who", "Heads", "Hours", "Own or contract",
                 "Cost to the end of the plan", "End decided by", "Id"],
    )  # fmt: skip


def _order_row(view: PlanView, order: Decision) -> dict[str, Any]:
    return {
        "Decide by": order.decide_by,
        "Start": order.start,
        "End": order.end,
        "Action": "order hours",
        "Who": order.who,
        "Heads": None,
        "Hours": order.hours,
        "Own or contract": "contract",
        "Cost to the end of the plan": round(hours_cost(view, order), 2),
        "End decided by": None,
        "Id": "",
    }


def cost_frame(view: PlanView) -> Frame:
    """Every cost line: kind, owner, part, cash or penalty, total, after the horizon, by period."""
    rows = []
    for line in view.plan.costs:
        rows.append(
            {
                "Kind": kind_name(line.kind.value),
                "Owner": line.owner,
                "Part": line.part,
                "Cash or penalty": "cash" if line.kind.cash else "penalty",
                "What it is": line.kind.meaning,
                "Total": sum(line.amounts) + line.after,
                "After the horizon": line.after,
                **{day.isoformat(): amount for day, amount in zip(view.plan.first_days, line.amounts)},
            }
        )
    return pd.DataFrame(rows)


def month_frame(table: MonthTable) -> Frame:
    """Cost by kind and calendar month; shown amounts add up exactly."""
    rows = table.rows.items()
    return pd.DataFrame(
        [_month_row(kind_name(kind.value), cost_group(kind), row, table) for kind, row in rows]
    )


def month_totals(table: MonthTable) -> Frame:
    """Sums of those rows: own people, contractors, penalties, everything."""
    names = ("own people", "contractors", "penalties", "everything")
    return pd.DataFrame([_month_total(name, table) for name in names])


def _month_total(name: str, table: MonthTable) -> dict[str, Any]:
    sums = table.column_totals(lambda kind: name in (cost_group(kind), "everything"))
    return _month_row(name.capitalize(), "total", tuple(sums), table)


def _month_row(name: str, side: str, row: tuple[Any, ...], table: MonthTable) -> dict[str, Any]:
    months = {f"{month:%b %Y}": float(amount) for month, amount in zip(table.months, row)}
    return {"Kind": name, "Of": side, **months, "After the horizon": float(row[-1]), "Total": float(sum(row))}


def _stack(parts: Iterable[Columns]) -> Frame:
    """Parts with the same columns, one below the other."""
    found = list(parts)
    names = found[0] if found else ()
    return pd.DataFrame({name: list(chain.from_iterable(part[name] for part in found)) for name in names})
