"""`staffmix replan`: an earlier plan carried on from a later day."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.given import needed_plan
from api.cli.guard import NO_PLAN, PLANNED
from api.cli.live import Watch, stoppable
from api.cli.outputs import check_outputs, check_problem_output, write_outputs, write_problem
from api.cli.plan import Request, get_ready
from api.cli.problems import Read, read_plan, read_problem
from api.cli.screen import Screen
from api.cli.show import decision_lines, show_notes
from api.cli.why.changed import cost_lines, difference_json, sentences_of
from api.cli.why.days import parse_day
from api.cli.why.facts import faults_by_cell, read_facts
from scheduler.files.read_actuals import LoadedActuals
from scheduler.plan import Plan
from scheduler.report import Summary, headline, summarise
from scheduler.report.no_plan import no_plan

if TYPE_CHECKING:
    from scheduler.replan import Replanned


@dataclass(frozen=True)
class Wanted:
    """What was asked on the command line, besides the search itself."""

    as_of: str
    actuals: Path | None = None
    before: Sequence[Path] = ()
    to: Path | None = None


def run(request: Request, wanted: Wanted) -> int:
    """0 when there is a plan from the day on, 3 when there is none."""
    problems, plan_file = needed_plan(request.problems)
    day = parse_day("--as-of", wanted.as_of)
    sources = [*problems, plan_file, *wanted.before, *([wanted.actuals] if wanted.actuals else [])]
    check_outputs(request.outputs, sources)
    if wanted.to is not None:
        check_problem_output(wanted.to, [*sources, *request.outputs])
    get_ready(request.cores)
    screen = Screen(quiet=request.json)
    plan = read_plan(plan_file)
    read = read_problem(problems, baseline=True)
    before = read_problem(wanted.before, baseline=True) if wanted.before else None
    show_notes(screen, read)
    facts = read_facts(wanted.actuals, (before or read).problem)
    found = _search(request, screen, read, plan, day, before, facts)
    return _tell(request, screen, found, wanted.to)


def _search(
    request: Request,
    screen: Screen,
    read: Read,
    plan: Plan,
    day: date,
    before: Read | None,
    facts: LoadedActuals | None,
) -> Replanned:
    from scheduler.replan import replan

    watch = Watch(screen, read.problem.forecast.currency)
    with faults_by_cell(facts), stoppable(screen) as stop, watch.shown():
        return replan(
            read.problem,
            plan,
            day,
            before=before.problem if before else None,
            actuals=facts.actuals if facts else None,
            time_limit=request.time_limit,
            gap=request.gap,
            seed=request.seed,
            cores=request.cores,
            on_progress=watch,
            stop=stop,
        )


def _tell(request: Request, screen: Screen, found: Replanned, to: Path | None) -> int:
    files = list(request.outputs)
    summary = None if found.result.plan is None else summarise(found.problem, found.result)
    write_outputs(summary or no_plan(found.problem, found.result), request.outputs)
    if to is not None:
        write_problem(found.problem, to)
        files.append(to)
    if request.json:
        screen.json(json.dumps(_content(found, files), ensure_ascii=False, allow_nan=False))
    else:
        _show(screen, found, summary, files, request.verbose, to)
    return NO_PLAN if found.result.plan is None else PLANNED


def _show(
    screen: Screen,
    found: Replanned,
    summary: Summary | None,
    files: Sequence[Path],
    verbose: bool,
    to: Path | None,
) -> None:
    screen.say(found.text, style="bold")
    if summary is not None:
        screen.say(summary.headline)
    other = found.difference if found.changed else None
    screen.blocks(
        [
            ("In the way", [each.text for each in found.result.conflicts]),
            ("Blocking", [each.text for each in found.blocking]),
            ("Otherwise", sentences_of(other, verbose) if other else []),
            ("Costs", cost_lines(other, verbose) if other else []),
            ("Decide next", decision_lines(summary) if summary else []),
            ("Assumed", found.now.assumptions),
            ("Wrote", [" · ".join(map(str, files))] if files else []),
            ("Next", _next(files, to) if summary else []),
        ]
    )


def _next(files: Sequence[Path], to: Path | None) -> list[str]:
    """The plan is one of the problem as it stands: both are needed to go on."""
    plans = [path for path in files if path.suffix.lower() == ".json" and path != to]
    if to is None or not plans:
        return []
    return [f"staffmix explain {shlex.quote(str(to))} {shlex.quote(str(plans[0]))}"]


def _content(found: Replanned, files: Sequence[Path]) -> dict[str, Any]:
    result = found.result
    return {
        "outcome": result.outcome.value,
        "stop_reason": result.stop_reason.value,
        "headline": headline(found.problem, result),
        "text": found.text,
        "changed": found.changed,
        "currency": found.problem.forecast.currency,
        **{name: getattr(result, name) for name in ("cost", "bound", "gap", "seconds")},
        "cost_if_kept": found.kept.cost,
        "difference": None if found.difference is None else difference_json(found.difference),
        "pinned": [action.model_dump(mode="json") for action in found.now.pinned],
        "decided": [each.model_dump(mode="json") for each in found.now.decided],
        "conflicts": [each.model_dump(mode="json") for each in result.conflicts],
        "blocking": [each.text for each in found.blocking],
        "assumptions": list(found.now.assumptions),
        "files": [str(path) for path in files],
    }
