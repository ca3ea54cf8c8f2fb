"""Charts: colours of the tokens in light and dark, patterns, a sentence instead, a table behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from nicegui.elements.echart import EChart

from api.web.parts.node import node
from api.web.parts.table import Cell, Column, Table

Options = dict[str, Any]
Form = Literal["number", "money", "sum", "percent"]


def colour(token: str) -> Options:
    """A colour of the tokens, such as `supplier-own` or `soft`; it follows light and dark."""
    return {"$colour": f"--{token}"}


def said(form: Form, unit: str = "") -> Options:
    """A formatter for axes (`axisLabel.formatter`) and tooltips (`valueFormatter`): 6,800 h, 62 %."""
    return {"$format": form, "unit": unit}


def supplier(look: str) -> Options:
    """The `itemStyle` of a supplier: colour, pattern, and an edge so that pale ones show on white."""
    return {
        "color": colour(f"supplier-{look}"),
        "decal": {"$decal": look},
        "borderColor": colour("paper"),
        "borderWidth": 0.5,
    }


TEXT: Options = {"color": colour("soft"), "fontFamily": colour("font"), "fontSize": 12}
LINE: Options = {"lineStyle": {"color": colour("line-strong")}}
AXIS: Options = {
    "axisLabel": {**TEXT, "hideOverlap": True},
    "nameTextStyle": TEXT,
    "axisLine": LINE,
    "axisTick": LINE,
    "splitLine": {"lineStyle": {"color": colour("line")}},
}
TOOLTIP: Options = {
    "confine": True,
    "backgroundColor": colour("raised"),
    "borderColor": colour("line-strong"),
    "textStyle": {"color": colour("ink"), "fontFamily": colour("font"), "fontSize": 12},
}
Height = Literal["low", "middle", "high"]


class Chart(EChart, component="chart.js"):
    """NiceGUI's chart, drawn by a part of ours that looks names of colours up and runs nothing."""

    def show(self, options: Mapping[str, Any]) -> None:
        """Draws other options."""
        self._props["options"] = _dressed(options)
        self.update()


def chart(
    options: Mapping[str, Any],
    *,
    label: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    height: Height = "middle",
) -> Chart:
    """An ECharts chart with the page's looks; what `options` says goes before them.

    `label` says in a sentence what is to be seen. `columns` and `rows` hold the same as numbers: a table that
    opens below.
    """
    with node("figure", classes="chart"):
        drawn = Chart(_dressed(options)).classes(f"chart-{height}")
        drawn.props["role"], drawn.props["aria-label"] = "img", label
        with node("details"):
            node("summary", "As a table")
            Table(label, columns, rows, captioned=False)
    return drawn


def _dressed(options: Mapping[str, Any]) -> Options:
    dressed: Options = {
        "animation": False,
        "textStyle": TEXT,
        "aria": {"enabled": True, "label": {"enabled": False}},
        "grid": {"left": 8, "right": 12, "top": 24, "bottom": 8, "containLabel": True},
        **options,
    }
    # never HTML: names of users stand in tooltips
    dressed["tooltip"] = {**TOOLTIP, **options.get("tooltip", {}), "renderMode": "richText"}
    for axis in ("xAxis", "yAxis"):
        if isinstance(dressed.get(axis), dict):
            dressed[axis] = {**AXIS, **dressed[axis]}
        elif axis in dressed:
            dressed[axis] = [{**AXIS, **each} for each in dressed[axis]]
    return dressed
