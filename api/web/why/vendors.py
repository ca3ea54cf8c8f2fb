"""Vendors beside each other: quoted and true cost, share, the plan without each and with it alone, risks."""

from __future__ import annotations

from api.web.parts.money import hours_text, percent, rate
from api.web.parts.node import node
from api.web.why.offers import hour_by_offer
from api.web.why.ranges import Scale, range_bar
from api.web.why.seen import About
from scheduler.explain.explanation import Explanation
from scheduler.explain.vendors import VendorView
from scheduler.explain.vendors.shapes import Way
from scheduler.report.hidden import SUPERVISION, known
from scheduler.report.intervals import way_words
from scheduler.report.page.vendors import quoted

MOST = 24


def vendors(found: Explanation, about: About) -> None:
    """What an hour costs by offer, then a card a vendor."""
    offers = sorted(known(found.vendors), key=lambda each: -each[1].hours)[:MOST]
    if offers:
        hour_by_offer([offer for _, offer in offers], about)
    ways = [way for each in found.vendors for way in (each.without, each.only)]
    scale = Scale(way.change for way in ways)
    with node("ul", classes="vendors"):
        for each in found.vendors:
            _card(each, scale, about)


def _card(vendor: VendorView, scale: Scale, about: About) -> None:
    with node("li", classes="vendor"):
        with node("h3"):
            node("span", classes=f"swatch look-{about.suppliers.look(vendor.vendor)}", aria_hidden="true")
            node("span", vendor.vendor)
        with node("dl", classes="pairs"):
            for name, value in _figures(vendor, about):
                node("dt", name)
                node("dd", value, "number")
        if about.visit.me.pay:
            _way("The plan without it", vendor.without, scale, about)
            _way("With it alone", vendor.only, scale, about)
        if vendor.risks:
            with node("ul", classes="risks"):
                for each in vendor.risks:
                    node("li", each)
        with node("details", classes="more"):
            node("summary", "In a sentence")
            node("p", vendor.text)


def _figures(vendor: VendorView, about: About) -> list[tuple[str, str]]:
    unit = f"{about.currency}/h"
    true = vendor.true_cost if vendor.true_cost is not None else vendor.outside
    counted = f"{rate(true)} {unit}" if true is not None else "–"
    hours = hours_text(vendor.hours) if vendor.hours else "none"
    rows = [
        ("Share of the work", percent(vendor.share)),
        ("Productive hours", hours),
        ("Quoted", f"{quoted(vendor)} {unit}"),
        ("All counted", counted),
    ]
    supervised = [each.supervision_hours for each in vendor.offers if each.supervision is None]
    if not about.visit.me.pay and any(supervised):
        rows.append((SUPERVISION.capitalize(), "on top; it is pay"))
    return rows


def _way(name: str, way: Way, scale: Scale, about: About) -> None:
    words = way_words(way)
    with node("div", classes="without"):
        node("span", f"{name}, {about.currency}", "soft small")
        if way.change is not None and way.found != "same":
            range_bar(way.change, scale, f"{name}: {words} {about.currency}")
        node("span", words, "number" if way.change is not None else "")
        if way.against:
            with node("ul", classes="soft small"):
                for each in way.against:
                    node("li", each)
