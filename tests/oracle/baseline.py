"""What is frozen as in the baseline, and what it costs to change it."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.plan import Plan
from scheduler.problem.timeline import previous_working_day
from scheduler.rules import Cost, Rule
from tests.oracle.contracts import Contracts, running_latest
from tests.oracle.facts import Facts
from tests.oracle.lines import Lines
from tests.oracle.people import People
from tests.oracle.program import Linear, Program


def keep_baseline(
    facts: Facts, program: Program, lines: Lines, people: People, contracts: Contracts, baseline: Plan
) -> None:
    policy = facts.problem.policy
    for kind, owner, t, number, lead in _decisions(facts, people, contracts):
        before = _before(facts, baseline, kind, owner, t)
        if policy.frozen_until and facts.line.decide_by(t, lead) < policy.frozen_until:
            program.equal(Rule.FROZEN, number, before)
        if policy.change_cost:
            more, less = program.variable(), program.variable()
            program.equal(None, number - before, more - less)
            lines.add(Cost.CHANGE, owner, t, (more + less) * policy.change_cost)


def _before(facts: Facts, plan: Plan, kind: str, owner: str, t: int) -> float:
    """Heads of the earlier plan's actions that start (or, for `kind` with "end", end) in t."""
    what, _, end = kind.partition(" ")
    today = previous_working_day(facts.line.as_of)
    days = [
        (action.end if end else action.start, action.heads)
        for action in plan.actions
        if action.kind == what and action.owner == owner and action.decide_by >= today
    ]
    first = facts.day(0)
    return sum(n for day, n in days if day and day >= first and facts.line.at_or_after(day) == t)


def _decisions(
    facts: Facts, people: People, contracts: Contracts
) -> Iterator[tuple[str, str, int, Linear, str]]:
    """Kind, owner, period, number of heads, and how long ahead it is decided."""
    for t in range(facts.T):
        for key, pool in facts.pools.items():
            yield "hire", key, t, people.hires[key][t], pool.hire.lead if pool.hire else "0d"
            notice = pool.release.notice if pool.release else "0d"
            yield "release", key, t, people.releases[key][t], notice
        for move in facts.problem.workforce.moves:
            yield "move", move.key, t, people.moves[move.key][t], "0d"
        for key, offer in facts.offers.items():
            yield "contract", key, t, contracts.starts(key, t), offer.lead
            yield "contract end", key, t, contracts.ends(key, t), offer.notice
            yield "conversion", key, t, contracts.converting_starts(key, t), offer.lead
            yield "conversion end", key, t, contracts.converted(key, t), offer.notice
        for lot in facts.problem.rate_card.running:
            if t == running_latest(facts, lot):
                continue  # its term runs out: no decision
            ends = contracts.running[lot.key].get(t, Linear())
            yield "end_running", lot.key, t, ends, facts.offers[lot.offer].notice
