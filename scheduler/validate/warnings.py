"""What is lawful but odd: most likely not what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.errors import Notice
from scheduler.model.index import Index
from scheduler.problem import Offer
from scheduler.problem.timeline import add_duration
from scheduler.validate.context import Context, cut, listed
from scheduler.validate.pointer import at
from scheduler.words import counted, day, duration


def warnings(context: Context, index: Index) -> Iterator[Notice]:
    """All warnings; only for problems without faults."""
    for check in WARNINGS:
        yield from check(context, index)


def useless_offers(context: Context, index: Index) -> Iterator[Notice]:
    """Offers without work they may do, or that can never start."""
    suppliers = index.suppliers
    usable = {suppliers[pair.supplier] for pair in index.pairs if pair.allowed}
    skilled = {suppliers[pair.supplier] for pair in index.pairs}
    for i, offer in context.offers:
        place = at("rate_card", "offers", i)
        if offer.key not in skilled:
            text = f"'{cut(offer.key)}' cannot be used: no workstream needs {listed(offer.skills)}"
            yield Notice("unused_offer", place, text)
        elif offer.key not in usable:
            text = (
                f"'{cut(offer.key)}' cannot be used: no clearance, site or permission for work of its skills"
            )
            yield Notice("unused_offer", place, text)
        elif why := _never_starts(context, offer):
            yield Notice("unused_offer", place, f"'{cut(offer.key)}' cannot be used: {why}")


def useless_pools(context: Context, index: Index) -> Iterator[Notice]:
    """Teams without work they may do; who supervises contract people has some."""
    usable = {pair.supplier for pair in index.pairs if pair.allowed}
    skilled = {pair.supplier for pair in index.pairs}
    supervised = {skill for _, offer in context.offers for skill in offer.supervision}
    for i, pool in context.pools:
        if i in usable or supervised & set(pool.skills):
            continue
        why = f"no workstream needs {listed(pool.skills)}"
        if i in skilled:
            why = "no clearance, site or permission for work of its skills"
        text = f"'{cut(pool.key)}' can serve no workstream: {why}"
        yield Notice("unused_pool", at("workforce", "pools", i), text)


def _never_starts(context: Context, offer: Offer) -> str | None:
    timeline = context.timeline
    if timeline.earliest_start(offer.lead) >= timeline.periods:
        return f"its lead of {offer.lead} ends after the last period"
    first = max(timeline.earliest_start(offer.lead), timeline.at_or_after(offer.start_from or context.start))
    until, end = offer.start_until, offer.last_end
    if first >= timeline.periods or (until and timeline.first_day(first) > until):
        return "no period begins between its first and its last start"
    if end and timeline.first_day(first) >= end:
        return f"nobody may be there on or after {day(end)}"
    cap = offer.max_heads
    if isinstance(cap, int | float) and cap < offer.batch:
        return f"a batch of {offer.batch} is more than its {cap:g} heads at most"
    return None


def cheap_shortage(context: Context, index: Index) -> Iterator[Notice]:
    """A short hour that is cheaper than any supply would leave the work undone."""
    prices = _cheapest(index)
    for d, each in enumerate(index.work):
        stream = each.workstream
        if (
            stream.shortage_cost is None
            or stream.must_meet
            or context.problem.policy.strict
            or d not in prices
        ):
            continue
        short = float(each.shortage_cost.min())
        cheapest, who = prices[d]
        if short < cheapest:
            text = (
                f"a short hour of '{cut(stream.key)}' costs {short:,.2f}, less than the cheapest productive"
                f" hour ({cheapest:,.2f} from '{cut(who)}'): work may be left undone on purpose"
            )
            yield Notice("cheap_shortage", at("forecast", "workstreams", d, "shortage_cost"), text)


def _cheapest(index: Index) -> dict[int, tuple[float, str]]:
    """(price, supplier) of the cheapest productive hour for each workstream: pay or rate alone."""
    found: dict[int, tuple[float, str]] = {}
    offers, suppliers = index.heads + index.calls, index.suppliers
    for pair in index.pairs:
        if not pair.allowed:
            continue
        if pair.supplier < len(index.pools):
            person = index.pools[pair.supplier]
            prices, hours = person.loaded, person.net_hours
        else:
            offer = offers[pair.supplier - len(index.pools)]
            skill = index.work[pair.work].workstream.skill
            prices = offer.price if offer.offer.unit == "heads" else offer.skill_price(skill)
            hours = offer.net_hours
        there = hours[: index.periods] > 0
        if there.any():
            each = prices[: index.periods][there] / hours[: index.periods][there] / pair.efficiency
            best = (float(each.min()), suppliers[pair.supplier])
            found[pair.work] = min(best, found.get(pair.work, best))
    return found


def unserved_work(_: Context, index: Index) -> Iterator[Notice]:
    """Work nobody may do, and work that is all zero."""
    served = {pair.work for pair in index.pairs if pair.allowed}
    skilled = {pair.work for pair in index.pairs}
    for d, each in enumerate(index.work):
        stream, place = each.workstream, at("forecast", "workstreams", d)
        if not each.hours.any() and not stream.opening:
            yield Notice("no_demand", place, f"'{cut(stream.key)}' has no demand in any period")
        elif d not in served:
            why = "has its skill" if d not in skilled else "is cleared, placed and permitted for it"
            text = f"'{cut(stream.key)}' cannot be served: no team or offer {why} ({cut(stream.skill)})"
            yield Notice("unserved_work", place, text)


def past_the_horizon(context: Context, _: Index) -> Iterator[Notice]:
    """Minimum terms that pass the last period even at the first possible start."""
    timeline = context.timeline
    late = [
        (i, offer)
        for i, offer in context.offers
        if offer.unit == "heads"
        and timeline.earliest_start(offer.lead) + context.length(offer.min_term) > timeline.periods
    ]
    if late:
        names = listed(offer.key for _, offer in late)
        text = f"the minimum term of {names} passes the last period; the rest is counted as commitment tail"
        yield Notice("past_the_horizon", at("rate_card", "offers", late[0][0], "min_term"), text)


def dated_before_start(context: Context, _: Index) -> Iterator[Notice]:
    """Changes before the start are taken as part of today's heads."""
    teams = []
    first = None
    for i, pool in context.pools:
        for name in ("arriving", "leaving"):
            for j, entry in enumerate(getattr(pool, name)):
                if entry.on < context.start:
                    teams.append(pool.key)
                    first = first or at("workforce", "pools", i, name, j)
    if first:
        text = f"changes of {listed(dict.fromkeys(teams))} before the start are taken as in headcount already"
        yield Notice("before_start", first, text)


