"""Families of instances like those companies have: `FAMILIES[name].make(size, seed)`.

The same size and seed always give the same problem. What is drawn from what is said in
`docs/benchmarks.md`; every problem is valid, and has a plan because work may stay undone at a price.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from scheduler.problem import (
    Budget,
    HeadsPer,
    Move,
    Policy,
    Pool,
    Problem,
    Vendor,
    VendorShareLimit,
    Workstream,
)
from tests.benchmarks import parts
from tests.benchmarks.parts import HEAD_WEEK, Skill, Unit
from tests.benchmarks.size import Size

Make = Callable[[Size, int], Problem]


@dataclass(frozen=True)
class Family:
    """A way to make problems, the size it is usually run at, and what it stands for."""

    make: Make
    usual: Size
    about: str


def plain(size: Size, seed: int) -> Problem:
    """Large teams of 5 to 60."""
    return _teams(size, seed, 5, 60)


def small_teams(size: Size, seed: int) -> Problem:
    """Teams of 1 to 5, where a whole head is a large step."""
    return _teams(size, seed, 1, 5)


def long_horizon(size: Size, seed: int) -> Problem:
    """Few skills over years of weeks."""
    return _teams(size, seed, 5, 60)


def months(size: Size, seed: int) -> Problem:
    """Few skills over years of months."""
    return _teams(size, seed, 5, 60, "month")


def many_vendors(size: Size, seed: int) -> Problem:
    """Few large skills and a rate card of many vendors with fixed costs, minimums and batches."""
    chance = Random(seed)
    skills = parts.skills(size.skills, 40, 120, chance)
    vendors = parts.dealt(size.offers, max(2, size.offers // 3), chance)
    offers = [
        parts.offer(
            n,
            vendor,
            [skills[n % len(skills)].name],
            chance,
            min_heads=chance.choice([0, 0, 2, 4]),
            batch=chance.choice([1, 1, 1, 2, 5]),
            max_heads=float(chance.choice([10, 20, 40])),
        )
        for n, vendor in enumerate(vendors)
    ]
    return parts.problem(*_own(skills, size, chance), _priced_vendors(sorted(set(vendors)), chance), offers)


def coupled(size: Size, seed: int) -> Problem:
    """The plain family with limits over all of it: every one binds a little."""
    base, chance = _teams(size, seed, 5, 60, offers_each=4), Random(seed)
    vendors = tuple(_limited(vendor, chance) for vendor in base.rate_card.vendors)
    rate_card = base.rate_card.model_copy(update={"vendors": vendors})
    return base.model_copy(update={"rate_card": rate_card, "policy": _policy(base, size)})


def cross_skilled(size: Size, seed: int) -> Problem:
    """Pools of 2 to 4 skills, offers of two, and moves from team to team in a ring."""
    chance = Random(seed)
    skills = parts.skills(size.skills, 5, 60, chance)
    names = [skill.name for skill in skills]
    count = max(1, size.offers // 10)
    vendors = parts.dealt(size.offers, count, chance)
    offers = [
        parts.offer(n, vendor, _two(names, n, chance), chance, max_term=None)
        for n, vendor in enumerate(vendors)
    ]
    work = [parts.workstream(skill, size.periods, chance) for skill in skills]
    pools = [
        parts.pool(skill, chance, _others(skill, names, chance.randint(1, 3), chance)) for skill in skills
    ]
    found = parts.problem(work, pools, parts.capped(count, offers, skills, chance), offers)
    moves = _ring([pool.key for pool in pools], chance)
    return found.model_copy(update={"workforce": found.workforce.model_copy(update={"moves": moves})})


def sites(size: Size, seed: int) -> Problem:
    """Sites that share nothing: a skill each, with vendors of its own and without caps."""
    chance = Random(seed)
    skills = parts.skills(size.skills, 5, 60, chance)
    homes = [n % size.skills for n in range(size.offers)]
    offers = [parts.offer(n, f"vendor-{h}", [skills[h].name], chance) for n, h in enumerate(homes)]
    vendors = [Vendor(key=f"vendor-{h}") for h in sorted(set(homes))]
    return parts.problem(*_own(skills, size, chance), vendors, offers)


def _teams(
    size: Size, seed: int, smallest: float, largest: float, unit: Unit = "week", offers_each: int = 10
) -> Problem:
    """A pool a skill, every second one lending hours to another skill; vendors that sell to many skills."""
    chance = Random(seed)
    skills = parts.skills(size.skills, smallest, largest, chance)
    names = [skill.name for skill in skills]
    count = max(1, size.offers // offers_each)
    offers = [
        parts.offer(n, vendor, [names[n % len(names)]], chance)
        for n, vendor in enumerate(parts.dealt(size.offers, count, chance))
    ]
    work = [parts.workstream(skill, size.periods, chance, unit) for skill in skills]
    pools = [
        parts.pool(skill, chance, _others(skill, names, 1 - n % 2, chance)) for n, skill in enumerate(skills)
    ]
    return parts.problem(work, pools, parts.capped(count, offers, skills, chance), offers, unit)


def _own(skills: list[Skill], size: Size, chance: Random) -> tuple[list[Workstream], list[Pool]]:
    work = [parts.workstream(skill, size.periods, chance) for skill in skills]
    return work, [parts.pool(skill, chance) for skill in skills]


def _others(skill: Skill, names: list[str], count: int, chance: Random) -> dict[str, float]:
    """Other skills of a pool and how well it does them."""
    found = chance.sample([name for name in names if name != skill.name], min(count, len(names) - 1))
    return {name: round(chance.uniform(0.6, 0.9), 2) for name in found}


def _two(names: list[str], number: int, chance: Random) -> list[str]:
    """Two skills for an offer; the first goes round all of them."""
    first = names[number % len(names)]
    return [first, *chance.sample([name for name in names if name != first], min(1, len(names) - 1))]


def _ring(pools: list[str], chance: Random) -> tuple[Move, ...]:
    """A move from every pool to the next, for a price and four weeks of learning."""
    if len(pools) < 2:
        return ()
    return tuple(
        Move.model_validate(
            {
                "key": f"move-{n}",
                "from": key,
                "to": pools[(n + 1) % len(pools)],
                "cost": float(chance.choice([500, 1000])),
                "duration": "4w",
                "max": HeadsPer(heads=2.0),
                "survival": 0.9,
            }
        )
        for n, key in enumerate(pools)
    )


def _priced_vendors(keys: list[str], chance: Random) -> list[Vendor]:
    return [
        Vendor(
            key=key,
            fixed_cost=float(chance.choice([5_000, 10_000, 25_000])),
            min_heads_if_used=chance.choice([0, 0, 3]),
        )
        for key in keys
    ]


def _limited(vendor: Vendor, chance: Random) -> Vendor:
    heads = vendor.max_heads
    assert isinstance(heads, float)
    return vendor.model_copy(
        update={
            "fixed_cost": float(chance.choice([2_000, 5_000, 10_000])),
            "max_starts": HeadsPer(heads=float(max(1, round(heads / 4)))),
        }
    )


def _policy(base: Problem, size: Size) -> Policy:
    """Limits in proportion to the work: heads and money for all of it, vendors' number and shares."""
    calendar, own = base.forecast.calendar, sum(pool.headcount for pool in base.workforce.pools)
    needed = [sum(hours) / HEAD_WEEK for hours in zip(*_hours(base))]
    years = size.periods / 52
    pay = sum(pool.headcount * _yearly(pool) for pool in base.workforce.pools)
    end = date.fromordinal(calendar.start.toordinal() + 7 * size.periods)
    return Policy(
        max_headcount=round(own * 0.96),
        max_total_heads=round(max(needed) * 0.9),
        max_vendors=max(1, len(base.rate_card.vendors) // 2),
        max_vendor_share=(
            VendorShareLimit(share=round(0.25 / len(base.rate_card.vendors), 4), over="horizon"),
        ),
        budget=(
            Budget.model_validate({"amount": round(pay * years * 1.22), "from": calendar.start, "to": end}),
        ),
    )


def _hours(base: Problem) -> list[tuple[float, ...]]:
    return [work.hours for work in base.forecast.workstreams if isinstance(work.hours, tuple)]


def _yearly(pool: Pool) -> float:
    assert isinstance(pool.salary, float)
    return pool.salary * 1.22


FAMILIES = {
    "plain": Family(plain, Size(20, 52, 60), "large teams of 5 to 60, vendors shared by many skills"),
    "small-teams": Family(small_teams, Size(20, 52, 60), "teams of 1 to 5"),
    "many-vendors": Family(many_vendors, Size(3, 52, 90), "few skills, 30 vendors, fixed costs, batches"),
    "long-horizon": Family(long_horizon, Size(4, 260, 12), "few skills, five years of weeks"),
    "months": Family(months, Size(8, 60, 24), "few skills, five years of months"),
    "coupled": Family(coupled, Size(20, 52, 60), "budget, heads, vendors and shares limited over all"),
    "cross-skilled": Family(cross_skilled, Size(15, 52, 45), "pools of 2 to 4 skills, offers of two, moves"),
    "sites": Family(sites, Size(60, 26, 180), "independent skills, nothing shared"),
}
"""Every family by its name."""
