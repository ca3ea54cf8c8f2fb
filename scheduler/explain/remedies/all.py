"""Up to five different remedies, the cheapest first."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from scheduler.engine import Engine, shared_engine
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.remedies.remedy import Remedy, worked_out
from scheduler.explain.remedies.slots import MOST, favoured, favouring, questions, tries_of
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Outcome, Result
from scheduler.search.conflicts import Group


def remedies(
    problem: Problem,
    *,
    baseline: Plan | None = None,
    result: Result | None = None,
    time_limit: float = 60.0,
    most: int = MOST,
    gap: float = 1e-3,
    engine: Engine | None = None,
) -> tuple[Remedy, ...]:
    """Remedies that differ in which rules give, cheapest first; none where the problem has a plan.

    `result`: what `solve` ended in, where that is known; else it is solved here. `time_limit`: seconds in
    all; `gap`: of the cost, for what the plans then cost. Raises InvalidProblem, OurFault.
    """
    from scheduler.solving import solve

    until, engine = time.monotonic() + time_limit, engine or shared_engine()
    if result is None:
        result = solve(problem, time_limit=time_limit, gap=gap, baseline=baseline, engine=engine)
    about = Explained(problem, result, baseline)
    asking = Asking(about, engine, seconds=time_limit / 4, gap=gap, until=until)
    return distinct(_some(asking, most))


def distinct(found: Iterable[Remedy]) -> tuple[Remedy, ...]:
    """One for each set of rules, or of fields, that give, cheapest first; what found none is left out."""
    kept: list[Remedy] = []
    for remedy in sorted((each for each in found if each.edits), key=_cost):
        if not any(remedy.is_like(each) for each in kept):
            kept.append(remedy)
    return tuple(kept)


def _some(asking: Asking, most: int) -> list[Remedy]:
    """Favouring each rule in turn; then without some rule of a remedy found."""
    tries = tries_of(asking)
    found: list[Remedy] = []
    for favour, forbid in _ways(asking, found):
        if len(found) >= most or asking.late:
            break
        remedy = worked_out(asking, tries, favour, forbid) if forbid else favouring(asking, tries, favour)
        if remedy.edits and not any(remedy.is_like(each) for each in found):
            found.append(remedy)
    return found


def _ways(asking: Asking, found: list[Remedy]) -> Iterator[tuple[frozenset[Group], frozenset[Group]]]:
    """What to favour and what to forbid; `found` grows meanwhile."""
    if asking.about.result.outcome is not Outcome.INFEASIBLE:
        return
    for name in questions(asking.about):
        yield favoured(name), frozenset()
    asked = set[frozenset[Group]]()
    for remedy in found:
        for forbidden in (remedy.groups, *(frozenset({group}) for group in sorted(remedy.groups))):
            if forbidden not in asked:
                asked.add(forbidden)
                yield frozenset(), forbidden


def _cost(remedy: Remedy) -> float:
    return float("inf") if remedy.cost is None or remedy.cost.high is None else remedy.cost.high
