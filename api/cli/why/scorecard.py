"""`staffmix scorecard`: what vendors promised in a plan, what they delivered, what to count on next."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from api.cli.given import needed_plan
from api.cli.guard import PLANNED, refuse
from api.cli.outputs import check_problem_output, write_problem
from api.cli.problems import Read, read_problem, read_result
from api.cli.screen import Screen
from api.cli.show import show_notes
from api.cli.why.facts import faults_by_cell, read_facts
from scheduler.errors import InvalidProblem
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.timeline import Timeline
from scheduler.replan.scores.corrections import Correction, apply
from scheduler.replan.scores.scorecard import Scorecard, scorecard
from scheduler.words import listed


def run(files: Sequence[Path], actuals: Path, numbers: Sequence[int], to: Path | None, as_json: bool) -> int:
    """0 when the scorecard is told; raises InvalidProblem for what cannot be read or applied."""
    problems, plan_file = needed_plan(files)
    if numbers and to is None:
        raise refuse("--apply", "not said where to write it", "Add --to corrected.xlsx.")
    if to is not None:
        check_problem_output(to, [*problems, plan_file, actuals])
    screen = Screen(quiet=as_json)
    read = read_problem(problems, baseline=True)
    show_notes(screen, read)
    plan, _ = read_result(plan_file)
    _require_same(read.problem, plan, plan_file)
    facts = read_facts(actuals, read.problem)
    assert facts is not None
    with faults_by_cell(facts):
        found = scorecard(read.problem, plan, facts.actuals)
    taken = _taken(found, numbers) if to is not None else ()
    if to is not None:
        write_problem(_corrected(read, taken), to)
    if as_json:
        content = found.model_dump(mode="json") | {"files": [str(to)] if to else []}
        screen.json(json.dumps(content, ensure_ascii=False, allow_nan=False))
    else:
        _show(screen, found, taken, to, _command(files, actuals))
    return PLANNED


def _require_same(problem: Problem, plan: Plan, file: Path) -> None:
    """The offers and periods of the plan are those of the problem."""
    timeline = Timeline(problem.forecast.calendar)
    days = tuple(timeline.first_day(t) for t in range(timeline.periods))
    offers = {offer.key for offer in problem.rate_card.offers}
    if days != plan.first_days[:-1] or offers != set(plan.offers):
        fix = "Name the problem that this plan was made from."
        raise refuse(str(file), "its periods or offers are not those of the problem", fix)


def _taken(found: Scorecard, numbers: Sequence[int]) -> tuple[Correction, ...]:
    count = len(found.corrections)
    if not count:
        raise refuse("--to", "there is nothing to correct", "Leave it out.")
    unknown = [number for number in numbers if not 1 <= number <= count]
    if unknown:
        raise refuse("--apply", f"there is no correction {unknown[0]}", f"Choose of 1 to {count}.")
    return tuple(found.corrections[number - 1] for number in dict.fromkeys(numbers)) or found.corrections


def _corrected(read: Read, taken: Sequence[Correction]) -> Problem:
    """The problem with these corrections, valid as any other input."""
    from scheduler.validate import validate

    problem = apply(read.problem, taken)
    if faults := validate(problem, baseline=True).faults:
        fix = "Choose other corrections with --apply, or mend the input by hand."
        raise InvalidProblem([replace(each, fix=fix) for each in faults])
    return problem


def _show(
    screen: Screen, found: Scorecard, taken: Sequence[Correction], to: Path | None, command: str
) -> None:
    vendors = dict.fromkeys(each.vendor for each in found.offers)
    count = f"{len(found.offers)} offer{'s' if len(found.offers) != 1 else ''}"
    of = f"{count}: {listed(vendors)}" if vendors else "nothing: no actuals say anything of a vendor"
    screen.say(f"Scorecard of {of}", style="bold")
    for vendor in vendors:
        told = [each.text for score in found.offers if score.vendor == vendor for each in score.measures]
        screen.blocks([(vendor, told)])
    fixes = [f"{number}  {each.text}" for number, each in enumerate(found.corrections, 1)]
    screen.blocks(
        [
            ("To correct", fixes),
            ("Wrote", [f"{to}, with {len(taken)} of them made"] if to is not None else []),
            ("Next", _next(found, to, command)),
        ]
    )


def _next(found: Scorecard, to: Path | None, command: str) -> list[str]:
    if to is not None:
        return [f"staffmix plan {shlex.quote(str(to))} -o plan.xlsx"]
    return [f"{command} --to corrected.xlsx"] if found.corrections else []


def _command(files: Sequence[Path], actuals: Path) -> str:
    return shlex.join(["staffmix", "scorecard", *map(str, files), "--actuals", str(actuals)])
