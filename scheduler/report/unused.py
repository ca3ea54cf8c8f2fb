"""Who is not used, and why: only what problem and plan show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from scheduler.problem import Offer, Pool, Workstream
from scheduler.problem.timeline import value_on
from scheduler.report.prices import opening
from scheduler.report.suppliers import TrueCost
from scheduler.report.view import TRACE, PlanView
from scheduler.words import day, listed, money, rate


@dataclass(frozen=True)
class Unused:
    """A vendor, an offer, or an offer's work that the plan leaves aside. `code` sorts the reasons."""

    who: str
    code: str
    why: str


def not_used(view: PlanView, contractors: Sequence[TrueCost]) -> list[Unused]:
    """Unused offers with the reason, then work that used offers may not touch."""
    costs = {cost.supplier: cost for cost in contractors}
    found = [_unused(view, offer, costs) for offer in view.offers.values() if not view.is_used(offer.key)]
    barred = [
        entry for offer in view.offers.values() if view.is_used(offer.key) for entry in _barred(view, offer)
    ]
    return _by_vendor(view, found) + barred


def barrier(view: PlanView, offer: Offer, work: Workstream) -> str | None:
    """Why an offer may not do this work, or None. Skills are not looked at."""
    vendor = view.vendors[offer.vendor]
    if work.data_class is not None:
        if work.data_class not in vendor.clearance:
            return f"{vendor.key} has no clearance for {work.data_class} data"
        if offer.clearance is not None and work.data_class not in offer.clearance:
            return f"no clearance for {work.data_class} data"
    if work.sites is not None and vendor.sites is not None and not set(work.sites) & set(vendor.sites):
        return f"{vendor.key} is not at {listed(work.sites)}"
    if work.suppliers is not None and not {offer.key, vendor.key} & set(work.suppliers):
        return f"only {listed(work.suppliers)} may do it"
    return None


def open_work(view: PlanView, offer: Offer) -> list[str]:
    """Workstreams an offer has the skill for and may do."""
    return [d.key for d in _skilled(view, offer) if barrier(view, offer, d) is None]


def _skilled(view: PlanView, offer: Offer) -> list[Workstream]:
    """Workstreams an offer has the skill for."""
    return [work for skill in offer.skills for work in view.works.get(skill, [])]


def _unused(view: PlanView, offer: Offer, costs: dict[str, TrueCost]) -> Unused:
    skilled = _skilled(view, offer)
    if not skilled:
        return Unused(offer.key, "no_work", f"nothing in the forecast asks for {listed(offer.skills)}")
    works = open_work(view, offer)
    if not works:
        reasons = dict.fromkeys(barrier(view, offer, d) or "" for d in skilled)
        return Unused(offer.key, "no_access", f"{listed(reasons)} ({listed(d.key for d in skilled)})")
    return _cannot_start(view, offer) or _limited(view, offer) or _priced(view, offer, works, costs)


def _cannot_start(view: PlanView, offer: Offer) -> Unused | None:
    start = opening(view, offer)
    first = view.first_day(start)
    if start >= view.periods:
        return Unused(offer.key, "too_late", f"cannot start before {day(first)}, after the last period")
    closing = [d for d in (offer.start_until, offer.last_end) if d is not None]
    if closing and first > min(closing):
        return Unused(
            offer.key, "too_late", f"cannot start before {day(first)}, its window closes {day(min(closing))}"
        )
    return None


def _limited(view: PlanView, offer: Offer) -> Unused | None:
    days = view.plan.first_days[:-1]
    for limits, name in (
        (offer.max_heads, offer.key),
        (view.vendors[offer.vendor].max_heads, offer.vendor),
    ):
        if limits is not None and max(value_on(limits, d) for d in days) == 0:
            return Unused(offer.key, "limit", f"{name} may supply 0 heads")
    policy, used = view.problem.policy, view.used_vendors
    if policy.max_vendors is not None and offer.vendor not in used and len(used) >= policy.max_vendors:
        return Unused(
            offer.key, "limit", f"the policy allows {policy.max_vendors} vendors and {listed(used)} are used"
        )
    return None


