"""Why a thing is in the plan: what it is for, what the next best way costs, which rules bind on it."""

from __future__ import annotations

from typing import Any

from scheduler.errors import InvalidProblem
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.interval import change
from scheduler.explain.reasons.asked import Asked, asked, everything
from scheduler.explain.reasons.binding import limits
from scheduler.explain.reasons.contracts import Edit
from scheduler.explain.reasons.cost import cost
from scheduler.explain.reasons.dates import dates
from scheduler.explain.reasons.sentence import sentences
from scheduler.explain.reasons.serves import serves
from scheduler.explain.reasons.shapes import PAY, Reason
from scheduler.explain.reasons.taken import in_place
from scheduler.explain.reasons.without import EDITED, without
from scheduler.result import Outcome, Result

MOST = 10
AGAINST = 3  # rules told that stand against any plan


def questions(explained: Explained) -> tuple[str, ...]:
    """The ids of the ten costliest actions; overtime by pool and hours by offer where there are fewer."""
    if explained.result.plan is None:
        return ()
    every = list(everything(explained.problem, explained.plan))
    dearest = sorted(every, key=lambda each: (each.action is None, -cost(each), each.name))
    return tuple(each.name for each in dearest[:MOST])


def answer(name: str, asking: Asking) -> Reason:
    """The reason of an action by its id, of `overtime/POOL`, or of `hours/OFFER`.

    Raises ValueError when the plan has no such thing.
    """
    about = asking.about
    thing = asked(about.problem, about.plan, name)
    edit = without(thing)
    facts: dict[str, Any] = {
        "action": name,
        "kind": thing.kind,
        "owner": thing.owner,
        "heads": thing.action.heads if thing.action else None,
        "since": thing.action.start if thing.action else None,
        "until": thing.action.end if thing.action else None,
        "cost": round(cost(thing), 6),
        "tells_pay": thing.kind in PAY,
        "serves": serves(thing),
        "edit": edit.words,
        "binds": (*dates(thing, about.baseline), *limits(thing, about.baseline)),
    }
    found = _next_best(thing, edit, asking)
    unit = about.problem.forecast.calendar.unit
    text, text_without_pay = sentences(thing, {**facts, **found}, unit)
    return Reason(**facts, **found, text=text, text_without_pay=text_without_pay)


def _next_best(thing: Asked, edit: Edit, asking: Asking) -> dict[str, Any]:
    nothing: dict[str, Any] = {"dearer": None, "other_cost": None, "instead": (), "against": ()}
    if edit.problem is asking.about.problem:
        return {**nothing, "found": "no choice"}
    if asking.late:
        return {**nothing, "found": "late"}
    try:
        result = asking.solve(edit.problem, start=edit.start)
    except InvalidProblem:
        return {**nothing, "found": "not asked"}
    if result.outcome is Outcome.INFEASIBLE:
        return {**nothing, "found": "impossible", "against": _against(thing, result)}
    interval = change(asking.about.result, result, edit.direction)
    if result.plan is None:
        return {**nothing, "found": "late", "dearer": interval}
    unit = asking.about.problem.forecast.calendar.unit
    return {
        "found": "plan",
        "dearer": interval,
        "other_cost": result.cost,
        "instead": in_place(thing.plan, result.plan, unit),
        "against": (),
    }


def _against(thing: Asked, result: Result) -> tuple[str, ...]:
    """Rules in conflict besides the limit that takes the thing out."""
    own = EDITED[thing.kind]
    others = (each for each in result.conflicts if each.rule not in own or each.owner != thing.owner)
    return tuple(dict.fromkeys(each.text for each in others))[:AGAINST]
