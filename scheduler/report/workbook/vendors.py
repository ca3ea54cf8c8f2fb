"""Vendors beside each other: a table of vendors, every line of an hour by offer, and their chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scheduler.report.hidden import all_counted, drawn, known, names_of
from scheduler.report.intervals import ends, way_words
from scheduler.report.palette import LINES
from scheduler.report.why import Why
from scheduler.report.workbook.book import Book
from scheduler.report.workbook.charts import SIZE, fill
from scheduler.report.workbook.tables import Stack

if TYPE_CHECKING:
    from scheduler.explain.vendors import VendorView
    from scheduler.explain.vendors.shapes import OfferCost

NAME = "Vendors"
FIRST = 4  # column of the first line of an hour
WIDTHS = (24, *(14,) * 7, 28, 14, 14, 28, *(14,) * 6)
Row = Sequence[object]


def vendors_sheet(book: Book, told: Why) -> None:
    """Nothing where no vendor was asked about."""
    found = told.explanation.vendors
    if not found:
        return
    stack = Stack(book, NAME, WIDTHS)
    stack.table("Vendors beside each other", *_vendors(told))
    stack.words("In words", [(each.vendor, each.text) for each in found])
    offers = known(found)
    parts = names_of(drawn(offer) for _, offer in offers)
    title = f"What a productive hour costs, {told.explanation.currency}"
    header = stack.table(title, *_offers(told, parts))
    if offers:
        chart = _chart(book, title, header + 1, len(offers), parts)
        stack.sheet.insert_chart(stack.top, 0, chart, {"description": title})


def _vendors(told: Why) -> tuple[list[str], list[Row], dict[str, str]]:
    money = told.explanation.currency
    quoted = [f"Quoted from, {money}/h", f"Quoted to, {money}/h"]
    true = f"All counted, {money} per productive h"
    sums = [
        f"{way}, {end}, {money} more" for way in ("Without it", "It alone") for end in ("at least", "at most")
    ]
    names = ["Vendor", "Share of work", "Productive h", *quoted, true]
    names += [*sums[:2], "Without it", *sums[2:], "It alone"] if told.pay else []
    styles = {"Share of work": "share", "Productive h": "hours", **dict.fromkeys((*quoted, true), "cents")}
    rows = [_vendor(each, told.pay) for each in told.explanation.vendors]
    return (
        names,
        rows,
        styles | dict.fromkeys(sums, "count") | dict.fromkeys(("Without it", "It alone"), "wrap"),
    )


def _vendor(vendor: VendorView, pay: bool) -> Row:
    offers = [each for each in vendor.offers if each.as_used] or vendor.offers
    rates = [each.quoted for each in offers]
    true = vendor.true_cost if vendor.true_cost is not None else vendor.outside
    return (
        vendor.vendor,
        vendor.share,
        vendor.hours,
        min(rates, default=None),
        max(rates, default=None),
        true,
        *(
            each
            for way in (vendor.without, vendor.only)
            for each in (*ends(way.change), way_words(way))
            if pay
        ),
    )


def _offers(told: Why, parts: Sequence[str]) -> tuple[list[str], list[Row], dict[str, str]]:
    money = told.explanation.currency
    quoted, true = f"Quoted, {money}/h", "all counted"
    names = [
        "Offer",
        "Vendor",
        "Known by",
        quoted,
        *parts,
        true,
        "Productive h",
        "Supervision h per productive h",
    ]
    styles = dict.fromkeys((quoted, *parts, true), "cents")
    styles |= {"Productive h": "hours", "Supervision h per productive h": "cents"}
    rows = [_offer(vendor, offer, parts) for vendor, offer in known(told.explanation.vendors)]
    return names, rows, styles


def _offer(vendor: VendorView, offer: OfferCost, parts: Sequence[str]) -> Row:
    costs = drawn(offer)
    return (
        offer.offer,
        vendor.vendor,
        "this plan" if offer.as_used else "its terms",
        offer.quoted,
        *(costs.get(name) for name in parts),
        all_counted(offer),
        offer.hours,
        offer.supervision_hours,
    )


def _chart(book: Book, title: str, first: int, count: int, parts: Sequence[str]) -> Any:
    """One bar an offer, the first on top; parts stacked in their order."""
    chart = book.file.add_chart({"type": "bar", "subtype": "stacked"})
    for place, name in enumerate(parts, start=FIRST):
        chart.add_series(
            {
                "name": [NAME, first - 1, place],
                "categories": [NAME, first, 0, first + count - 1, 0],
                "values": [NAME, first, place, first + count - 1, place],
                "gap": 35,
                **fill(LINES[name]),
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    grid = {"visible": True, "line": {"color": "#E3E3E3"}}
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": grid, "line": {"none": True}})
    chart.set_y_axis({"reverse": True, "label_position": "low", "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({**SIZE, "height": 160 + 26 * count})
    return chart
