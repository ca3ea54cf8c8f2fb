"""Vendors side by side: share, quoted and true rates, the plan without and with only each; risks below."""

from __future__ import annotations

from collections.abc import Sequence

from api.cli.table import aligned
from api.cli.why.words import dearer
from scheduler.explain.vendors import VendorView
from scheduler.explain.vendors.sentence import part_of_work
from scheduler.explain.vendors.shapes import Way
from scheduler.words import rate

HEAD = ("", "share", "quoted", "true", "without it", "only it")


def vendor_lines(vendors: Sequence[VendorView]) -> list[str]:
    """A table, what its columns say, and what is risky in words."""
    if not vendors:
        return []
    rows = [HEAD, *map(_row, vendors)]
    note = "quoted and true: a productive hour, all hidden lines counted; without, only it: the plan's cost"
    risks = [f"{each.vendor}: {'; '.join(each.risks)}" for each in vendors if each.risks]
    return [*aligned(rows), note, *risks]


def _row(vendor: VendorView) -> tuple[str, ...]:
    cost = vendor.true_cost if vendor.true_cost is not None else vendor.outside
    true = "-" if cost is None else rate(cost)
    return (vendor.vendor, _share(vendor), _quoted(vendor), true, _way(vendor.without), _way(vendor.only))


def _share(vendor: VendorView) -> str:
    return part_of_work(vendor.share) if vendor.hours > 0 else "-"


def _quoted(vendor: VendorView) -> str:
    """Of offers in the plan, else of all: the lowest, and a sign that there are others."""
    offers = [each for each in vendor.offers if each.used] or list(vendor.offers)
    rates = sorted({round(each.quoted, 2) for each in offers})
    if not rates:
        return "-"
    return rate(rates[0]) if len(rates) == 1 else f"{rate(rates[0])}-{rate(rates[-1])}"


def _way(way: Way) -> str:
    return {
        "same": "the same",
        "impossible": "no plan",
        "late": "not known",
        "not asked": "not possible",
    }.get(way.found) or dearer(way.change)
