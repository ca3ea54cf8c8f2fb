"""A vendor in a few words, with its sums and without those that tell pay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.explain.sums import dearer
from scheduler.explain.vendors.shapes import SkillShare, Way
from scheduler.words import listed, percent, period, rate

LEAST = 0.001  # of the work: less is told as less


def risks(facts: Mapping[str, Any], unit: str) -> Iterator[str]:
    """Concentration, then clearance."""
    skills: tuple[SkillShare, ...] = facts["skills"]
    if skills:
        top = skills[0]
        yield f"up to {part_of_work(top.peak)} of {top.skill}, in {period(unit, top.peak_day)}"
    alone, others = (
        facts["alone_cleared"],
        [c for c in facts["only_cleared"] if c not in facts["alone_cleared"]],
    )
    if alone:
        yield f"nobody but {facts['vendor']} is cleared for {listed(alone)} data"
    if others:
        yield f"no other vendor is cleared for {listed(others)} data"
    if facts["only_vendor_for"]:
        yield f"no other vendor may do {listed(facts['only_vendor_for'])}"
    for each in facts["barred"]:
        yield f"may not do {each.workstream}: {each.why}"


def sentences(facts: Mapping[str, Any]) -> tuple[str, str]:
    """(text, text without pay)."""
    name, told = facts["vendor"], "; ".join(facts["risks"])
    ways = [
        _way(f"without {name}", facts["without"]),
        _way(f"with no other vendor than {name}", facts["only"]),
    ]
    part = f"{part_of_work(facts['share'])} of all work" if facts["hours"] else "no work"
    share = f"{name} does {part}"
    text = "; ".join(filter(None, [f"{share}{_cost(facts, pay=True)}", *ways, told]))
    return f"{text}.", "; ".join(filter(None, [f"{share}{_cost(facts, pay=False)}", told])) + "."


def part_of_work(share: float) -> str:
    """As beside it in the table: rounded down, so that less than all never reads as all."""
    return percent(share) if share >= LEAST else "less than 0.1 %"


def _cost(facts: Mapping[str, Any], *, pay: bool) -> str:
    """What its hours were quoted at and truly cost, for all it delivers."""
    outside, true = facts["outside"], facts["true_cost"]
    if outside is None:
        return ""
    rates = sorted({each.quoted for each in facts["offers"] if each.as_used})
    quoted = rate(rates[0]) if rates[0] == rates[-1] else f"{rate(rates[0])} to {rate(rates[-1])}"
    if pay and true is not None:
        return f", quoted at {quoted} an hour, truly {rate(true)} a productive hour"
    besides = " and own people's supervision" if true is not None else ""
    return f", quoted at {quoted} an hour, truly {rate(outside)} a productive hour{besides}"


def _way(name: str, way: Way) -> str:
    if way.found == "same":
        return f"{name} this plan stays as it is"
    if way.found == "impossible":
        stands = f" ({way.against[0].rstrip('.')})" if way.against else ""
        return f"{name} there is no plan{stands}"
    if way.found == "not asked":
        return f"{name} the input is not valid"
    if way.found == "late" and way.change is None:
        return f"{name}: there was no time to find out"
    return f"{name} {dearer(way.change)}"
