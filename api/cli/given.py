"""Files of problems and of plans as they come on the command line, told apart by what is in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.cli.guard import refuse
from api.cli.problems import PROBLEM
from scheduler.errors import Fault, InvalidProblem


@dataclass(frozen=True)
class Given:
    """A plan's file, and the files of the problem it is a plan of."""

    problems: tuple[Path, ...]
    plan: Path | None


def one_plan(files: Sequence[Path]) -> Given:
    """A problem and at most one plan of it, in any order; raises InvalidProblem otherwise."""
    _require_there(files)
    plans = [path for path in files if is_plan(path)]
    problems = tuple(path for path in files if path not in plans)
    if len(plans) > 1:
        fix = "Name one plan; two are set side by side by staffmix compare."
        raise refuse(str(plans[1]), f"a second plan, beside {plans[0]}", fix)
    if not problems:
        fix = "Name its files before it, as in: staffmix explain mine.xlsx plan.json"
        raise refuse(str(plans[0]), "a plan without the problem it is a plan of", fix)
    return Given(problems, plans[0] if plans else None)


def needed_plan(files: Sequence[Path]) -> tuple[tuple[Path, ...], Path]:
    """A problem and the one plan there must be."""
    given = one_plan(files)
    if given.plan is None:
        fix = "Name a plan.json behind the problem; staffmix plan -o plan.json makes one."
        raise refuse(str(files[-1]), "there is no plan among these files", fix)
    return given.problems, given.plan


def groups(files: Sequence[Path]) -> tuple[Given, ...]:
    """Plans, each with the problem files that stand before it, or those of the plan before it."""
    _require_there(files)
    found: list[Given] = []
    waiting: list[Path] = []
    for path in files:
        if is_plan(path):
            problems = tuple(waiting) or (found[-1].problems if found else ())
            found.append(Given(problems, path))
            waiting = []
        else:
            waiting.append(path)
    if waiting and found:
        fix = "Name the files of a problem before its plan, or leave them out."
        raise refuse(str(waiting[0]), "no plan stands behind it", fix)
    return tuple(found)


def _require_there(files: Sequence[Path]) -> None:
    missing = [path for path in files if not path.exists()]
    if missing:
        raise InvalidProblem(
            [Fault("usage", str(path), "there is no such file", "Check the name.") for path in missing]
        )


def is_plan(path: Path) -> bool:
    """Whether a file holds a plan, or a result, and no problem; unreadable files hold none."""
    if path.suffix.lower() != ".json":
        return False
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return (
        isinstance(content, dict)
        and not PROBLEM & content.keys()
        and bool({"outcome", "actions"} & content.keys())
    )
