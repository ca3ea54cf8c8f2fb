"""`staffmix explain`: why a plan is as it is, what would change it, what to do when there is none."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from api.cli.given import Given, one_plan
from api.cli.guard import NO_PLAN, PLANNED
from api.cli.known import known
from api.cli.live import Tally, stoppable
from api.cli.outputs import check_outputs, check_problem_output
from api.cli.plan import Request, get_ready, search, told
from api.cli.problems import Read, read_plan, read_problem
from api.cli.screen import Screen
from api.cli.show import show_no_plan, show_notes
from api.cli.why.ask import chosen, list_questions
from api.cli.why.files import write_explanation
from api.cli.why.remedy import require_no_plan, require_target, take_remedy
from api.cli.why.show import Shown, show_explanation
from api.cli.why.wire import explanation_json
from scheduler.explain.asking import Explained
from scheduler.explain.explain import Question, explain
from scheduler.explain.explanation import Explanation
from scheduler.plan import Plan
from scheduler.result import Outcome, Result


@dataclass(frozen=True)
class Wanted:
    """What was asked on the command line, besides the search itself."""

    files: Sequence[Path]
    only: Sequence[str] = ()
    ask: Sequence[str] = ()
    action: Sequence[str] = ()
    questions: bool = False
    apply: int | None = None
    to: Path | None = None


def run(request: Request, wanted: Wanted) -> int:
    """0 when a plan is explained, 3 when there is none; raises InvalidProblem before any search."""
    given = one_plan(wanted.files)
    request = replace(request, problems=given.problems)
    earlier = [path for path in (given.plan, request.baseline) if path]
    sources = [*given.problems, *earlier]
    check_outputs(request.outputs, sources)
    require_target(wanted.apply, wanted.to)
    if wanted.to is not None:
        check_problem_output(wanted.to, [*sources, *request.outputs])
    get_ready(request.cores)
    screen = Screen(quiet=request.json)
    baseline = read_plan(request.baseline) if request.baseline else None
    read = read_problem(given.problems, baseline is not None)
    show_notes(screen, read)
    result = result_of(request, screen, read, given, baseline)
    about = Explained(read.problem, result, baseline)
    if result.outcome is Outcome.NO_PLAN_IN_TIME:
        return _too_late(request, screen, about)
    require_no_plan(about, wanted.apply)
    if wanted.questions:
        return list_questions(screen, about, request.json)
    found = answers(request, screen, about, chosen(about, wanted.only, wanted.ask, wanted.action))
    return _tell(request, screen, wanted, about, found)


def result_of(request: Request, screen: Screen, read: Read, given: Given, baseline: Plan | None) -> Result:
    """The plan that was named, or the one that is found now."""
    if given.plan is not None:
        return known(request, screen, read, given.plan, baseline)
    return told(search(request, screen, read, baseline, None), read)


def answers(request: Request, screen: Screen, about: Explained, asked: Sequence[Question]) -> Explanation:
    """Every question with its progress on stderr; Ctrl-C stops and keeps what is answered."""
    from scheduler.engine import all_cores, shared_crew

    tally = Tally(screen, len(asked))
    with stoppable(screen, "the answers so far") as stop, tally.shown():
        return explain(
            about.problem,
            about.result,
            baseline=about.baseline,
            asked=asked,
            time_limit=request.time_limit,
            gap=request.gap,
            crew=shared_crew(request.cores or all_cores()),
            on_answer=tally,
            stop=stop,
        )


def _tell(request: Request, screen: Screen, wanted: Wanted, about: Explained, found: Explanation) -> int:
    fixed = take_remedy(about, found, wanted.apply)
    files = write_explanation(about, found, request.outputs)
    applied = fixed.write(wanted.to) if fixed is not None and wanted.to is not None else []
    if request.json:
        screen.json(explanation_json(about, found, [*files, *applied]))
    else:
        command = shlex.join(["staffmix", "explain", *map(str, wanted.files)])
        show_explanation(
            screen, about, Shown(found, [*files, *applied], fixed, wanted.to, command, request.verbose)
        )
    return NO_PLAN if about.result.plan is None else PLANNED


def _too_late(request: Request, screen: Screen, about: Explained) -> int:
    """No plan was found in time: nothing is said of why."""
    nothing = Explanation(currency=about.problem.forecast.currency, cost=None, bound=about.result.bound)
    files = write_explanation(about, nothing, request.outputs)
    if request.json:
        screen.json(explanation_json(about, nothing, files))
    else:
        show_no_plan(screen, about.problem, about.result, request.problems, files)
    return NO_PLAN
