"""Which remedies to work out: one with what gives least, one for each rule that might give instead."""

from __future__ import annotations

from collections.abc import Collection

from scheduler.explain.asking import Asking, Explained
from scheduler.explain.remedies.remedy import Remedy, worked_out
from scheduler.explain.remedies.tries import Tries
from scheduler.result import Outcome
from scheduler.rules import Rule
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
    named = [f"{rule}{AT}{owner}" for rule, owner in (*groups, *_waiting(explained, set(groups)))]
    return (LEAST, *named)[:MOST]


def _waiting(explained: Explained, groups: Collection[Group]) -> list[Group]:
    """Work that must be done and may not wait at all: no rule in the way, but it could."""
    works = explained.problem.forecast.workstreams
    still = [work.key for work in works if work.max_delay[:-1] == "0"]
    return [(str(Rule.MAX_DELAY), key) for key in still if (str(Rule.MAX_SHORTAGE), key) in groups]


def answer(name: str, asking: Asking) -> Remedy:
    """The remedy of one question. Two questions may have the same answer: `distinct` keeps one."""
    return worked_out(asking, tries_of(asking), favoured(name))


def favoured(name: str) -> frozenset[Group]:
    """The rules that are to give first."""
    rule, _, owner = name.partition(AT)
    return frozenset() if name == LEAST else frozenset({(rule, owner)})


def tries_of(asking: Asking) -> Tries:
    """Questions about what is possible, on the engine and within the time of this asking.

    What the plan costs is asked last: time is kept for it.
    """
    about, until = asking.about, asking.until - min(asking.seconds, max(0.0, asking.left) / 3)
    return Tries(about.problem, about.baseline, asking.engine, asking.seconds, until, asking.kept)
