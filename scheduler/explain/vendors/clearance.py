"""Who may do what: where nobody else can stand in for a vendor, and what it may not do itself."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.explain.vendors.shapes import Barred
from scheduler.model.index import Index
from scheduler.problem import Vendor, Workstream


def only_cleared(index: Index, vendor: Vendor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Data classes of the work that (no other vendor, nobody else at all) is cleared for."""
    asked = dict.fromkeys(w.workstream.data_class for w in index.work if w.workstream.data_class)
    mine = [
        c for c in asked
        if c in vendor.clearance and not any(c in v.clearance for v in index.vendors if v is not vendor)
    ]  # fmt: skip
    pools = [each.pool.clearance for each in index.pools]
    alone = [c for c in mine if not any(own is None or c in own for own in pools)]
    return tuple(mine), tuple(alone)


def only_vendor_for(index: Index, vendor: str) -> tuple[str, ...]:
    """Workstreams this vendor may do and no other vendor may."""
    pools, offers = len(index.pools), index.heads + index.calls
    found = []
    for d, each in enumerate(index.work):
        allowed = {
            offers[pair.supplier - pools].vendor.key
            for pair in index.pairs
            if pair.work == d and pair.allowed and pair.supplier >= pools
        }
        if allowed == {vendor}:
            found.append(each.workstream.key)
    return tuple(found)


def barred(index: Index, vendor: Vendor) -> tuple[Barred, ...]:
    """Work that none of its offers may do though one has the skill, with the reason."""
    pools, offers = len(index.pools), index.heads + index.calls
    found: dict[int, bool] = {}
    for pair in index.pairs:
        if pair.supplier >= pools and offers[pair.supplier - pools].vendor.key == vendor.key:
            found[pair.work] = found.get(pair.work, False) or pair.allowed
    streams = [index.work[d].workstream for d, may in found.items() if not may]
    return tuple(Barred(workstream=s.key, why="; ".join(_why(vendor, s))) for s in streams)


def _why(vendor: Vendor, stream: Workstream) -> Iterator[str]:
    if stream.data_class is not None and stream.data_class not in vendor.clearance:
        yield f"not cleared for {stream.data_class} data"
    elif stream.data_class is not None and stream.suppliers is None and stream.sites is None:
        yield f"its offers are not cleared for {stream.data_class} data"
    if stream.sites is not None and vendor.sites is not None and not set(stream.sites) & set(vendor.sites):
        yield "at none of its sites"
    if stream.suppliers is not None:
        yield "not among those who may do it"
