"""No plan: which rules stand in the way, and where, from one solve in which rules may give."""

from __future__ import annotations

import time
from collections import defaultdict

import numpy as np

from scheduler.engine import Engine, Status
from scheduler.errors import OurFault
from scheduler.model.arrays import Floats
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.model.matrix import IN_HOURS, Rows
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Conflict
from scheduler.rules import Cost, Rule

FIRM = frozenset(
    {
        Rule.HEADCOUNT_BALANCE,
        Rule.CONTRACT_BALANCE,
        Rule.SUPPLY_HOURS,
        Rule.COVERAGE,
        Rule.VENDOR_USED,
        Rule.VENDOR_COMMITMENT,
    }
)
"""What cannot give: the book-keeping of heads and hours."""

ELASTIC = frozenset(rule for rule in Rule if rule not in FIRM)
LEAST = 1e-6
SECONDS = 5.0  # for fractions of breaches, and for whole ones
RULES = {str(rule): rule for rule in Rule}


def conflicts(problem: Problem, baseline: Plan | None, engine: Engine) -> tuple[Conflict, ...]:
    """Rules that must give for any plan to exist, by how much; then the rules they stand against.

    The smallest total breach in heads and hours; amounts are in the rule's own unit. Empty when there was
    no time to find out. Raises OurFault when the answer "infeasible" itself turns out wrong.
    """
    case = build(problem, baseline=baseline, elastic=ELASTIC)
    program = case.matrix.program()
    relaxed = engine.relax(program, time_limit=SECONDS)
    if relaxed.status is Status.INFEASIBLE:
        raise OurFault("no plan is possible and no rule that could give stands in the way")
    if relaxed.status is not Status.OPTIMAL:
        return ()
    answer = engine.minimise(program, time_limit=SECONDS, gap=0.01)
    values = relaxed.values if answer.values is None else answer.values
    if answer.objective is not None and answer.objective <= 0:
        raise OurFault("the solver found no plan where rules need not give: not infeasible")
    given = [_conflict(case, block, amounts) for block, amounts in _breaches(case, values)]
    against = _confirmed(problem, baseline, engine, relaxed.objective, _against(case, relaxed.duals))
    known = {(each.rule, each.owner) for each in given}
    return (*given, *(each for each in against if (each.rule, each.owner) not in known))


def _breaches(case: Case, values: Floats) -> list[tuple[Rows, Floats]]:
    """Blocks that give, with the breach of each row, largest first."""
    breach: dict[int, Floats] = {}
    blocks: dict[int, Rows] = {}
    for slack in case.matrix.slacks:
        block = slack.block
        blocks[block.first] = block
        rows = breach.setdefault(block.first, np.zeros(block.shape[0] * block.shape[1]))
        rows[slack.rows - block.first] += values[slack.columns]
    giving = [(blocks[first], rows.reshape(blocks[first].shape)) for first, rows in breach.items()]
    return sorted(
        ((block, rows) for block, rows in giving if rows.max(initial=0.0) > LEAST),
        key=lambda pair: -float(pair[1].sum()),
    )


def _conflict(case: Case, block: Rows, amounts: Floats) -> Conflict:
    row = int(amounts.sum(axis=1).argmax())
    periods = tuple(int(p) for p in block.periods[amounts[row] > LEAST])
    amount = float(amounts[row].max())
    return Conflict(
        rule=str(block.rule),
        owner=block.owners[row],
        periods=periods,
        amount=amount,
        text=_text(
            block.rule, block.owners[row], _when(case, periods), f"short by {_said(block.rule, amount)}"
        ),
    )


def _against(case: Case, duals: Floats) -> list[Conflict]:
    """Rules whose rows hold the breach up: those with a price when breaches are made least."""
    held: dict[tuple[str, str], set[int]] = defaultdict(set)
    for block in case.matrix.rows:
        if block.rule in FIRM or not isinstance(block.rule, Rule):
            continue
        prices = duals[block.first : block.first + block.shape[0] * block.shape[1]].reshape(block.shape)
        for row, place in zip(*np.nonzero((np.abs(prices) > LEAST) & block.said[:, None])):
            held[str(block.rule), block.owners[row]].add(int(block.periods[place]))
    return [
        Conflict(
            rule=rule,
            owner=owner,
            periods=tuple(sorted(periods)),
            amount=0.0,
            text=_text(RULES[rule], owner, _when(case, tuple(sorted(periods))), "stands against it"),
        )
        for (rule, owner), periods in held.items()
    ]


def _confirmed(
    problem: Problem, baseline: Plan | None, engine: Engine, breach: float, named: list[Conflict]
) -> list[Conflict]:
    """Those named without whose rule less would have to give; prices alone may name bystanders."""
    until = time.monotonic() + SECONDS
    stands = {}
    for rule in dict.fromkeys(conflict.rule for conflict in named):
        if time.monotonic() > until:
            break
        without = build(problem, baseline=baseline, elastic=ELASTIC, omit=frozenset({rule})).matrix.program()
        relaxed = engine.relax(without, time_limit=SECONDS)
        stands[rule] = relaxed.status is Status.OPTIMAL and relaxed.objective < breach - LEAST
    return [conflict for conflict in named if stands.get(conflict.rule, False)]


def _text(rule: Rule | Cost, owner: str, when: str, what: str) -> str:
    return f"{rule.meaning[:-1]} ({rule}): {owner}, {when}: {what}."


def _said(rule: Rule | Cost, amount: float) -> str:
    if rule is Rule.BUDGET:
        return f"{amount:,.2f}"
    number = f"{amount:,.1f}".removesuffix(".0") if amount >= 0.95 else f"{amount:.2g}"
    unit = "hours" if rule in IN_HOURS else "vendors" if rule is Rule.VENDOR_COUNT else "heads"
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"


def _when(case: Case, periods: tuple[int, ...]) -> str:
    days = case.index.clock.first_days
    planned = [t for t in periods if 0 <= t < case.index.periods]
    if not planned:
        return "over the whole horizon"
    if len(planned) == 1:
        return f"on {days[planned[0]]}"
    return f"between {days[planned[0]]} and {days[planned[-1]]}"
