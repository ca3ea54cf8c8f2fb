"""Faults of names: doubled ones, and references to nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from scheduler.errors import Fault
from scheduler.validate.context import Context, cut, did_you_mean
from scheduler.validate.pointer import at, pointer

Steps = tuple[str | int, ...]


def doubled_names(context: Context) -> Iterator[Fault]:
    """Pools, offers and vendors are all suppliers and share one set of names."""
    problem = context.problem
    yield from _doubled(("forecast", "workstreams", i, "key", w.key) for i, w in context.work)
    suppliers: list[Steps] = [("workforce", "pools", i, "key", p.key) for i, p in context.pools]
    suppliers += [("rate_card", "vendors", i, "key", v.key) for i, v in context.vendors]
    suppliers += [("rate_card", "offers", i, "key", o.key) for i, o in context.offers]
    yield from _doubled(suppliers)
    yield from _doubled(
        ("workforce", "moves", i, "key", m.key) for i, m in enumerate(problem.workforce.moves)
    )
    yield from _doubled(("rate_card", "running", i, "key", r.key) for i, r in context.running)


def _doubled(named: Iterable[Steps]) -> Iterator[Fault]:
    first: dict[str | int, Steps] = {}
    for *steps, key in named:
        if key in first:
            found = f"the name '{cut(str(key))}' is at {pointer(first[key])} already"
            fix = "give each its own name; teams, offers and vendors share one set"
            yield Fault("name_twice", pointer(steps), found, fix)
        first.setdefault(key, tuple(steps))


def _unknown(steps: Steps, what: str, name: str, names: Collection[str]) -> Iterator[Fault]:
    if name not in names:
        found = f"no {what} '{cut(name)}'{did_you_mean(name, names)}"
        yield Fault(f"unknown_{what.replace(' ', '_')}", pointer(steps), found, "add it, or correct the name")


def unknown_vendors_and_offers(context: Context) -> Iterator[Fault]:
    for i, offer in context.offers:
        yield from _unknown(("rate_card", "offers", i, "vendor"), "vendor", offer.vendor, context.vendor_keys)
    for i, running in context.running:
        yield from _unknown(("rate_card", "running", i, "offer"), "offer", running.offer, context.offer_of)


def unknown_teams(context: Context) -> Iterator[Fault]:
    for i, offer in context.offers:
        if offer.conversion:
            steps = ("rate_card", "offers", i, "conversion", "to_pool")
            yield from _unknown(steps, "team", offer.conversion.to_pool, context.pool_keys)
    for i, move in enumerate(context.problem.workforce.moves):
        yield from _unknown(("workforce", "moves", i, "from"), "team", move.source, context.pool_keys)
        yield from _unknown(("workforce", "moves", i, "to"), "team", move.target, context.pool_keys)
        if move.source == move.target:
            place = at("workforce", "moves", i, "to")
            yield Fault(
                "move_to_itself",
                place,
                f"from '{cut(move.source)}' to itself",
                "name another team, or delete it",
            )


def unknown_suppliers(context: Context) -> Iterator[Fault]:
    names = context.pool_keys | context.vendor_keys | set(context.offer_of)
    for i, work in context.work:
        for j, name in enumerate(work.suppliers or ()):
            yield from _unknown(("forecast", "workstreams", i, "suppliers", j), "supplier", name, names)


def unknown_sites(context: Context) -> Iterator[Fault]:
    """Where sites are named at all, a workstream's site must be somebody's."""
    sites = {pool.site for _, pool in context.pools if pool.site}
    sites |= {site for _, vendor in context.vendors for site in vendor.sites or ()}
    for i, work in context.work if sites else ():
        for j, name in enumerate(work.sites or ()):
            yield from _unknown(("forecast", "workstreams", i, "sites", j), "site", name, sites)


def unknown_skills(context: Context) -> Iterator[Fault]:
    """Supervision takes a skill of a team; rates a skill of their offer; limits a skill of anybody."""
    for i, offer in context.offers:
        base: Steps = ("rate_card", "offers", i)
        for skill, hours in offer.supervision.items():
            if hours > 0 and skill not in context.pool_skills:
                found = f"no team has the skill '{cut(skill)}'{did_you_mean(skill, context.pool_skills)}"
                fix = "name a skill of a team, or set the supervision to 0"
                yield Fault("unknown_skill", pointer((*base, "supervision", skill)), found, fix)
        for skill in offer.rates:
            yield from _unknown((*base, "rates", skill), "skill", skill, offer.skills)


def unknown_in_limits(context: Context) -> Iterator[Fault]:
    policy = context.problem.policy
    limits = {
        "min_inhouse_share": policy.min_inhouse_share,
        "max_contractor_share": policy.max_contractor_share,
        "max_vendor_share": policy.max_vendor_share,
    }
    for name, entries in limits.items():
        for i, entry in enumerate(entries):
            if entry.skill is not None:
                yield from _unknown(("policy", name, i, "skill"), "skill", entry.skill, context.skills)
    for i, entry in enumerate(policy.max_vendor_share):
        if entry.vendor is not None:
            steps = ("policy", "max_vendor_share", i, "vendor")
            yield from _unknown(steps, "vendor", entry.vendor, context.vendor_keys)


NAMES = (
    doubled_names,
    unknown_vendors_and_offers,
    unknown_teams,
    unknown_suppliers,
    unknown_sites,
    unknown_skills,
    unknown_in_limits,
)
