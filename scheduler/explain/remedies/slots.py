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
MORE = 2  # edits that another remedy may take: of more nobody makes use


def questions(explained: Explained) -> tuple[str, ...]:
    """What gives least, then rules in the way by name and owner, unlike ones first; none if there is a plan.

    Nothing either where no plan was found in time: that is not to say that there is none.
    """
    if explained.result.outcome is not Outcome.INFEASIBLE:
        return ()
    groups = dict.fromkeys((each.rule, each.owner) for each in explained.result.conflicts)
    named = _unlike_first([*groups, *_waiting(explained, set(groups))])
    return (LEAST, *(f"{rule}{AT}{owner}" for rule, owner in named))


def _unlike_first(groups: list[Group]) -> list[Group]:
    """Next is always one whose rule and owner are new, or one of them: those end in other remedies sooner."""
    left, rules, owners = list(groups), set[str](), set[str]()
    ranked: list[Group] = []
    while left:
        rule, owner = max(left, key=lambda each: (each[0] not in rules) + (each[1] not in owners))
        left.remove((rule, owner))
        rules.add(rule)
        owners.add(owner)
        ranked.append((rule, owner))
    return ranked


def _waiting(explained: Explained, groups: Collection[Group]) -> list[Group]:
    """Work that must be done and may not wait at all: no rule in the way, but it could."""
    works = explained.problem.forecast.workstreams
    still = [work.key for work in works if work.max_delay[:-1] == "0"]
    return [(str(Rule.MAX_DELAY), key) for key in still if (str(Rule.MAX_SHORTAGE), key) in groups]


def answer(name: str, asking: Asking) -> Remedy:
    """The remedy of one question. Two questions may have the same answer: `distinct` keeps one."""
    return favouring(asking, tries_of(asking), favoured(name))


def favouring(asking: Asking, tries: Tries, favour: frozenset[Group]) -> Remedy:
    """The remedy in which these give; where they are no help beside what gives in it, one without that."""
    first = worked_out(asking, tries, favour)
    if not first.edits or favour <= first.groups:
        return first
    other = worked_out(asking, tries, favour, first.groups, len(first.edits) + MORE)
    return other if other.edits else first


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
