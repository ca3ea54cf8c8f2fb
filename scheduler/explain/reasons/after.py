"""What is left undone, waits or is done by others from the day on which people go."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.explain.reasons.asked import TRACE, Asked
from scheduler.plan import Action
from scheduler.words import hours_text


def after(asked: Asked) -> tuple[str, ...]:
    """In a few words, of work and people with a skill of those who go; nothing: nobody needs their hours."""
    return tuple(_after(asked))


def _after(asked: Asked) -> Iterator[str]:
    problem, plan, first = asked.problem, asked.plan, asked.periods.start
    supplier = asked.pool or asked.offer
    assert supplier is not None
    skills = _skills(asked, supplier)
    works = [work for work in problem.forecast.workstreams if work.skill in skills]
    short = sum(sum(plan.workstreams[work.key].short[first:]) for work in works)
    if short > TRACE:
        yield f"{hours_text(short)} of such work left undone"
    for work in works:
        waiting = (work.opening, *plan.workstreams[work.key].waiting)
        if max(waiting[first + 1 :]) > waiting[first] + TRACE:
            yield f"more of {work.key} waiting"
    if any(_starts(asked, action, skills) for action in plan.actions) or _bought(asked, skills) > TRACE:
        yield "others starting"
    pools = (ledger for key, ledger in plan.pools.items() if _skills(asked, key) & skills)
    if sum(sum(ledger.overtime_hours[first:]) for ledger in pools) > TRACE:
        yield "overtime"


def _skills(asked: Asked, supplier: str) -> set[str]:
    """What a pool or an offer can do."""
    pools = {pool.key: pool.skills for pool in asked.problem.workforce.pools}
    return set((pools | {offer.key: offer.skills for offer in asked.problem.rate_card.offers})[supplier])


def _starts(asked: Asked, action: Action, skills: set[str]) -> bool:
    """Whether somebody with such a skill begins by this action, on that day or later."""
    assert asked.action is not None
    if action.start < asked.action.start or action.kind in ("release", "end_running"):
        return False
    targets = {move.key: move.target for move in asked.problem.workforce.moves}
    owner = targets[action.owner] if action.kind == "move" else action.owner
    return bool(_skills(asked, owner) & skills)


def _bought(asked: Asked, skills: set[str]) -> float:
    """Hours on call of such a skill from that day on."""
    first = asked.periods.start
    bought = (each for ledger in asked.plan.offers.values() for each in ledger.bought_hours.items())
    return sum(sum(hours[first:]) for skill, hours in bought if skill in skills)
