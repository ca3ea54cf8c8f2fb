"""`staffmix demo`: the six-month surge, planned, with files to look at and to edit."""

from __future__ import annotations

from pathlib import Path

from api.cli.guard import refuse
from api.cli.outputs import check_outputs
from api.cli.plan import Request, answer
from api.cli.problems import read_problem
from api.cli.screen import Screen
from scheduler.errors import InvalidProblem

GAP = 0.003


def run(folder: Path, time_limit: float, compare: bool) -> int:
    """Writes surge.xlsx, plans it, and writes plan.xlsx and plan.html beside it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(str(folder), f"cannot be made: {error.strerror}", "Name another folder.") from None
    source = folder / "surge.xlsx"
    outputs = [folder / "plan.xlsx", folder / "plan.html"]
    check_outputs([*outputs, source], [])
    _write_source(source)
    request = Request([source], outputs, False, time_limit, GAP, 0, None, compare)
    return answer(request, Screen(), read_problem([source]), None)


def _write_source(source: Path) -> None:
    import fixtures
    from scheduler.files import load, save

    problem = fixtures.load("six-month-surge")
    if not source.exists():
        save(problem, source)
        return
    try:
        same = load([source]).problem == problem
    except InvalidProblem:
        same = False
    if not same:
        fix = f"Plan it with: staffmix plan {source} -o plan.xlsx; or name a new folder for the demo."
        raise refuse(str(source), "is there already and has been edited", fix)
