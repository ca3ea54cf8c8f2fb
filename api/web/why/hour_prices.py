"""What one more hour of a skill costs, over time: a strip a skill, with a table behind."""

from __future__ import annotations

from typing import Any

from api.web.parts.chart import Options, chart, colour, said
from api.web.parts.money import day, rate
from api.web.parts.node import node
from api.web.parts.table import Column, Table
from api.web.why.seen import About
from scheduler.explain.explanation import Explanation
from scheduler.explain.prices.hours import HourPrices
from scheduler.report.intervals import TOO_CLOSE
from scheduler.report.page.hour_prices import (
    FREE,
    HELD,
    IMPOSSIBLE,
    VERDICTS,
    row_of,
    span_words,
    throughout_words,
)

MOST = 16
MEANT = {
    HELD: "Once everything is signed: heads stay, only hours move.",
    FREE: "Where everything may be decided anew, in fractions of a head: a guide, not a quotation.",
}


def hour_prices(found: Explanation, about: About) -> None:
    """A strip of every method, then a row a skill."""
    some = found.prices[:MOST]
    for method in (HELD, FREE):
        there = [each for each in some if row_of(each, method) is not None]
        if there:
            node("h3", f"By {about.unit}, {method}")
            node("p", MEANT[method], "soft")
            _strip(there, method, about)
    node("h3", "Throughout")
    _table(found, about)


def _strip(found: list[HourPrices], method: str, about: About) -> None:
    days = [day(each) for each in found[0].first_days]
    rows = [row_of(each, method) for each in found]
    amounts = [[] if row is None else list(row.amounts) for row in rows]
    highest = max((each for row in amounts for each in row if each is not None), default=0.0)
    names = [each.skill for each in found]
    priced = [[t, s, each] for s, row in enumerate(amounts) for t, each in enumerate(row) if each is not None]
    barred = [[t, s, 0] for s, row in enumerate(amounts) for t, each in enumerate(row) if each is None]
    columns = [Column(about.unit.title()), *(Column(name, about.currency, number=True) for name in names)]
    table = [
        [first, *(IMPOSSIBLE if row[t] is None else rate(row[t] or 0.0) for row in amounts)]
        for t, first in enumerate(days)
    ]
    chart(
        _options(days, names, priced, barred, highest, about),
        label=f"{about.currency} for one productive hour more in one {about.unit} alone, {method}",
        columns=columns,
        rows=table,
        height="low" if len(names) < 5 else "middle" if len(names) < 12 else "high",
    )


def _options(
    days: list[str], names: list[str], priced: list[Any], barred: list[Any], highest: float, about: About
) -> Options:
    unit = f"{about.currency}/h"
    series: list[Options] = [
        {
            "name": "one hour more",
            "type": "heatmap",
            "data": priced,
            "tooltip": {"valueFormatter": said("money", unit)},
        }
    ]
    if barred:
        style = {"color": colour("wrong"), "decal": {"$decal": "short"}}
        series.append(
            {
                "name": IMPOSSIBLE,
                "type": "scatter",
                "symbol": "rect",
                "symbolSize": 7,
                "data": [each[:2] for each in barred],
                "itemStyle": style,
            }
        )
    return {
        "grid": {"left": 8, "right": 12, "top": 8, "bottom": 40, "containLabel": True},
        "xAxis": {"type": "category", "data": days, "splitArea": {"show": False}},
        "yAxis": {"type": "category", "data": names, "inverse": True},
        "visualMap": {
            "min": 0,
            "max": max(highest, 1.0),
            "seriesIndex": 0,
            "orient": "horizontal",
            "left": 8,
            "bottom": 0,
            "itemHeight": 120,
            "itemWidth": 10,
            "text": [f"{rate(highest)} {unit}", "0"],
            "textStyle": {"color": colour("soft")},
            "inRange": {"color": [colour("heat-0"), colour("heat-1"), colour("heat-2"), colour("heat-3")]},
        },
        "series": series,
        "tooltip": {"trigger": "item"},
    }


def _table(found: Explanation, about: About) -> None:
    columns = [
        Column("Skill"),
        Column("More, throughout", "FTE", number=True),
        Column("Costs", f"{about.currency}/h", number=True),
        Column("Relaxed", f"{about.currency}/h", number=True),
        Column("The relaxation is"),
        Column(f"By {about.unit}, as planned", f"{about.currency}/h", number=True),
    ]
    Table("What one more productive hour costs, by skill", columns, [_row(each) for each in found.prices])
    with node("details", classes="more"):
        node("summary", "In words")
        with node("ul", classes="sentences"):
            for each in found.prices:
                node("li", each.text)


def _row(prices: HourPrices) -> list[str]:
    through, held = prices.throughout, span_words(prices.heads_as_planned)
    if through is None:
        return [prices.skill, "–", "–", "–", "–", held]
    relaxed = "–" if through.in_relaxation is None else rate(through.in_relaxation)
    verdict = VERDICTS.get(through.relaxation, TOO_CLOSE)
    return [prices.skill, str(through.fte), throughout_words(through), relaxed, verdict, held]
