"""From paths to a valid problem, faults told in the words of the file they are in."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from api.cli.guard import refuse
from scheduler.errors import Fault, InvalidProblem, Notice
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Result

PROBLEM = {"forecast", "workforce", "rate_card", "policy"}


@dataclass(frozen=True)
class Read:
    """A valid problem with what is odd and what was assumed; `place` turns a pointer into a cell."""

    problem: Problem
    place: Callable[[str], str]
    notes: tuple[str, ...]
    warnings: tuple[Notice, ...]
    assumptions: tuple[Notice, ...]

    def in_words(self, text: str) -> str:
        """`rate_card#/offers/3/lead: ...` with the place as the user's file has it."""
        pointer, colon, rest = text.partition(": ")
        return f"{self.place(pointer)}{colon}{rest}" if colon and "#" in pointer else text


def read_problem(paths: Sequence[Path], baseline: bool = False) -> Read:
    """Loads, merges and validates; raises InvalidProblem with all faults, each at its cell or pointer."""
    from scheduler.files import load
    from scheduler.validate import validate

    loaded = load(paths)
    findings = validate(loaded.problem, baseline)
    where = loaded.place
    if findings.faults:
        raise InvalidProblem([replace(fault, place=where(fault.place)) for fault in findings.faults])
    return Read(
        loaded.problem,
        where,
        tuple(str(note) for note in loaded.notes),
        tuple(replace(notice, place=where(notice.place)) for notice in findings.warnings),
        tuple(replace(notice, place=where(notice.place)) for notice in findings.assumptions),
    )


def read_plan(path: Path) -> Plan:
    """The plan of a plan file."""
    return read_result(path)[0]


def read_result(path: Path) -> tuple[Plan, Result | None]:
    """A plan file: a result as `plan -o` writes it, or a bare plan."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text)
    except OSError as error:
        raise refuse(
            str(path), f"cannot be read: {error.strerror}", "Give the path of a plan.json."
        ) from None
    except (ValueError, RecursionError) as error:
        raise refuse(
            str(path), f"not JSON: {str(error)[:64]}", "Give a plan.json made by staffmix plan."
        ) from None
    if isinstance(content, dict) and "actions" not in content and PROBLEM & content.keys():
        raise refuse(
            str(path),
            "this is a problem, not a plan",
            "Give a plan as `staffmix plan -o plan.json` writes it.",
        )
    return _plan(path, text, content)


def _plan(path: Path, text: str, content: object) -> tuple[Plan, Result | None]:
    from pydantic import ValidationError

    bare = not (isinstance(content, dict) and "outcome" in content)
    try:
        result = None if bare else Result.model_validate_json(text)
        plan = result.plan if result else Plan.model_validate_json(text)
    except ValidationError as error:
        faults = [
            Fault(
                "not_a_plan",
                f"{path}#/{'/'.join(map(str, entry['loc']))}",
                entry["msg"],
                "Give a plan as `staffmix plan -o plan.json` writes it.",
            )
            for entry in error.errors(include_url=False, include_input=False)[:100]
        ]
        raise InvalidProblem(faults) from None
    if plan is None:
        raise refuse(str(path), "a result without a plan", "Give the file of a run that found a plan.")
    return plan, result
