"""What a productive hour of each offer costs: the quoted rate, and every line it hides."""

from __future__ import annotations

from api.web.parts.chart import Options, chart, colour, said
from api.web.parts.money import number, rate
from api.web.parts.node import node
from api.web.parts.table import Column
from api.web.why.seen import About
from scheduler.explain.vendors.shapes import OfferCost
from scheduler.report.hidden import all_counted, drawn
from scheduler.report.palette import LINES
from scheduler.words import short

LETTERS = 26
PLAIN = "own"  # the first line, what is billed, has no pattern
PATTERNS = ("1", "2", "3", "4", "5", "6", "overtime", "short")


def hour_by_offer(offers: list[OfferCost], about: About) -> None:
    """A stacked bar an offer: what a billed hour costs, then every hidden line."""
    parts = [drawn(offer) for offer in offers]
    names = [name for name in LINES if any(name in each for each in parts)]
    unit = f"{about.currency}/h"
    node("h3", f"What a productive hour costs, all counted, {unit}")
    hidden = not about.visit.me.pay and any(each.supervision_hours > 0 for each in offers)
    note = "The quoted rate, and every line it hides."
    if any(not each.as_used for each in offers):
        note += " * delivers nothing in this plan: by its terms, for the shortest term."
    node("p", f"{note} Own people's supervision comes on top; it is pay." if hidden else note, "soft")
    columns = [
        Column("Offer"),
        Column("Quoted", unit, number=True),
        *(Column(name.capitalize(), unit, number=True) for name in names),
        Column("All counted", unit, number=True),
        Column("Delivers", "h", number=True),
    ]
    rows = [
        [
            offer.offer,
            rate(offer.quoted),
            *(rate(each[name]) if name in each else "–" for name in names),
            rate(all_counted(offer) or 0.0),
            number(offer.hours) if offer.as_used else "by its terms",
        ]
        for offer, each in zip(offers, parts)
    ]
    words = "; ".join(
        f"{offer.offer} {rate(all_counted(offer) or 0.0)}, quoted {rate(offer.quoted)}" for offer in offers
    )
    chart(
        _options(offers, parts, names, unit),
        label=f"{unit} of a productive hour by offer: {words}",
        columns=columns,
        rows=rows,
        height="low" if len(offers) < 3 else "middle" if len(offers) < 9 else "high",
    )


def _options(offers: list[OfferCost], parts: list[dict[str, float]], names: list[str], unit: str) -> Options:
    order = list(LINES)
    series = [
        {
            "name": name,
            "type": "bar",
            "stack": "hour",
            "barMaxWidth": 22,
            "data": [round(each.get(name, 0.0), 2) for each in parts],
            "itemStyle": {
                "color": colour(f"line-{order.index(name)}"),
                "decal": {"$decal": PLAIN if name == order[0] else PATTERNS[order.index(name) % 8]},
                "borderColor": colour("paper"),
                "borderWidth": 0.5,
            },
        }
        for name in names
    ]
    return {
        "grid": {"left": 8, "right": 24, "top": 8, "bottom": 62, "containLabel": True},
        "legend": {"bottom": 0, "textStyle": {"color": colour("soft")}, "itemWidth": 18, "itemHeight": 10},
        "xAxis": {"type": "value", "axisLabel": {"formatter": said("number"), "color": colour("soft")}},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [short(each.offer, LETTERS) + ("" if each.as_used else " *") for each in offers],
        },
        "tooltip": {
            "trigger": "axis",
            "axisPointer": {"type": "shadow"},
            "valueFormatter": said("money", unit),
        },
        "series": series,
    }
