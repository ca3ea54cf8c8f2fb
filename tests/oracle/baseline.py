"""What is frozen as in the baseline, and what it costs to change it."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.plan import Plan
from scheduler.rules import Cost, Rule
from tests.oracle.contracts import Contracts, running_latest
from tests.oracle.facts import Facts
from tests.oracle.lines import Lines
from tests.oracle.people import People
from tests.oracle.program import Linear, Program

Decision = tuple[str, int, Linear, float, str | None]


def keep_baseline(
    facts: Facts, program: Program, lines: Lines, people: People, contracts: Contracts, baseline: Plan
) -> None:
    policy = facts.problem.policy
    for owner, t, number, before, lead in _decisions(facts, people, contracts, baseline):
        frozen = lead is None or facts.line.decide_by(t, lead) < (policy.frozen_until or facts.line.as_of)
        if policy.frozen_until and frozen:
            program.equal(Rule.FROZEN, number, before)
        if policy.change_cost:
            more, less = program.variable(), program.variable()
            program.equal(None, number - before, more - less)
            lines.add(Cost.CHANGE, owner, t, (more + less) * policy.change_cost)


def _decisions(facts: Facts, people: People, contracts: Contracts, plan: Plan) -> Iterator[Decision]:
    """Owner, period, number, the baseline's number, and its lead (None: decided with its start)."""
    for t in range(facts.T):
        for key, pool in facts.pools.items():
            ledger = plan.pools[key]
            yield key, t, people.hires[key][t], ledger.hires[t], pool.hire.lead if pool.hire else "0d"
            notice = pool.release.notice if pool.release else "0d"
            yield key, t, people.releases[key][t], ledger.releases[t], notice
        for move in facts.problem.workforce.moves:
            yield move.key, t, people.moves[move.key][t], plan.moves[move.key].heads[t], "0d"
        for key, offer in facts.offers.items():
            book = plan.offers[key]
            yield key, t, contracts.starts(key, t), book.starts[t], offer.lead
            yield key, t, contracts.converting_starts(key, t), book.converting_starts[t], offer.lead
            yield key, t, contracts.ends(key, t), book.ends[t], offer.notice
            yield key, t, contracts.converted(key, t), book.converted[t], offer.notice
        for lot in facts.problem.rate_card.running:
            ends = contracts.running[lot.key].get(t, Linear())
            forced = t == running_latest(facts, lot)
            notice = None if forced else facts.offers[lot.offer].notice
            yield lot.key, t, ends, plan.running[lot.key].ends[t], notice
