"""No plan: which rules stand in the way, and where, from solves in which rules may give."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.engine import Engine, Status
from scheduler.errors import OurFault
from scheduler.model.build import build
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Conflict
from scheduler.rules import Rule
from scheduler.search.conflicts.agree import agrees, proves
from scheduler.search.conflicts.elastic import LEAST, Breach, Elastic, Gives, Group
from scheduler.search.conflicts.words import conflicts_of, standing

PROOF = 30.0  # seconds for the second method
SECONDS = 5.0  # for one question about who gives
ALL = 10.0  # seconds for naming
SINGLY = 3  # rules that give, up to which each is left firm alone
MOST = 6  # owners named of one rule, and rules of one other way out


@dataclass(frozen=True)
class NoPlan:
    """Why there is no plan. `agreed`: two methods say so; else the second one had no time to finish."""

    conflicts: tuple[Conflict, ...]
    agreed: bool


def no_plan(problem: Problem, baseline: Plan | None, engine: Engine) -> NoPlan:
    """Asks a second method; then names the rules that must give, by how much, and those they stand against.

    The smallest total breach in heads and hours; amounts are in the rule's own unit. Raises OurFault when
    the answer "infeasible" itself turns out wrong.
    """
    elastic = Elastic(problem, baseline, engine)
    first = elastic.least(2 * SECONDS)
    if first.status is Status.INFEASIBLE:  # no rule that could give is enough: the book-keeping itself
        elastic = Elastic(problem, baseline, engine, rules=frozenset(Rule))
        first = elastic.least(2 * SECONDS)
    if first.in_whole and first.least <= 0:
        raise OurFault("the solver found no plan where rules need not give: not infeasible")
    proven = first.duals is not None and proves(elastic.closed(), first.duals)
    agreed = proven or agrees(build(problem, baseline=baseline).matrix.program(), engine, PROOF)
    return NoPlan(_named(elastic, first), agreed)


def _named(elastic: Elastic, first: Breach) -> tuple[Conflict, ...]:
    until = time.monotonic() + ALL
    given = [named for each in first.gives for named in conflicts_of(elastic.case, each)]
    known = {(each.rule, each.owner) for each in given}
    against: dict[Group, set[int]] = {}
    for group, periods in (*_otherwise(elastic, first, until), *_holding(elastic, first, until)):
        if group not in known:
            against.setdefault(group, set()).update(periods)
    return (*given, *(standing(elastic.case, group, periods) for group, periods in against.items()))


def _holding(elastic: Elastic, first: Breach, until: float) -> Iterator[tuple[Group, frozenset[int]]]:
    """Rules that hold the breach up: with them giving for next to nothing it is less.

    Prices of rows say which may; prices alone may name bystanders.
    """
    if first.duals is None:
        return
    priced = {group: when for group, when in elastic.prices(first.duals).items() if group not in first.groups}
    rules: dict[str, list[Group]] = {}
    for group in priced:
        rules.setdefault(group[0], []).append(group)
    holding = []
    for groups in rules.values():
        if time.monotonic() < until and elastic.holds(groups, first.in_fractions, SECONDS):
            holding.append(groups)
    for groups in sorted(holding, key=len):
        for group in groups[:MOST]:
            if time.monotonic() > until:
                return
            if len(groups) == 1 or elastic.holds([group], first.in_fractions, SECONDS):
                yield group, priced[group]


def _otherwise(elastic: Elastic, first: Breach, until: float) -> Iterator[tuple[Group, frozenset[int]]]:
    """Rules that would have to give if those that give first did not, all of them or one."""
    few = 1 < len(first.groups) <= SINGLY
    singly = [{group} for group in sorted(first.groups)] if few else []
    for forbidden in ([first.groups] if first.groups else []) + singly:
        if time.monotonic() > until:
            return
        ask = elastic.least if first.in_fractions <= LEAST else elastic.relaxed
        other = ask(SECONDS, forbidden=forbidden)
        for each in other.gives[:MOST]:
            yield from _periods(each)


def _periods(gives: Gives) -> Iterator[tuple[Group, frozenset[int]]]:
    for row, owner in enumerate(gives.block.owners):
        there = gives.amounts[row] > LEAST
        if there.any():
            yield (str(gives.block.rule), owner), frozenset(map(int, gives.block.periods[there]))
