"""A plan as somebody sees it who may not see pay.

Without the key's `pay`, what own people cost is one sum over the whole plan: not by team, kind, period or
month, for each of these lets the pay of few be worked out from the heads beside it. The sum holds every
cost line whose price is set by pay: pay itself and what goes with it, hiring, releasing and moving, idle
hours, what comes after the horizon for own people, and hours short where nobody gave them a price (they
cost ten times the dearest hour, perhaps an own one). Cash and penalties would be two sums of pay, so only
cost is told.

A sum over fewer than `LEAST` people says what they earn, and so does a total beside everything else it is
made of. Where the workforce counts fewer present heads than that, sum, total, bound and gap are left out.
The heads are those of the workforce document, not of the plan: the same answer from the first moment of
the search to the last, and a plan that hires does not uncover who was there before.

Everything else is made from a problem and a result that hold no pay (`Seen`), so what is made of them
cannot show it: two problems that differ in pay alone and lead to the same actions differ in the one sum
and in the figures it is part of (cost, bound, gap), and in nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from api.pay import hidden, without_pay
from scheduler.errors import Notice
from scheduler.explain.alternative import Alternative
from scheduler.explain.explanation import Explanation
from scheduler.plan import CostLine, Plan
from scheduler.problem import Problem, Workforce
from scheduler.problem.money import digits
from scheduler.report.suppliers import OWN_KINDS
from scheduler.result import Conflict, Result
from scheduler.rules import Cost, Rule
from scheduler.validate import Findings, validate

LEAST = 5
"""Fewer heads than this have no sum of their own."""
MAY_BE_DONE = {"hire", "release", "overtime", "short_time", "min_headcount", "max_headcount", "needed_after"}
"""Fields of a pool that say what may be done, not who is there."""
PAID = frozenset({*OWN_KINDS, Cost.IDLE, Cost.DEPLETION_TAIL, Cost.RAMP_TAIL})
"""Kinds of cost whose price is set by pay, whoever the owner is."""
TELLING = frozenset({"cheap_shortage"})
"""Warnings that are given or not depending on pay."""
PRICED = frozenset({"shortage_cost", "turnover"})
"""Assumptions that name a price worked out from pay."""
UNSAID = "a price that pay sets is assumed; it is not shown"
TOTALS = ("cost", "bound", "gap")


@dataclass(frozen=True)
class Seen:
    """A problem and its result as a reader may see them.

    `pay`: nothing is left out. `in_house`: the one sum, in the forecast's currency; None without a plan
    and where it would say what few people earn. Without `pay` the plan holds only lines that pay does not
    set, and its own totals are theirs; `result.cost` is that of the whole plan. `others`: what other ways
    would cost, `explanation`: of the plan, both as such a reader may see them; files show them.
    """

    problem: Problem
    result: Result
    pay: bool
    in_house: Decimal | None
    others: tuple[Alternative, ...] = ()
    explanation: Explanation | None = None


def as_seen(problem: Problem, result: Result, pay: bool, small: bool = False) -> Seen:
    """What parts of a plan are made from, for a reader with or without `pay`.

    `small`: its sums would say what few people earn, whatever the workforce counts.
    """
    total = None if result.plan is None else _one_sum(problem, result.plan)
    if pay:
        return Seen(problem, result, True, total)
    untold = small or few(problem.workforce)
    return Seen(
        problem_without_pay(problem), _result(problem, result, untold), False, None if untold else total
    )


def few(workforce: Workforce) -> bool:
    """Whether there are own people, and so few that no sum over them may be told."""
    heads = sum(pool.headcount for pool in workforce.pools)
    return bool(workforce.pools) and heads < LEAST


def same_people(one: Workforce, other: Workforce) -> bool:
    """Whether the same people are there, whatever may be done with them.

    Where they are not, two sums side by side would say what those earn who are in one and not in the other.
    """
    return _people(one) == _people(other)


def _people(workforce: Workforce) -> list[Any]:
    return [pool.model_dump(exclude=MAY_BE_DONE) for pool in workforce.pools]


def state_without_pay(values: Mapping[str, Any]) -> dict[str, Any]:
    """A plan's state without the figures that would say what few people earn.

    The workforce's hash goes too: a single salary could be guessed from it.
    """
    inputs = values["inputs"]
    used = inputs.get("workforce", {})
    seen = {**inputs, "workforce": {**used, "hash": None}} if used else inputs
    return {**values, **(dict.fromkeys(TOTALS) if used.get("few", True) else {}), "inputs": seen}


def lines_without_pay(problem: Problem, lines: Iterable[CostLine]) -> list[CostLine]:
    """The cost lines whose price pay does not set."""
    unpriced = {work.key for work in problem.forecast.workstreams if work.shortage_cost is None}
    assumed = {(Cost.SHORTAGE, key) for key in unpriced}
    return [line for line in lines if line.kind not in PAID and (line.kind, line.owner) not in assumed]


def problem_without_pay(problem: Problem) -> Problem:
    """The problem as if own people cost nothing: valid wherever the problem is."""
    people = without_pay(problem.workforce.model_dump(mode="json", by_alias=True))
    for pool in people["pools"]:
        if pool.get("overtime"):
            pool["overtime"]["rate"] = 0.0
    workforce = Workforce.model_validate_json(json.dumps(people))
    return problem.model_copy(update={"workforce": workforce})


def findings_without_pay(findings: Findings) -> Findings:
    """What validation found, without numbers that come from pay."""
    return Findings(
        tuple(hidden(fault) for fault in findings.faults),
        tuple(_notices(findings.warnings)),
        tuple(_notices(findings.assumptions)),
    )


def _one_sum(problem: Problem, plan: Plan) -> Decimal:
    others = lines_without_pay(problem, plan.costs)
    return _rounded(_sum(plan.costs) - _sum(others), plan.currency)


def _sum(lines: Iterable[CostLine]) -> Decimal:
    """The exact sum of lines."""
    amounts = (Decimal(repr(amount)) for line in lines for amount in (*line.amounts, line.after) if amount)
    return sum(amounts, Decimal(0))


def _rounded(amount: Decimal, currency: str) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-digits(currency)))


def _result(problem: Problem, result: Result, untold: bool) -> Result:
    findings = _said(problem)
    changed: dict[str, Any] = {
        "plan": None if result.plan is None else _plan(problem, result.plan),
        "cash": None,
        "penalties": None,
        "conflicts": tuple(map(_conflict, result.conflicts)),
        "warnings": _kept(result.warnings, findings.warnings),
        "assumptions": _kept(result.assumptions, findings.assumptions),
        "inputs": {name: digest for name, digest in result.inputs.items() if name != "workforce"},
        **(dict.fromkeys(TOTALS) if untold else {}),
    }
    return result.model_copy(update=changed)


def _plan(problem: Problem, plan: Plan) -> Plan:
    """The plan with the cost lines that pay does not set, and their totals."""
    lines = lines_without_pay(problem, plan.costs)
    cash = _sum(line for line in lines if line.kind.cash)
    penalties = _sum(line for line in lines if not line.kind.cash)
    totals = {"cost": cash + penalties, "cash": cash, "penalties": penalties}
    shown = {name: float(_rounded(total, plan.currency)) for name, total in totals.items()}
    return plan.model_copy(update={"costs": tuple(lines), **shown})


def _conflict(conflict: Conflict) -> Conflict:
    """By how much a budget is too small is a sum of pay."""
    if conflict.rule != Rule.BUDGET:
        return conflict
    text = f"{Rule.BUDGET.meaning[:-1]}: stands in the way."
    return conflict.model_copy(update={"amount": 0.0, "text": text})


def _said(problem: Problem) -> Findings:
    """What validation says of a problem; `baseline` only so that a frozen date is no fault."""
    return validate(problem, baseline=problem.policy.frozen_until is not None)


def _kept(texts: Iterable[str], notices: Iterable[Notice]) -> tuple[str, ...]:
    """Of these texts the ones known to hold no pay: anything else might, so it is left out."""
    known = {str(notice): notice for notice in notices}
    kept = []
    for text in texts:
        if text.startswith("baseline: "):
            kept.append(text)
        elif text in known:
            kept += [str(notice) for notice in _notices([known[text]])]
    return tuple(kept)


def _notices(notices: Iterable[Notice]) -> list[Notice]:
    return [
        replace(notice, text=UNSAID) if notice.code in PRICED else notice
        for notice in notices
        if notice.code not in TELLING
    ]
