"""Vendors beside each other, through the plan: in pictures, in figures and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.report.hidden import all_counted, drawn, known, lines, names_of
from scheduler.report.intervals import way_words
from scheduler.report.page.markup import described, details, sentences, table
from scheduler.report.palette import Palette
from scheduler.report.pictures.vendors import BY_TERMS, offers_picture, without_picture
from scheduler.report.why import Why
from scheduler.words import number, percent, rate

if TYPE_CHECKING:
    from scheduler.explain.vendors import VendorView
    from scheduler.explain.vendors.shapes import OfferCost

MOST = 24
OWN_TIME = "; own people's supervision comes on top"
BACK = " Left of 0: what is taken back; a line then marks the sum."
TERMS = f" {BY_TERMS} Delivers nothing in this plan: by its terms, for the shortest term."


def vendors(told: Why, palette: Palette) -> str:
    """Pictures, a table of vendors, their risks, and every line of an hour."""
    found = told.explanation.vendors
    if not found:
        return ""
    risks = sentences([f"{each.vendor}: {'; '.join(each.risks)}" for each in found if each.risks], led=True)
    return (
        "<h3>Vendors beside each other</h3>"
        + f'<div class="pair">{_pictures(told, palette)}</div>'
        + _table(told)
        + (f"<h3>Risks</h3>{risks}" if risks else "")
        + details("Every line of a productive hour, by offer", _lines(told))
        + details("Each vendor in a sentence", sentences([each.text for each in found]))
    )


def _pictures(told: Why, palette: Palette) -> str:
    money, found = told.explanation.currency, told.explanation.vendors
    offers = shown(told)
    every = len(known(found))
    some = f" The {len(offers)} that deliver most, of {every}." if len(offers) < every else ""
    back = BACK if any(value < 0 for offer in offers for value in drawn(offer).values()) else ""
    terms = TERMS if any(not offer.as_used for offer in offers) else ""
    title = f"What a productive hour costs, {money}, quoted rate and all it hides{_own_time(told)}."
    title += f"{some}{back}{terms}"
    words = "; ".join(
        f"{each.offer} {rate(all_counted(each) or 0.0)}, quoted {rate(each.quoted)}" for each in offers
    )
    pictures = described(offers_picture(offers, "vendors"), "vendors", title, words) if offers else ""
    if not told.pay:
        return pictures
    most = found[:MOST]
    title = f"How much more the best plan costs without each vendor, {money}: from at least to at most"
    words = "; ".join(f"{each.vendor}: {way_words(each.without)}" for each in most)
    return pictures + described(without_picture(most, palette, "without"), "without", title, words)


def shown(told: Why) -> list[OfferCost]:
    """Offers to draw: those that deliver most, in the order of the rate card."""
    every = [offer for _, offer in known(told.explanation.vendors)]
    most = {offer.offer for offer in sorted(every, key=lambda offer: -offer.hours)[:MOST]}
    return [offer for offer in every if offer.offer in most]


def _own_time(told: Why) -> str:
    """Said where supervision may not be shown as money."""
    offers = (offer for _, offer in known(told.explanation.vendors))
    hidden = any(each.supervision is None and each.supervision_hours > 0 for each in offers)
    return OWN_TIME if hidden else ""


def _table(told: Why) -> str:
    names = ["vendor", "share of work", "productive hours", "quoted", "all counted"]
    names += ["without it", "it alone"] if told.pay else []
    rows = [_row(each, told.pay) for each in told.explanation.vendors]
    caption = (
        f"Quoted {told.explanation.currency} per hour; all counted, per productive hour{_own_time(told)}"
    )
    if told.pay:
        caption += ". Without it, it alone: what the best plan then costs, against this one"
    return table(caption, names, rows, range(1, len(names)))


def _row(vendor: VendorView, pay: bool) -> list[object]:
    true = vendor.true_cost if vendor.true_cost is not None else vendor.outside
    return [
        vendor.vendor,
        percent(vendor.share),
        number(vendor.hours),
        quoted(vendor),
        "" if true is None else rate(true),
        *([way_words(vendor.without), way_words(vendor.only)] if pay else []),
    ]


def quoted(vendor: VendorView) -> str:
    """The rate, or the lowest and the highest, of the offers that deliver, else of all."""
    offers = [each for each in vendor.offers if each.as_used] or vendor.offers
    rates = sorted(each.quoted for each in offers)
    if not rates:
        return ""
    return rate(rates[0]) if rates[0] == rates[-1] else f"{rate(rates[0])} to {rate(rates[-1])}"


def _lines(told: Why) -> str:
    offers = [(vendor.vendor, offer, lines(offer)) for vendor, offer in known(told.explanation.vendors)]
    parts = names_of(each for _, _, each in offers)
    rows = [
        [offer.offer, vendor, "the plan" if offer.as_used else "terms", number(offer.hours),
         *(rate(each[name]) if name in each else "" for name in parts),
         rate(all_counted(offer) or 0.0), f"{offer.supervision_hours:.3f}"]
        for vendor, offer, each in offers
    ]  # fmt: skip
    names = ["offer", "vendor", "by", "productive hours", *parts, "all counted", "supervision, hours"]
    caption = f"{told.explanation.currency} per productive hour{_own_time(told)}"
    return table(caption, names, rows, range(3, len(names))) if rows else ""
