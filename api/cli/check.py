"""`staffmix check`: anybody's plan against every rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from api.cli.figures import changed, figures
from api.cli.guard import NO_PLAN, PLANNED
from api.cli.problems import read_problem, read_result
from api.cli.screen import Screen
from scheduler.plan import Plan
from scheduler.result import Violation
from scheduler.rules import Rule
from scheduler.words import kind_name, money, number

MOST = 50


def run(problems: Sequence[Path], plan_file: Path, as_json: bool) -> int:
    """0 when the plan passes and its file's figures are its own, 3 when not."""
    from scheduler.check import check

    plan, result = read_result(plan_file)
    read = read_problem(problems)
    violations = [*check(read.problem, plan), *(figures(result, plan) if result else ())]
    others = changed(result, read.problem) if result else []
    screen = Screen(quiet=as_json)
    for name in others:
        screen.note(f"warning: the plan was made from another {name} than this problem's")
    if as_json:
        found = [violation.model_dump(mode="json") for violation in violations]
        content = {"check": found or "passed", "cost": plan.cost, "other_inputs": others}
        screen.json(json.dumps(content, ensure_ascii=False))
    else:
        _tell(screen, violations, plan)
    return NO_PLAN if violations else PLANNED


def _tell(screen: Screen, violations: Sequence[Violation], plan: Plan) -> None:
    if not violations:
        screen.say(f"Passed: {len(Rule)} rules and every cost line. {money(plan.cost)} {plan.currency}")
        return
    count = len(violations)
    screen.say(f"The plan does not pass: {count} {'fault' if count == 1 else 'faults'}", style="bold")
    for violation in violations[:MOST]:
        screen.say(f"  {line(violation)}")
    if count > MOST:
        screen.say(f"  and {count - MOST} more")


def line(violation: Violation) -> str:
    """min term at steady phone, period 12: 2 too few …"""
    when = f", period {violation.period + 1}" if violation.period is not None else ""
    where = f"{kind_name(violation.rule)} at {violation.owner}{when}"
    return f"{where} ({number(violation.amount)}): {violation.text}"
