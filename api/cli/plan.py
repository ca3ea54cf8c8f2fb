"""`staffmix plan`: read, search, compare, write, show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.cli.guard import NO_PLAN, PLANNED
from api.cli.live import Watch, stoppable
from api.cli.outputs import check_outputs, write_outputs
from api.cli.problems import Read, read_plan, read_problem
from api.cli.screen import Screen
from api.cli.show import show_no_plan, show_notes, show_notices, show_plan
from scheduler.errors import PlanRejected
from scheduler.explain.alternative import Alternative
from scheduler.plan import Plan
from scheduler.report import Summary, summarise
from scheduler.report.no_plan import no_plan
from scheduler.result import Result, StopReason


@dataclass(frozen=True)
class Request:
    """What was asked on the command line."""

    problems: Sequence[Path]
    outputs: Sequence[Path]
    json: bool
    time_limit: float
    gap: float
    seed: int
    baseline: Path | None
    compare: bool
    verbose: bool = False
    start: Path | None = None
    cores: int | None = None


def run(request: Request) -> int:
    """Returns the exit code; raises InvalidProblem before any search when something cannot be."""
    earlier = [path for path in (request.baseline, request.start) if path]
    check_outputs(request.outputs, [*request.problems, *earlier])
    get_ready(request.cores)
    screen = Screen(quiet=request.json)
    baseline = read_plan(request.baseline) if request.baseline else None
    read = read_problem(request.problems, baseline is not None)
    return answer(request, screen, read, baseline, read_plan(request.start) if request.start else None)


def get_ready(cores: int | None) -> None:
    """Starts the solver processes, which takes as long as reading the files."""
    from scheduler.engine import all_cores, shared_crew

    shared_crew(cores or all_cores()).start()


def answer(
    request: Request, screen: Screen, read: Read, baseline: Plan | None, start: Plan | None = None
) -> int:
    """Searches and tells; the exit code."""
    show_notes(screen, read)
    result = told(search(request, screen, read, baseline, start), read)
    if result.plan is None:
        write_outputs(no_plan(read.problem, result), request.outputs)
        tell(request, screen, read, result, None)
        return NO_PLAN
    if result.check != "passed":
        raise PlanRejected("a plan of ours did not pass its check")
    summary = summarise(read.problem, result, _alternatives(request, screen, read, baseline, result))
    write_outputs(summary, request.outputs)
    tell(request, screen, read, result, summary)
    return PLANNED


def search(request: Request, screen: Screen, read: Read, baseline: Plan | None, start: Plan | None) -> Result:
    """The search with its progress on stderr; Ctrl-C stops it and keeps the best plan."""
    from scheduler.solving import solve

    watch = Watch(screen, read.problem.forecast.currency)
    with stoppable(screen) as stop, watch.shown():
        return solve(
            read.problem,
            time_limit=request.time_limit,
            gap=request.gap,
            seed=request.seed,
            baseline=baseline,
            start=start,
            cores=request.cores,
            on_progress=watch,
            stop=stop,
        )


def tell(request: Request, screen: Screen, read: Read, result: Result, summary: Summary | None) -> None:
    """One JSON object, or what a planner needs to read."""
    if request.json:
        from api.cli.wire import result_json

        content = result_json(read, result, summary, request.outputs)
        screen.json(json.dumps(content, ensure_ascii=False, allow_nan=False))
        return
    if summary is None:
        show_no_plan(screen, read.problem, result, request.problems, request.outputs)
    else:
        show_plan(screen, summary, request.outputs, request.problems)
    show_notices(screen, read, request.problems, request.verbose)


def told(result: Result, read: Read) -> Result:
    """The result with its warnings and assumptions at the places the user knows: cells, not pointers."""
    return result.model_copy(
        update={
            "warnings": tuple(read.in_words(text) for text in result.warnings),
            "assumptions": tuple(read.in_words(text) for text in result.assumptions),
        }
    )


def _alternatives(
    request: Request, screen: Screen, read: Read, baseline: Plan | None, result: Result
) -> tuple[Alternative, ...]:
    if not request.compare or result.stop_reason == StopReason.STOPPED:
        return ()
    from scheduler.explain.instead import instead

    try:
        return instead(read.problem, baseline=baseline, seed=request.seed, time_limit=_patience(request))
    except KeyboardInterrupt:
        screen.note("The comparison with other ways was left out.")
        return ()


def _patience(request: Request) -> float:
    """Seconds for each comparison: few beside the search itself."""
    return min(5.0, max(1.0, request.time_limit / 5))