def _priced(view: PlanView, offer: Offer, works: list[str], costs: dict[str, TrueCost]) -> Unused:
    mine = costs[offer.key].true_rate
    price = f"quoted {rate(costs[offer.key].quoted)}, truly {rate(mine)} a productive hour"
    rivals = sorted(_rivals(view, works, costs), key=lambda cost: cost.true_rate)
    if not rivals:
        if all(sum(view.plan.workstreams[work].short) < 0.05 for work in works):
            return Unused(offer.key, "own_enough", f"own people cover {listed(works)}; {price}")
        return _without_rival(view, offer, works, mine, price)
    least, most = rivals[0], rivals[-1]
    pays = f"the plan pays {rate(least.true_rate)} ({least.supplier})"
    if most is not least:
        pays += f" to {rate(most.true_rate)} ({most.supplier})"
    if mine > most.true_rate:
        return Unused(offer.key, "dearer", f"dearer: {price}; {pays}")
    if mine > least.true_rate:
        why = f"dearer than {least.supplier}: {price}; {pays}{_terms(view, offer)}"
        return Unused(offer.key, "dearer", why)
    return Unused(offer.key, "not_needed", f"{price}; {pays}{_terms(view, offer)}")


def _without_rival(view: PlanView, offer: Offer, works: list[str], mine: float, price: str) -> Unused:
    """Hours stay short though nobody does the work: leaving them is only cheaper where the price says so."""
    if mine > max(_shortage_prices(view, works), default=0.0):
        return Unused(offer.key, "dearer", f"leaving hours short costs less; {price}{_terms(view, offer)}")
    why = f"a limit or a whole head stands against it: {price}{_terms(view, offer)}"
    return Unused(offer.key, "limit", why)


def _shortage_prices(view: PlanView, works: list[str]) -> Iterator[float]:
    """What an hour short costs where hours are short; without a price it is dearer than any supply."""
    for key in works:
        price = view.workstreams[key].shortage_cost
        for t, hours in enumerate(view.plan.workstreams[key].short):
            if hours > TRACE:
                yield inf if price is None else value_on(price, view.first_day(t))


def _rivals(view: PlanView, works: list[str], costs: dict[str, TrueCost]) -> list[TrueCost]:
    """Used offers that do some of the work this one could do."""
    rivals = {supplier for work in works for supplier in view.suppliers.get(work, ())}
    return [costs[key] for key in sorted(rivals & costs.keys(), key=view.rank.__getitem__)]


def _terms(view: PlanView, offer: Offer) -> str:
    """Terms that make one head dearer than its hours: named, not weighed."""
    terms = []
    if offer.min_heads > 1:
        terms.append(f"at least {offer.min_heads} heads")
    if offer.batch > 1:
        terms.append(f"only in batches of {offer.batch}")
    if offer.unit == "heads" and offer.min_term != "0d":
        terms.append(f"for at least {offer.min_term}")
    vendor = view.vendors[offer.vendor]
    if vendor.fixed_cost and vendor.key not in view.used_vendors:
        terms.append(f"{money(vendor.fixed_cost)} once for {vendor.key}")
    return f" ({', '.join(terms)})" if terms else ""


def _barred(view: PlanView, offer: Offer) -> list[Unused]:
    entries: dict[str, list[str]] = {}
    for work in _skilled(view, offer):
        reason = barrier(view, offer, work)
        if reason:
            entries.setdefault(reason, []).append(work.key)
    return [Unused(f"{offer.key} on {listed(w)}", "no_access", why) for why, w in entries.items()]


def _by_vendor(view: PlanView, found: list[Unused]) -> list[Unused]:
    """Offers of one vendor with the same reason become one entry; a wholly unused vendor goes by its name."""
    groups: dict[tuple[str, str, str], list[Unused]] = {}
    for entry in found:
        vendor = view.offers[entry.who].vendor
        groups.setdefault((vendor, entry.code, entry.why), []).append(entry)
    result = []
    for (vendor, code, why), entries in groups.items():
        name = (
            vendor if len(entries) == len(view.offers_of[vendor]) else listed(entry.who for entry in entries)
        )
        result.append(Unused(name, code, why))
    return result


def nobody_hired(view: PlanView) -> list[Unused]:
    """Pools that could hire and do not, where the reason is a date."""
    return [entry for pool in view.pools.values() if (entry := _late_hire(view, pool))]


def _late_hire(view: PlanView, pool: Pool) -> Unused | None:
    if pool.hire is None or sum(view.plan.pools[pool.key].hires) > TRACE:
        return None
    start = view.timeline.earliest_start(pool.hire.lead)
    if start < view.periods:
        return None
    first = view.timeline.first_day(start)
    return Unused(
        f"hires for {pool.key}", "too_late", f"nobody can start before {day(first)}, after the last period"
    )
