"""What can give in the forecast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import JsonValue

from scheduler.explain.remedies.edit import Cell
from scheduler.explain.remedies.levers.fields import Fields, in_offer, in_policy, in_pool, in_vendor, in_work
from scheduler.explain.remedies.levers.lever import Lever, Place
from scheduler.explain.remedies.levers.steps import among, less, longer, more, share_up
from scheduler.explain.remedies.levers.undone import Undone
from scheduler.explain.remedies.levers.words import count
from scheduler.problem import Workstream
from scheduler.words import duration, share


def max_delay(f: Fields) -> Iterator[Lever]:
    """Work waits longer, more of it waits, or more is left at the end."""
    work = f.work()
    words = lambda _, after: f"let {work.key} wait {duration(str(after))}"  # noqa: E731
    steps = longer(work.max_delay, f.timeline)
    yield from f.lever(in_work(work.key, "max_delay"), work.max_delay, steps, words)
    if work.max_backlog is not None:
        words = lambda _, after: f"let {count(after, 'hour')} of {work.key} wait"  # noqa: E731
        yield from f.lever(in_work(work.key, "max_backlog"), None, more(work.max_backlog), words)
    if work.max_delay[:-1] == "0":
        return  # nothing waits: what is left at the end would be left undone
    closing = work.opening if work.closing_backlog is None else work.closing_backlog
    left = lambda _, after: f"leave {count(after, 'hour')} of {work.key} waiting at the end"  # noqa: E731
    yield from f.lever(in_work(work.key, "closing_backlog"), None, more(closing), left)


def max_early(f: Fields) -> Iterator[Lever]:
    """Work is done earlier, more of it, or less is to be ahead at the end."""
    work = f.work()
    words = lambda _, after: f"do {work.key} up to {duration(str(after))} early"  # noqa: E731
    yield from f.lever(
        in_work(work.key, "max_early"), work.max_early, longer(work.max_early, f.timeline), words
    )
    if work.max_ahead is not None:
        words = lambda _, after: f"do {count(after, 'hour')} of {work.key} ahead"  # noqa: E731
        yield from f.lever(in_work(work.key, "max_ahead"), None, more(work.max_ahead), words)
    if work.closing_ahead is not None:
        left = lambda _, after: f"have {count(after, 'hour')} of {work.key} ahead at the end"  # noqa: E731
        least = work.closing_ahead.min
        yield from f.lever(in_work(work.key, "closing_ahead/min"), least, less(least), left)
        if work.closing_ahead.max is not None:
            place = in_work(work.key, "closing_ahead/max")
            yield from f.lever(place, None, more(work.closing_ahead.max), left)


def max_shortage(f: Fields) -> Iterator[Lever]:
    """Some work may be left undone; what must be met otherwise still must."""
    work, place = f.work(), in_work(f.owner, "max_shortage_share")
    must = work.must_meet or f.problem.policy.strict
    own = 0.0 if must else work.max_shortage_share
    if own is None:
        return
    steps = share_up(own)
    told = Undone(work, f.problem, f.timeline)
    words = lambda _, after: f"accept up to {share(float(after))} of {work.key} undone"  # noqa: E731
    along = tuple(_soft(f, work))
    yield from f.lever(place, None, steps, words, along=along, told=told.text)


def access(f: Fields) -> Iterator[Lever]:
    """A supplier is cleared, placed or permitted for a work."""
    for work in f.problem.forecast.workstreams:
        supplier = f.owner.removesuffix(f" on {work.key}")
        if f.owner.endswith(f" on {work.key}") and supplier in _suppliers(f):
            cells = [*_clearance(f, work, supplier), *_sites(f, work, supplier), *_named(work, supplier)]
            if cells:
                first, *rest = cells
                place = Place(first.document, first.table, first.row, first.field)
                what = f" with {work.data_class} data" if _clearance(f, work, supplier) else ""
                words = _let(f"let {supplier} work on {work.key}{what}")
                steps = among([first.after])
                yield Lever(f.group, place, first.before, steps, words, along=tuple(rest))


def _let(text: str) -> Any:
    return lambda _, __: text


def _soft(f: Fields, work: Workstream) -> Iterator[Cell]:
    """Not strict any more: of the other work nothing may be undone by its own words."""
    if work.must_meet:
        yield in_work(work.key, "must_meet").cell(True, False)
    if f.problem.policy.strict:
        yield in_policy("strict").cell(True, False)
        for other in f.problem.forecast.workstreams:
            most = other.max_shortage_share
            if other.key != work.key and not other.must_meet and most != 0:
                yield in_work(other.key, "max_shortage_share").cell(most, 0.0)


def _suppliers(f: Fields) -> set[str]:
    offers = {each.key for each in f.problem.rate_card.offers}
    return offers | {each.key for each in f.problem.workforce.pools}


def _clearance(f: Fields, work: Workstream, supplier: str) -> list[Cell]:
    wanted = work.data_class
    places = [in_pool(supplier, "clearance")]
    for offer in f.problem.rate_card.offers:
        if offer.key == supplier:
            places = [in_vendor(offer.vendor, "clearance"), in_offer(supplier, "clearance")]
    found = []
    for place in places if wanted is not None else []:
        cleared = f.read(place)
        if cleared is not None and wanted not in cleared:
            found.append(place.cell(cleared, [*cleared, wanted]))
    return found


def _sites(f: Fields, work: Workstream, supplier: str) -> list[Cell]:
    """The work may be done where the supplier is, too."""
    at: list[str] | None = None
    for offer in f.problem.rate_card.offers:
        if offer.key == supplier:
            at = f.read(in_vendor(offer.vendor, "sites"))
    for pool in f.problem.workforce.pools:
        if pool.key == supplier and pool.site is not None:
            at = [pool.site]
    if not at or work.sites is None or set(at) & set(work.sites):
        return []
    before: list[JsonValue] = list(work.sites)
    return [in_work(work.key, "sites").cell(before, [*before, at[0]])]


def _named(work: Workstream, supplier: str) -> list[Cell]:
    if work.suppliers is None or supplier in work.suppliers:
        return []
    return [in_work(work.key, "suppliers").cell([*work.suppliers], [*work.suppliers, supplier])]
