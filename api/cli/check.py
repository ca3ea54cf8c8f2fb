"""`staffmix check`: anybody's plan against every rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from api.cli.guard import NO_PLAN, PLANNED
from api.cli.problems import read_plan, read_problem
from api.cli.screen import Screen
from scheduler.report.words import kind_name, money, number
from scheduler.result import Violation
from scheduler.rules import Rule

MOST = 50


def run(problems: Sequence[Path], plan_file: Path, as_json: bool) -> int:
    """0 when the plan passes, 3 when it breaks a rule."""
    from scheduler.check import check

    plan = read_plan(plan_file)
    read = read_problem(problems)
    violations = check(read.problem, plan)
    screen = Screen(quiet=as_json)
    if as_json:
        found = [violation.model_dump(mode="json") for violation in violations]
        screen.json(json.dumps({"check": found or "passed", "cost": plan.cost}, ensure_ascii=False))
    elif violations:
        screen.say(f"The plan does not pass: {len(violations)} faults", style="bold")
        for violation in violations[:MOST]:
            screen.say(f"  {line(violation)}")
        if len(violations) > MOST:
            screen.say(f"  and {len(violations) - MOST} more")
    else:
        screen.say(f"Passed: {len(Rule)} rules and every cost line. {money(plan.cost)} {plan.currency}")
    return NO_PLAN if violations else PLANNED


def line(violation: Violation) -> str:
    """min term at steady phone, period 12: 2 too few …"""
    when = f", period {violation.period + 1}" if violation.period is not None else ""
    where = f"{kind_name(violation.rule)} at {violation.owner}{when}"
    return f"{where} ({number(violation.amount)}): {violation.text}"
