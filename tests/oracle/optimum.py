"""The exact least cost of a small problem, by a model of its own: no code of the planner's model."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.rules import Rule
from tests.oracle.baseline import keep_baseline
from tests.oracle.contracts import build_contracts
from tests.oracle.facts import Facts
from tests.oracle.limits import keep_offer_limits, keep_policy, keep_shares, keep_vendor_limits
from tests.oracle.lines import Lines, add_offer_lines, add_pool_lines, add_vendor_lines, add_work_lines
from tests.oracle.people import build_people, keep_people_rules
from tests.oracle.program import Linear, Program, total
from tests.oracle.tails import add_tails
from tests.oracle.work import build_work


@dataclass(frozen=True)
class Answer:
    """The least cost and one way to it: cost lines by kind, amounts by period and after the horizon."""

    cost: float
    lines: dict[str, float]
    hires: dict[str, list[float]]
    releases: dict[str, list[float]]
    starts: dict[str, list[float]]
    heads: dict[str, list[float]]


def optimum(
    problem: Problem, baseline: Plan | None = None, omit: frozenset[Rule] = frozenset()
) -> float | None:
    """The least cost of any plan; None when no plan keeps the rules."""
    found = answer(problem, baseline, omit)
    return found.cost if found else None


def answer(
    problem: Problem, baseline: Plan | None = None, omit: frozenset[Rule] = frozenset()
) -> Answer | None:
    """The least cost with the decisions and cost lines that make it."""
    facts, program = Facts(problem), Program(omit)
    contracts = build_contracts(facts, program)
    people = build_people(facts, program, contracts)
    work = build_work(facts, program, people, contracts)
    keep_people_rules(facts, program, people)
    keep_offer_limits(facts, program, contracts)
    used = keep_vendor_limits(facts, program, contracts)
    keep_shares(facts, program, work)
    keep_policy(facts, program, people, contracts)

    lines = Lines(facts.T)
    add_pool_lines(facts, lines, people, work)
    add_offer_lines(facts, program, lines, contracts, work)
    add_work_lines(facts, lines, work)
    add_vendor_lines(facts, program, lines, used)
    _keep_budgets(facts, program, lines)
    add_tails(facts, program, lines, people, contracts)
    if baseline is not None:
        keep_baseline(facts, program, lines, people, contracts, baseline)

    found = program.minimum(lines.cost())
    if found is None:
        return None
    cost, point = found

    def value(expression: Linear) -> float:
        return expression.constant + sum(f * point[column] for column, f in expression.terms.items())

    kinds: dict[str, float] = {}
    for key, row in lines.amounts.items():
        kinds[key[0].value] = kinds.get(key[0].value, 0.0) + value(total(row))
    for key, amount in lines.after.items():
        kinds[key[0].value] = kinds.get(key[0].value, 0.0) + value(amount)
    return Answer(
        cost=cost,
        lines={kind: amount for kind, amount in kinds.items() if abs(amount) > 1e-9},
        hires={key: [value(n) for n in row] for key, row in people.hires.items()},
        releases={key: [value(n) for n in row] for key, row in people.releases.items()},
        starts={key: [value(contracts.starts(key, t)) for t in range(facts.T)] for key in facts.offers},
        heads={key: [value(n) for n in path.heads] for key, path in people.path.items()},
    )


def _keep_budgets(facts: Facts, program: Program, lines: Lines) -> None:
    for budget in facts.problem.policy.budget:
        spent = Linear()
        for (kind, _, _), row in lines.amounts.items():
            for t, amount in enumerate(row):
                if kind.cash:
                    spent = spent + amount * float(facts.line.share_inside(t, budget.since, budget.until))
        program.at_most(Rule.BUDGET, spent, budget.amount)
