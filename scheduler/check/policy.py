"""Policy rules. Numbers are those of FORMULATION.md."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scheduler.check.case import Case
from scheduler.check.clock import exact_sum
from scheduler.check.decisions import decisions, of_baseline
from scheduler.check.inhouse import first_fall
from scheduler.check.team import Team
from scheduler.check.tolerance import HEADS, MONEY
from scheduler.problem.timeline import value_on
from scheduler.result import Violation
from scheduler.rules import Rule


def _sure_to_stay(case: Case) -> list[float]:
    """Own heads that nothing can lower, by period: all before somebody can go, then who is bound."""
    teams = case.teams.values()
    falls = min((first_fall(case, team) for team in teams), default=0)
    return [sum(team.no_action[t] if t < falls else team.sure_to_stay(t) for team in teams)
            for t in case.periods]  # fmt: skip


def _least_heads(case: Case, team: Team, t: int) -> float:
    """Heads of a team that are there whatever is decided: who is bound, and whom nobody may release."""
    staying, release = team.sure_to_stay(t), team.pool.release
    if any(move.survival < 1 for move in case.moves_from(team.key)):
        return staying
    may_go = 0.0
    if release and t >= case.clock.timeline.earliest_start(release.notice):
        may_go = release.max_of_present + team.free(t)
    return max(staying, team.no_action[t] - may_go)


def headcount_total(case: Case) -> Iterator[Violation]:
    """(40) Own people in all, as soon as somebody can go."""
    most = case.problem.policy.max_headcount
    if most is None:
        return
    for t, given in enumerate(_sure_to_stay(case)):
        cap = max(value_on(most, case.clock.day(t)), given)
        heads = sum(team.ledger.heads[t] for team in case.teams.values())
        yield from case.at_most(Rule.HEADCOUNT_TOTAL, "policy", t, heads, cap, HEADS, "own heads in all")


def total_heads(case: Case) -> Iterator[Violation]:
    """(41) Own and contract people in all; who cannot go or end yet is always lawful."""
    most = case.problem.policy.max_total_heads
    if most is None:
        return
    offers = case.contractors.values()
    for t in case.periods:
        given = sum(_least_heads(case, team, t) for team in case.teams.values())
        given += sum(c.running_bound(t) for c in offers)
        cap = max(value_on(most, case.clock.day(t)), given)
        heads = sum(team.ledger.heads[t] for team in case.teams.values())
        heads += sum(c.heads(t) for c in offers)
        yield from case.at_most(Rule.TOTAL_HEADS, "policy", t, heads, cap, HEADS, "heads in all")


def hires_total(case: Case) -> Iterator[Violation]:
    """(42) Hires of all pools and periods."""
    most = case.problem.policy.max_hires
    if most is not None:
        hires = sum(sum(team.ledger.hires) for team in case.teams.values())
        yield from case.at_most(Rule.HIRES_TOTAL, "policy", None, hires, most, HEADS, "hires in all")


def vendor_count(case: Case) -> Iterator[Violation]:
    """(43) Vendors used."""
    most = case.problem.policy.max_vendors
    if most is not None:
        used = sum(ledger.used for ledger in case.plan.vendors.values())
        yield from case.at_most(Rule.VENDOR_COUNT, "policy", None, used, most, HEADS, "vendors used")


def budget(case: Case) -> Iterator[Violation]:
    """(44) Cash of the span, each period by the share of its days in it; tails do not count."""
    limits = case.problem.policy.budget
    lines = [line for line in case.plan.costs if line.kind.cash and not line.kind.tail] if limits else []
    cash = [Fraction(exact_sum(line.amounts[t] for line in lines)) for t in case.periods]
    for limit in limits:
        share = case.clock.timeline.share_inside
        spent = sum(cash[t] * share(t, limit.since, limit.until) for t in case.periods)
        what = f"cash from {limit.since} to {limit.until}"
        yield from case.at_most(Rule.BUDGET, "policy", None, float(spent), limit.amount, MONEY, what)


def frozen(case: Case) -> Iterator[Violation]:
    """(45) What was to be decided before the frozen date is as in the baseline."""
    until, baseline = case.problem.policy.frozen_until, case.baseline
    if until is None:
        return
    if baseline is None:
        text = f"policy: decisions are frozen until {until}, but there is no baseline plan to compare with"
        yield case.breach(Rule.FROZEN, "policy", None, 1, text)
        return
    before, decide_by = of_baseline(case), case.clock.decide_by
    for number in decisions(case):
        for t in case.periods:
            if number.ready is None or t == number.forced:
                continue
            if decide_by(t, number.ready) < until:
                wanted = before.get((number.owner, number.name, t), 0.0)
                what = f"{number.name} (frozen)"
                yield from case.equal(Rule.FROZEN, number.owner, t, number.values[t], wanted, HEADS, what)
