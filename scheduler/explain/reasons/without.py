"""A thing of the plan taken out by a change of the input, so that anybody can ask the same again.

| what | the change |
|---|---|
| hires | the team's `hire.max_total`: as many as the plan hires, less these |
| releases | the team's `release.max_of_present`, likewise; `release.max` 0 where later hires may go too |
| contract | the offer's `max_heads` over its stretch: the heads the plan has there, less these |
| conversion | the offer's `conversion.max`: as many as convert, less these |
| move | `max` of the move: 0 |
| end of a running one | its `bound_until`: its latest end or the plan's |
| overtime | the team's `overtime.max_share`: 0 |
| hours bought | nothing new of the offer: `start_from` the end of the plan |

Where `max_heads` would take out more or less than a contract (running contracts that the plan ends, and that
could stay in its place, are more than it; or `min_heads` is more than what is left) nothing new of the offer
is taken, as for hours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import floor

from scheduler.explain.edits import changed, with_one
from scheduler.explain.reasons.asked import Asked
from scheduler.explain.reasons.contracts import Edit, fewer_heads, fewer_taken_over, no_hours, stays_on
from scheduler.plan import Action
from scheduler.problem import HeadsPer, Pool, Problem
from scheduler.problem.timeline import Timeline
from scheduler.rules import Rule
from scheduler.words import counted, number

TRACE = 1e-6


def without(asked: Asked) -> Edit:
    """The problem in which this thing cannot be in a plan; `start`: the plan without its action."""
    edit = EDITS[asked.kind](asked)
    kept = tuple(action for action in asked.plan.actions if not _gone(asked, action, edit))
    return replace(edit, start=asked.plan.model_copy(update={"actions": kept}))


def _gone(asked: Asked, action: Action, edit: Edit) -> bool:
    alike = action.kind == asked.kind and action.owner == asked.owner
    return action == asked.action or (edit.all_go and alike)


def _hire(asked: Asked) -> Edit:
    left = max(0.0, sum(asked.plan.pools[asked.owner].hires) - asked.heads)

    def edit(pool: Pool) -> Pool:
        assert pool.hire is not None
        return pool.model_copy(update={"hire": pool.hire.model_copy(update={"max_total": left})})

    most = f"at most {counted(left, 'hire')}" if left else "no hires"
    words = f"{most} in {asked.owner} ({number(asked.heads)} fewer)"
    return Edit(changed(asked.problem, "workforce", "pools", asked.owner, edit), words)


def _release(asked: Asked) -> Edit:
    pool = next(each for each in asked.problem.workforce.pools if each.key == asked.owner)
    assert pool.release is not None
    if _later_ones_may_go(asked.problem, pool):
        none = HeadsPer(heads=0.0, per=pool.release.span, taken=pool.release.taken)
        edit = _released(asked, f"nobody released from {asked.owner}", max=none, share_taken=())
        return replace(edit, all_go=True)
    released = min(float(pool.release.max_of_present), sum(asked.plan.pools[asked.owner].releases))
    left = max(0, floor(released - asked.heads + TRACE))
    most = f"at most {left}" if left else "nobody"
    return _released(asked, f"{most} released from {asked.owner}", max_of_present=left)


def _released(asked: Asked, words: str, **fields: object) -> Edit:
    def edit(pool: Pool) -> Pool:
        assert pool.release is not None
        return pool.model_copy(update={"release": pool.release.model_copy(update=fields)})

    return Edit(changed(asked.problem, "workforce", "pools", asked.owner, edit), words)


def _later_ones_may_go(problem: Problem, pool: Pool) -> bool:
    """Whether people hired or taken over within the plan may be released within it."""
    if any(o.conversion and o.conversion.to_pool == pool.key for o in problem.rate_card.offers):
        return True
    timeline = Timeline(problem.forecast.calendar)
    return pool.hire is not None and timeline.length(pool.hire.min_tenure) < timeline.periods


def _move(asked: Asked) -> Edit:
    none = HeadsPer(heads=0.0, per="month")
    edited = with_one(asked.problem, "workforce", "moves", asked.owner, max=none)
    return Edit(edited, f"nobody moving by {asked.owner}", all_go=True)


def _overtime(asked: Asked) -> Edit:
    def edit(pool: Pool) -> Pool:
        assert pool.overtime is not None
        return pool.model_copy(update={"overtime": pool.overtime.model_copy(update={"max_share": 0.0})})

    words = f"no overtime in {asked.owner}"
    return Edit(changed(asked.problem, "workforce", "pools", asked.owner, edit), words)


EDITS: dict[str, Callable[[Asked], Edit]] = {
    "hire": _hire,
    "release": _release,
    "contract": fewer_heads,
    "conversion": fewer_taken_over,
    "move": _move,
    "end_running": stays_on,
    "overtime": _overtime,
    "hours": no_hours,
}
EDITED: dict[str, tuple[Rule, ...]] = {
    "hire": (Rule.HIRE_LIMIT,),
    "release": (Rule.RELEASE_LIMIT, Rule.RELEASE_OF_PRESENT),
    "contract": (Rule.CONTRACT_LIMITS, Rule.CONTRACT_WINDOW),
    "conversion": (Rule.CONVERSION,),
    "move": (Rule.MOVE_LIMIT,),
    "end_running": (Rule.RUNNING_CONTRACT,),
    "overtime": (Rule.OVERTIME_LIMIT,),
    "hours": (Rule.CONTRACT_LEAD, Rule.CONTRACT_WINDOW),
}
"""Rules by which a thing is taken out: they are no reason for it."""
