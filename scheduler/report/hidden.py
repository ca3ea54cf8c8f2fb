"""What a productive hour of each offer is made of: the quoted rate, and every line it hides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from scheduler.report.palette import LINES

if TYPE_CHECKING:
    from scheduler.explain.vendors import VendorView
    from scheduler.explain.vendors.shapes import OfferCost

NOTHING = 0.005  # of the currency's unit: not shown
BILLED, OVERHEADS, SUPERVISION = "billed hour", "overheads", "supervision by own people"
ONE_OFF, VENDOR_WIDE = "onboarding and exit", "vendor and unused commitment"
GROUPS = {
    "onboarding": ONE_OFF,
    "exit": ONE_OFF,
    "early exit": ONE_OFF,
    "taking over": ONE_OFF,
    "taking on the vendor": VENDOR_WIDE,
    "commitment not used": VENDOR_WIDE,
    "terms past the end of the plan": VENDOR_WIDE,
}


def drawn(offer: OfferCost) -> dict[str, float]:
    """Money per productive hour under the names of LINES, in their order; they add up to `all_counted`."""
    sums: dict[str, float] = {}
    for place, line in enumerate(offer.lines):
        name = BILLED if place == 0 else GROUPS.get(line.name, line.name)
        name = name if name in LINES else OVERHEADS
        sums[name] = sums.get(name, 0.0) + line.per_hour
    if offer.supervision is not None:
        sums[SUPERVISION] = offer.supervision
    return {name: sums[name] for name in LINES if abs(sums.get(name, 0.0)) >= NOTHING}


def lines(offer: OfferCost) -> dict[str, float]:
    """Money per productive hour by line, each with its own name."""
    sums: dict[str, float] = {}
    for line in offer.lines:
        sums[line.name] = sums.get(line.name, 0.0) + line.per_hour
    if offer.supervision is not None:
        sums[SUPERVISION] = sums.get(SUPERVISION, 0.0) + offer.supervision
    return sums


def names_of(found: Iterable[dict[str, float]]) -> list[str]:
    """Names of all lines: those of LINES in their order, then others as they come."""
    every = dict.fromkeys(name for each in found for name, value in each.items() if abs(value) >= NOTHING)
    return [*(name for name in LINES if name in every), *(name for name in every if name not in LINES)]


def all_counted(offer: OfferCost) -> float | None:
    """The true cost of a productive hour, as far as it may be told; None where nothing is known."""
    return offer.true_cost if offer.true_cost is not None else offer.outside


def known(vendors: Sequence[VendorView]) -> list[tuple[VendorView, OfferCost]]:
    """Every offer with what its hour costs known, beside its vendor."""
    return [(vendor, offer) for vendor in vendors for offer in vendor.offers if offer.outside is not None]