def contracts_over(context: Context, _: Index) -> Iterator[Notice]:
    for i, running in context.running:
        term = context.offer_of[running.offer].max_term
        end = running.latest_end or (add_duration(running.started, term) if term else None)
        if end is not None and end <= context.start:
            text = f"'{cut(running.key)}' was over on {day(end)}, before the start: it is ignored"
            yield Notice("contract_over", at("rate_card", "running", i), text)


def rounded_terms(context: Context, _: Index) -> Iterator[Notice]:
    """A maximum term is rounded up: people would stay longer than agreed."""
    for i, offer in context.offers:
        if offer.max_term is None or offer.unit != "heads":
            continue
        count = context.length(offer.max_term)
        start = context.start
        if context.timeline.first_day(count) > add_duration(start, offer.max_term):
            unit = context.problem.forecast.calendar.unit
            term, whole = duration(offer.max_term), counted(count, unit)
            text = f"the maximum term of '{cut(offer.key)}', {term}, is rounded up to {whole}"
            yield Notice("rounded_term", at("rate_card", "offers", i, "max_term"), text)


def unused_names(context: Context, _: Index) -> Iterator[Notice]:
    used = {offer.vendor for _, offer in context.offers}
    idle = [(i, vendor) for i, vendor in context.vendors if vendor.key not in used]
    if idle:
        text = f"no offers of {listed(vendor.key for _, vendor in idle)}"
        yield Notice("vendor_without_offers", at("rate_card", "vendors", idle[0][0]), text)
    known = {vendor.currency for _, vendor in context.vendors} | {context.problem.forecast.currency}
    rates = [name for name in context.problem.policy.exchange_rates if name not in known]
    if rates:
        text = f"nothing is priced in {listed(rates)}"
        yield Notice("unused_rate", at("policy", "exchange_rates", rates[0]), text)


def without_effect(context: Context, _: Index) -> Iterator[Notice]:
    """Fields that change nothing beside the others."""
    for i, work in context.work:
        odd = [
            name for name in ("delay_cost", "max_backlog") if getattr(work, name) and work.max_delay[0] == "0"
        ]
        odd += [
            name for name in ("early_cost", "max_ahead") if getattr(work, name) and work.max_early[0] == "0"
        ]
        odd += ["occupancy"] if work.volume is None and work.occupancy != 1 else []
        for name in odd:
            why = "it is for volume" if name == "occupancy" else "the work may not wait or be done ahead"
            place = at("forecast", "workstreams", i, name)
            yield Notice("no_effect", place, f"{name} of '{cut(work.key)}' has no effect: {why}")
    for i, offer in context.offers:
        if offer.basis == "productive" and offer.per != "hour":
            text = f"'{cut(offer.key)}' bills productive hours, but its rate is per {offer.per}: no effect"
            yield Notice("no_effect", at("rate_card", "offers", i, "basis"), text)
    if context.problem.policy.change_cost and not context.baseline:
        yield Notice(
            "no_effect", at("policy", "change_cost"), "a change cost without an earlier plan has no effect"
        )


def needed_above_limit(context: Context, _: Index) -> Iterator[Notice]:
    for i, pool in context.pools:
        needed, most = pool.needed_after, pool.max_headcount
        if isinstance(needed, int | float) and isinstance(most, int | float) and needed > most:
            text = (
                f"'{cut(pool.key)}' needs {needed:g} heads afterwards but may have {most:g}: the gap is paid"
            )
            yield Notice("needed_above_limit", at("workforce", "pools", i, "needed_after"), text)


Check = Callable[[Context, Index], Iterator[Notice]]
WARNINGS: tuple[Check, ...] = (
    useless_offers,
    useless_pools,
    cheap_shortage,
    unserved_work,
    past_the_horizon,
    dated_before_start,
    contracts_over,
    rounded_terms,
    unused_names,
    without_effect,
    needed_above_limit,
)
