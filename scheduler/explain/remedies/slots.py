"""Which remedies to work out: one with what gives least, one for each rule that might give instead."""

from __future__ import annotations

from scheduler.explain.asking import Asking, Explained
from scheduler.explain.remedies.remedy import Remedy, worked_out
from scheduler.explain.remedies.tries import Tries
from scheduler.result import Outcome
from scheduler.search.conflicts import Group

MOST = 5
LEAST = "what gives least"
AT = ": "


def questions(explained: Explained) -> tuple[str, ...]:
    """What gives least, then rules in the way by name and owner; nothing where there is a plan.

    Nothing either where no plan was found in time: that is not to say that there is none.
    """
    if explained.result.outcome is not Outcome.INFEASIBLE:
        return ()
    groups = dict.fromkeys((each.rule, each.owner) for each in explained.result.conflicts)
    named = (f"{rule}{AT}{owner}" for rule, owner in groups)
    return (LEAST, *named)[:MOST]


def answer(name: str, asking: Asking) -> Remedy:
    """The remedy of one question. Two questions may have the same answer: `distinct` keeps one."""
    return worked_out(asking, tries_of(asking), favoured(name))


def favoured(name: str) -> frozenset[Group]:
    """The rules that are to give first."""
    rule, _, owner = name.partition(AT)
    return frozenset() if name == LEAST else frozenset({(rule, owner)})


def tries_of(asking: Asking) -> Tries:
    """Questions about what is possible, on the engine and within the time of this asking."""
    about = asking.about
    return Tries(about.problem, about.baseline, asking.engine, asking.seconds, asking.until)
