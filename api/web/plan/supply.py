"""Capacity against demand as a picture: stacked by supplier, demand a line, the surge shaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.schemas.told import Capacity
from api.web.parts.chart import chart, colour, said, supplier
from api.web.parts.money import day, number
from api.web.parts.node import Node, node
from api.web.parts.suppliers import Suppliers
from api.web.parts.table import Column
from scheduler.report.capacity import SHORT

TRACE = 0.005  # hours: not shown
HINTS = {"own": "own people"}


def draw(found: Capacity, suppliers: Suppliers, year: int) -> Node:
    """Legend, chart, and the same as a table."""
    stack = [(_name(each.name, each.running), each.name, each.running, each.hours) for each in found.supply]
    stack = [each for each in stack if max(each[3], default=0.0) > TRACE]
    if max(found.short, default=0.0) > TRACE:
        stack.append((SHORT, SHORT, False, found.short))
    days = [day(first, year) for first in found.first_days[:-1]]
    with node("div", classes="pictured") as place:
        _legend(stack, suppliers, surge=bool(found.surges), unit=found.unit)
        chart(
            _options(found, stack, suppliers, days),
            label=f"Capacity against demand, {found.skill or 'all skills'}: {found.text}",
            columns=[
                Column(found.unit.capitalize()),
                *(Column(each[0], "h", number=True) for each in stack),
                Column("demand", "h", number=True),
                Column("people, gross", "FTE", number=True),
            ],
            rows=[
                [
                    first,
                    *(number(each[3][t]) for each in stack),
                    number(found.demand[t]),
                    number(found.fte_gross[t]),
                ]
                for t, first in enumerate(days)
            ],
            height="high",
        )
    return place


def _name(name: str, running: bool) -> str:
    return f"{HINTS.get(name, name)}, running already" if running else HINTS.get(name, name)


Stack = Sequence[tuple[str, str, bool, Sequence[float]]]


def _legend(stack: Stack, suppliers: Suppliers, *, surge: bool, unit: str) -> None:
    with node("ul", classes="legend"):
        for shown, name, running, _ in stack:
            with node("li"):
                faded = " running" if running else ""
                node("span", classes=f"swatch look-{suppliers.look(name)}{faded}", aria_hidden="true")
                node("span", shown)
        with node("li"):
            node("span", classes="swatch line", aria_hidden="true")
            node("span", f"demand, productive hours a {unit}")
        if surge:
            with node("li"):
                node("span", classes="swatch surge", aria_hidden="true")
                node("span", "surge")


def _options(found: Capacity, stack: Stack, suppliers: Suppliers, days: Sequence[str]) -> dict[str, Any]:
    bars = [
        {
            "type": "bar",
            "name": shown,
            "stack": "supply",
            "barCategoryGap": "0%",
            "data": list(hours),
            "itemStyle": supplier(suppliers.look(name)) | ({"opacity": 0.55} if running else {}),
            "emphasis": {"disabled": True},
        }
        for shown, name, running, hours in stack
    ]
    demand = {
        "type": "line",
        "name": "demand",
        "step": "middle",
        "data": found.demand,
        "symbol": "none",
        "lineStyle": {"color": colour("ink"), "width": 2},
        "itemStyle": {"color": colour("ink")},
        "z": 5,
    }
    # behind the bars, on a series of its own: an area is drawn as deep as what it belongs to
    surge = {
        "type": "line",
        "name": "surge",
        "data": [],
        "z": 0,
        "silent": True,
        "tooltip": {"show": False},
        "markArea": {
            "silent": True,
            "itemStyle": {"color": colour("surge")},
            "label": {"color": colour("soft"), "position": "insideTop", "fontSize": 11},
            "data": _areas(found, days),
        },
    }
    return {
        "grid": {"left": 8, "right": 8, "top": 20, "bottom": 4, "containLabel": True},
        "tooltip": {"trigger": "axis", "valueFormatter": said("number", "h")},
        "xAxis": {"type": "category", "data": list(days), "axisTick": {"show": False}},
        "yAxis": {"type": "value", "axisLabel": {"formatter": said("number"), "color": colour("soft")}},
        "series": [surge, *bars, demand],
    }


def _areas(found: Capacity, days: Sequence[str]) -> list[list[dict[str, str]]]:
    """From the first period that a surge touches to the last."""
    areas, starts = [], found.first_days
    for each in found.surges:
        inside = [t for t in range(len(days)) if starts[t + 1] > each.since and starts[t] < each.until]
        if inside:
            areas.append([{"name": "surge", "xAxis": days[inside[0]]}, {"xAxis": days[inside[-1]]}])
    return areas
