"""Contracts and hires as bars of a timeline, for every kind of picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scheduler.plan import Action
from scheduler.report.capacity import OWN
from scheduler.report.decisions import who
from scheduler.report.summary import Summary
from scheduler.words import number


@dataclass(frozen=True)
class Bar:
    """One row: `open_end` when it goes on past the plan; `instant` for what happens on one day."""

    label: str
    text: str
    start: date
    end: date
    style: str
    open_end: bool = False
    instant: bool = False


def timeline_bars(summary: Summary) -> list[Bar]:
    """A bar for every action and every running contract."""
    bars = [_action_bar(summary, action) for action in summary.plan.actions if action.kind != "end_running"]
    bars += [bar for key in summary.plan.running for bar in _running_bar(summary, key)]
    return sorted(bars, key=lambda bar: (bar.style != OWN, bar.start, bar.end, bar.label))


def _action_bar(summary: Summary, action: Action) -> Bar:
    horizon = summary.plan.first_days[-1]
    name, heads = who(summary.view, action), number(action.heads)
    if action.kind in ("contract", "conversion"):
        vendor = summary.view.offers[action.owner].vendor
        verb = f"contract {heads}" if action.kind == "contract" else f"contract {heads}, then join"
        end = min(action.end, horizon) if action.end else horizon
        return Bar(name, verb, action.start, end, vendor, open_end=action.end is None or action.end > horizon)
    if action.kind == "hire":
        return Bar(name, f"hire {heads}", action.start, horizon, OWN, open_end=True)
    return Bar(name, f"{action.kind} {heads}", action.start, action.start, OWN, instant=True)


def _running_bar(summary: Summary, key: str) -> list[Bar]:
    active, days = summary.plan.running[key].active, summary.plan.first_days
    there = [t for t, heads in enumerate(active) if heads > 0]
    if not there:
        return []
    vendor = summary.view.offers[summary.view.running[key].offer].vendor
    last = there[-1] + 1
    text = f"running {number(max(active))}"
    return [Bar(key, text, days[there[0]], days[last], vendor, open_end=last == len(active))]
