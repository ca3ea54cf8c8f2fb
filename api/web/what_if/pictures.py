"""Plans beside each other in pictures: what they cost by supplier, who is there over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from api.web.parts.chart import Options, chart, colour, said, supplier
from api.web.parts.money import money, number
from api.web.parts.node import node
from api.web.parts.suppliers import Suppliers
from api.web.parts.table import Column
from api.web.what_if.figures import Figures
from scheduler.report.capacity import OWN, SHORT
from scheduler.words import short

LETTERS = 28
WORDS = {OWN: "own people", SHORT: "penalties, not paid"}


def costs_picture(plans: Sequence[Figures], looks: Suppliers, currency: str) -> None:
    """A bar a plan."""
    names = _names([each.money for each in plans])
    series = [
        {
            "name": WORDS.get(name, name),
            "type": "bar",
            "stack": "cost",
            "barMaxWidth": 26,
            "data": [each.money.get(name, 0.0) for each in plans],
            "itemStyle": supplier(looks.look(name)),
        }
        for name in names
    ]
    looks.legend(names, WORDS)
    columns = [Column("Plan"), *(Column(WORDS.get(name, name), currency, number=True) for name in names)]
    rows = [[each.name, *(money(each.money.get(name, 0.0)) for name in names)] for each in plans]
    chart(
        {
            "grid": {"left": 8, "right": 24, "top": 8, "bottom": 8, "containLabel": True},
            "xAxis": {
                "type": "value",
                "axisLabel": {"formatter": said("money"), "color": colour("soft"), "hideOverlap": True},
            },
            "yAxis": {
                "type": "category",
                "inverse": True,
                "data": [short(each.name, LETTERS) for each in plans],
            },
            "tooltip": {
                "trigger": "axis",
                "axisPointer": {"type": "shadow"},
                "valueFormatter": said("money", currency),
            },
            "series": series,
        },
        label=f"What each plan costs by supplier, {currency}",
        columns=columns,
        rows=rows,
        height="low",
    )


def heads_pictures(plans: Sequence[Figures], looks: Suppliers, unit: str) -> None:
    """A small chart a plan, all on one scale."""
    names = _names([each.heads for each in plans])
    most = max((sum(at) for each in plans for at in zip(*each.heads.values())), default=0.0)
    looks.legend([name for name in names if name != SHORT], WORDS)
    with node("div", classes="beside-each-other"):
        for each in plans:
            with node("div"):
                node("h4", each.name)
                _heads(each, [name for name in names if name in each.heads], looks, unit, most)


def _heads(plan: Figures, names: list[str], looks: Suppliers, unit: str, most: float) -> None:
    series = [
        {
            "name": WORDS.get(name, name),
            "type": "bar",
            "stack": "heads",
            "barCategoryGap": "0%",
            "data": plan.heads[name],
            "itemStyle": supplier(looks.look(name)) | {"borderWidth": 0},
        }
        for name in names
    ]
    columns = [Column(unit.title()), *(Column(WORDS.get(name, name), "heads", number=True) for name in names)]
    rows = [[first, *(number(plan.heads[name][t]) for name in names)] for t, first in enumerate(plan.days)]
    options: Options = {
        "grid": {"left": 8, "right": 8, "top": 12, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "category", "data": plan.days},
        "yAxis": _axis(most),
        "tooltip": {"trigger": "axis", "valueFormatter": said("number", "heads")},
        "series": series,
    }
    chart(
        options,
        label=f"Heads by supplier and {unit}, {plan.name}",
        columns=columns,
        rows=rows,
        height="middle",
    )


def _names(plans: Iterable[Iterable[str]]) -> list[str]:
    """Everybody who is in one of them: own people first, what is not paid last."""
    every = dict.fromkeys(name for each in plans for name in each)
    return sorted(every, key=lambda name: (name != OWN, name == SHORT))


def _axis(most: float) -> Options:
    """An axis from 0 to above `most`, in round steps."""
    about = max(most, 1.0) / 4
    size = 10 ** floor(log10(about))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= about)
    return {"type": "value", "interval": step, "max": step * ceil(max(most, 1.0) / step)}
