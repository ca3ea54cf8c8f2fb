"""Pictures of a search: cost and bound closing in on each other, and the gap between them."""

from __future__ import annotations

from typing import Any

from api.schemas.progress import SearchProgress
from api.web.parts.chart import Chart, chart, colour, said
from api.web.parts.money import gap
from api.web.parts.node import node
from api.web.parts.table import Column, Table
from api.web.plan.in_view import cut, in_view
from scheduler.words import sum_of

LEAST = 1e-4  # of the gap that is drawn
SECONDS = {"formatter": said("number", "s"), "color": colour("soft"), "showMaxLabel": False}


class Picture:
    """Both lines, what lies between them shaded; the same as numbers behind."""

    COLUMNS = (Column("Seconds", number=True), Column("Best plan", number=True), Column("Bound", number=True))

    def __init__(self, found: SearchProgress) -> None:
        label = "Cost of the best plan and the bound under which no plan can be, by seconds"
        self._cut = node("p", cut(found), "soft small cut")
        self._chart = chart(options(found), label=label, columns=self.COLUMNS, rows=rows(found))
        node("h2", "How far above the cheapest it may be")
        self._gap = chart(
            gap_options(found),
            label="How far the best plan may be above the cheapest possible, by seconds",
            columns=[Column("Seconds", number=True), Column("Above the cheapest, at most", number=True)],
            rows=gaps(found),
            height="low",
        )
        self._tables = [self._behind(self._chart), self._behind(self._gap)]

    def show(self, found: SearchProgress) -> None:
        """The newest."""
        self._cut.set_text(cut(found))
        self._chart.show(options(found))
        self._gap.show(gap_options(found))
        self._tables[0].fill(rows(found))
        self._tables[1].fill(gaps(found))

    @staticmethod
    def _behind(drawn: Chart) -> Table:
        figure = drawn.parent_slot.parent if drawn.parent_slot else drawn
        return next(each for each in figure.descendants() if isinstance(each, Table))


def rows(found: SearchProgress) -> list[list[str]]:
    """The same as numbers."""
    shown = [(each.seconds, each.cost, each.bound) for each in found.points]
    texts = ["–" if value is None else sum_of(value) for _, *values in shown for value in values]
    return [[f"{shown[t][0]:.1f}", *texts[2 * t : 2 * t + 2]] for t in range(len(shown))]


def gaps(found: SearchProgress) -> list[list[str]]:
    """The gap as numbers."""
    known = [each for each in found.points if each.cost is not None and each.bound]
    return [
        [f"{each.seconds:.1f}", gap(max(0.0, ((each.cost or 0) - each.bound) / each.bound))]
        for each in known
        if each.bound
    ]


def options(found: SearchProgress) -> dict[str, Any]:
    """What ECharts is told; the last point is drawn on to now."""
    points = _points(found)
    both = [(at, bound, cost - bound) for at, cost, bound in points if cost is not None and bound is not None]
    return {
        "grid": {"left": 8, "right": 16, "top": 16, "bottom": 4, "containLabel": True},
        "tooltip": {"trigger": "axis", "valueFormatter": said("sum", found.currency)},
        "xAxis": {"type": "value", "min": 0, "max": _right(found), "axisLabel": SECONDS},
        "yAxis": {
            "type": "value",
            **in_view(found),
            "axisLabel": {"formatter": said("sum"), "color": colour("soft")},
        },
        "series": [
            _area("under", [[at, low] for at, low, _ in both], "transparent"),
            _area("between", [[at, gap_] for at, _, gap_ in both], "accent-soft"),
            _line("best plan", [[at, cost] for at, cost, _ in points if cost is not None], "accent", "solid"),
            _line("bound", [[at, low] for at, _, low in points if low is not None], "ink", [6, 4]),
        ],
    }


def _line(name: str, data: list[list[float]], token: str, dash: Any) -> dict[str, Any]:
    return {
        "type": "line",
        "name": name,
        "step": "end",
        "data": data,
        "symbol": "none",
        "lineStyle": {"color": colour(token), "width": 2.5 if token == "accent" else 2, "type": dash},
        "itemStyle": {"color": colour(token)},
        "z": 4,
    }


def _area(name: str, data: list[list[float]], token: str) -> dict[str, Any]:
    fill = {"color": colour(token)} if token != "transparent" else {"opacity": 0}
    return {
        "type": "line",
        "name": name,
        "step": "end",
        "stack": "gap",
        "data": data,
        "symbol": "none",
        "silent": True,
        "tooltip": {"show": False},
        "lineStyle": {"opacity": 0},
        "areaStyle": fill,
    }


def gap_options(found: SearchProgress) -> dict[str, Any]:
    """How far the best plan is above the bound, on a scale on which halves are equally high."""
    points = [(at, cost, low) for at, cost, low in _points(found) if cost is not None and low is not None]
    data = [[at, max(LEAST, (cost - low) / low)] for at, cost, low in points if low > 0]
    return {
        "grid": {"left": 8, "right": 16, "top": 12, "bottom": 4, "containLabel": True},
        "tooltip": {"trigger": "axis", "valueFormatter": said("percent")},
        "xAxis": {"type": "value", "min": 0, "max": _right(found), "axisLabel": SECONDS},
        "yAxis": {
            "type": "log",
            "min": LEAST,
            "axisLabel": {"formatter": said("percent"), "color": colour("soft")},
        },
        "series": [
            {
                **_line("above the cheapest, at most", data, "accent", "solid"),
                "areaStyle": {"color": colour("accent-soft")},
            }
        ],
    }


def _points(found: SearchProgress) -> list[tuple[float, float | None, float | None]]:
    """All points, the last one drawn on to now."""
    points = [(each.seconds, each.cost, each.bound) for each in found.points]
    if points and found.elapsed is not None and found.elapsed > points[-1][0]:
        points.append((round(found.elapsed, 1), *points[-1][1:]))
    return points


def _right(found: SearchProgress) -> float:
    points = _points(found)
    return max(10.0, points[-1][0] if points else 0.0)
