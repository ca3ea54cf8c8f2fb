"""`staffmix alternatives`: other plans at about the same cost, each of another character."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from api.cli.given import needed_plan
from api.cli.guard import PLANNED, refuse
from api.cli.known import known, with_plan
from api.cli.live import Tally
from api.cli.outputs import write_files, write_json
from api.cli.plan import Request, get_ready
from api.cli.problems import Read, read_plan, read_problem
from api.cli.screen import Screen
from api.cli.show import show_notes
from api.cli.table import aligned
from api.cli.why.side import figures_of
from scheduler.explain.alternatives import AlternativePlan
from scheduler.plan import Plan
from scheduler.report import headline
from scheduler.result import Result
from scheduler.words import number

LEAST_SLACK, MOST_SLACK = 0.0, 1.0
HEAD = ("", "cost", "more", "vendors", "contract", "overtime", "own at last")


def run(request: Request, slack: str, k: int, folder: Path | None) -> int:
    """0 when they were looked for; plans go into the folder, each as a result of its own."""
    problems, plan_file = needed_plan(request.problems)
    request = replace(request, problems=problems)
    share = parse_share(slack)
    _require_folder(folder)
    get_ready(request.cores)
    screen = Screen(quiet=request.json)
    baseline = read_plan(request.baseline) if request.baseline else None
    read = read_problem(problems, baseline is not None)
    show_notes(screen, read)
    result = known(request, screen, read, plan_file, baseline)
    found = _look(request, screen, read, result, share, k)
    files = _write(folder, result, found)
    if request.json:
        content = {
            "plans": [each.model_dump(mode="json") for each in found],
            "files": [str(path) for path in files.values()],
        }
        screen.json(json.dumps(content, ensure_ascii=False, allow_nan=False))
    else:
        _show(screen, read, plan_file, result, found, files)
    return PLANNED


def parse_share(text: str) -> float:
    """2%, 2 % or 0.02 as a share; raises InvalidProblem when it is none."""
    figure = text.strip().removesuffix("%").strip()
    try:
        share = float(figure) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not LEAST_SLACK <= share <= MOST_SLACK:
        raise refuse("--slack", f"'{text}' is no share of the cost", "Say it as 2% or 0.02.")
    return share


def _look(
    request: Request, screen: Screen, read: Read, result: Result, slack: float, k: int
) -> tuple[AlternativePlan, ...]:
    from scheduler.engine import Crew, Engine, all_cores, shared_crew
    from scheduler.explain.alternatives import characters_of, distinct, one_alternative
    from scheduler.explain.asking import Explained

    explained = Explained(read.problem, result, read_plan(request.baseline) if request.baseline else None)
    names = characters_of(read.problem)
    tally = Tally(screen, len(names))
    crew: Crew = shared_crew(request.cores or all_cores())

    def ask(engine: Engine, name: str) -> AlternativePlan:
        found = one_alternative(name, explained, engine, slack=slack, seconds=request.time_limit)
        tally(name)
        return found

    with tally.shown():
        return distinct(crew.map(ask, names), k)


def _require_folder(folder: Path | None) -> None:
    if folder is None:
        return
    if folder.exists() and not folder.is_dir():
        raise refuse(str(folder), "is a file", "Name a folder for the plans.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(str(folder), f"cannot be made: {error.strerror}", "Name another folder.") from None


def _write(folder: Path | None, result: Result, found: Sequence[AlternativePlan]) -> Mapping[str, Path]:
    """A plan file for each, named by its character."""
    if folder is None:
        return {}
    files = {each.character: folder / _file_name(each.character) for each in found if each.plan is not None}
    write_files(
        {
            files[each.character]: partial(write_json, with_plan(result, each.plan))
            for each in found
            if each.plan is not None
        }
    )
    return files


def _file_name(character: str) -> str:
    """fewest-vendors.json."""
    return character.replace(" ", "-") + ".json"


def _show(
    screen: Screen,
    read: Read,
    plan_file: Path,
    result: Result,
    found: Sequence[AlternativePlan],
    files: Mapping[str, Path],
) -> None:
    screen.say(headline(read.problem, result), style="bold")
    assert result.plan is not None
    sides = [(plan_file.name, result.plan)]
    sides += [(_short(each.character), each.plan) for each in found if each.plan is not None]
    screen.blocks(
        [
            ("Other plans", [each.text for each in found if each.plan is not None]),
            ("In numbers", aligned([HEAD, *_rows(sides)]) if len(sides) > 1 else []),
            ("Not found", [each.text for each in found if each.plan is None]),
            ("Wrote", [" · ".join(map(str, files.values()))] if files else []),
        ]
    )


def _rows(sides: Sequence[tuple[str, Plan]]) -> list[tuple[str, ...]]:
    first = sides[0][1].cost
    return [(name, f"{plan.cost:,.0f}", _more(plan.cost, first), *_figures(plan)) for name, plan in sides]


def _figures(plan: Plan) -> list[str]:
    found = figures_of(plan, None)
    names = ("vendors", "contract_heads_most", "overtime_hours", "own_heads_last")
    return [number(float(found[name] or 0.0)) for name in names]


def _more(cost: float, first: float) -> str:
    """+1.9 %; an empty place for the plan itself."""
    if cost == first or not first:
        return ""
    return f"{'+' if cost > first else '−'}{abs(cost / first - 1) * 100:.1f} %"


def _short(character: str) -> str:
    return character.removesuffix(" beyond the horizon")
