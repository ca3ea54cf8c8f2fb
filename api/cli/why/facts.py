"""Tables of actuals: written to be filled in, read back, and their faults told by cell."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from api.cli.guard import PLANNED, refuse
from api.cli.outputs import write_files
from api.cli.problems import read_plan
from api.cli.screen import Screen
from api.cli.why.days import parse_day
from scheduler.errors import InvalidProblem
from scheduler.files.read_actuals import LoadedActuals
from scheduler.problem import Problem


def template(plan_file: Path, until: str, out: Path) -> int:
    """`staffmix actuals`: the past as it was planned, one fact a row."""
    from scheduler.files.actuals_template import actuals_csv, actuals_template

    day = parse_day("--until", until)
    plan = read_plan(plan_file)
    if out.suffix.lower() != ".csv":
        raise refuse(str(out), "no kind of table", "End its name in .csv.")
    if not out.parent.is_dir():
        raise refuse(str(out), f"there is no folder {out.parent}", "Make it first.")
    if out.exists():
        raise refuse(str(out), "is there already", "Name another file; what was filled in is kept.")
    if day <= plan.first_days[0]:
        fix = f"Name a day after {plan.first_days[0]}, the first of the plan."
        raise refuse("--until", f"nothing of the plan lies before {day}", fix)
    found = actuals_template(plan, day)
    content = actuals_csv(found)
    write_files({out: lambda path: path.write_bytes(content)})
    screen = Screen()
    screen.say(
        f"Wrote {out}: {len(found.rows)} rows, all as planned before {day}. Overwrite what was otherwise."
    )
    return PLANNED


def read_facts(file: Path | None, problem: Problem) -> LoadedActuals | None:
    """The table of a file, with the cells of its values."""
    from scheduler.files.read_actuals import read_actuals

    return None if file is None else read_actuals(file, problem)


@contextlib.contextmanager
def faults_by_cell(loaded: LoadedActuals | None) -> Iterator[None]:
    """Faults of rows of actuals are told by their cells."""
    try:
        yield
    except InvalidProblem as error:
        if loaded is None:
            raise
        faults = [replace(each, place=loaded.places[each.place]) for each in error.faults]
        raise InvalidProblem(faults) from None
