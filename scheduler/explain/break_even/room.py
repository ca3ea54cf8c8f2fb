"""Which break-even questions there are, and who answers them."""

from __future__ import annotations

from scheduler.explain.asking import Asking, Explained
from scheduler.explain.break_even.lead import lead_answer
from scheduler.explain.break_even.line_up import LineUp, delivered, line_up, used
from scheduler.explain.break_even.longer import periods_of, surges
from scheduler.explain.break_even.own_hour import hours_of, own_hour_answer
from scheduler.explain.break_even.rate import rate_answer
from scheduler.explain.break_even.shape import BreakEven
from scheduler.explain.break_even.surge import surge_answer
from scheduler.explain.room import Room
from scheduler.problem import Span

SURGE, RATE, OWN_HOUR, LEAD = "surge: ", "rate: ", "own hour: ", "lead: "


def questions(explained: Explained) -> tuple[str, ...]:
    """Surges, then vendors: those of the plan by the work they do, then the others; each kind in turn.

    Nothing without a plan. Named as `surge: 2027-04-12 to 2027-10-11`, `rate: Steady`, `own hour: Steady`,
    `lead: Steady`.
    """
    if explained.result.plan is None:
        return ()
    inside, outside = _vendors(explained)
    surge = [SURGE + _name(span) for span in _surges(explained)]
    hours = [OWN_HOUR + vendor for vendor in inside if _has_hours(explained, vendor)]
    leads = [LEAD + vendor for vendor in inside]
    leaves, enters = ([RATE + v for v in side if _line_up(explained, v)] for side in (inside, outside))
    kinds = (surge, leaves, hours, enters, leads)
    first = [each[0] for each in kinds if each]
    return (*first, *(name for each in kinds for name in each[1:]))


def answer(name: str, asking: Asking) -> BreakEven:
    """One of `questions`; raises ValueError for any other."""
    kind, _, subject = name.partition(": ")
    if name not in questions(asking.about):
        raise ValueError(f"no break-even question is called '{name}'")
    if kind + ": " == SURGE:
        (span,) = (each for each in _surges(asking.about) if _name(each) == subject)
        return surge_answer(span, asking)
    if kind + ": " == LEAD:
        return lead_answer(subject, asking)
    of = _line_up(asking.about, subject)
    assert of is not None
    return rate_answer(of, asking) if kind + ": " == RATE else own_hour_answer(of, asking)


def _surges(explained: Explained) -> list[Span]:
    """Surges with planned periods, where somebody may be hired."""
    hires = any(pool.hire is not None for pool in explained.problem.workforce.pools)
    spans = surges(explained.problem) if hires else ()
    return [span for span in spans if periods_of(explained.problem, span)]


def _vendors(explained: Explained) -> tuple[list[str], list[str]]:
    """Vendors with offers: those the plan uses, most work first, and the others."""
    plan, offers = explained.plan, explained.problem.rate_card.offers
    keys = {v.key: [o.key for o in offers if o.vendor == v.key] for v in explained.problem.rate_card.vendors}
    some = [vendor for vendor, own in keys.items() if own]
    inside = [vendor for vendor in some if used(plan, keys[vendor])]
    inside.sort(key=lambda vendor: -delivered(plan, keys[vendor]))
    return inside, [vendor for vendor in some if vendor not in inside]


def _line_up(explained: Explained, vendor: str) -> LineUp | None:
    return line_up(explained.problem, vendor, explained.plan)


def _has_hours(explained: Explained, vendor: str) -> bool:
    """Whether the plan has hours of both sides to compare, and no contract that runs blurs them."""
    of = _line_up(explained, vendor)
    running = {each.offer for each in explained.problem.rate_card.running}
    if of is None or running & set(of.offers):
        return False
    return hours_of(explained.problem, explained.plan, of.offers) is not None


def _name(span: Span) -> str:
    return f"{span.since} to {span.until}"


ROOM = Room(name="break_even", shape=BreakEven, questions=questions, answer=answer, most=5)
