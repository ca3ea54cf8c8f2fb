"""The commands that make and judge plans; the work is done in the modules beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from api.cli.app import (
    Baseline,
    Compare,
    Cores,
    Gap,
    Json,
    Out,
    Problems,
    Seconds,
    Seed,
    Verbose,
    app,
)
from api.cli.guard import guarded


@app.command()
@guarded
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to write the three files.")] = Path(),
    time_limit: Seconds = 20.0,
    compare: Compare = True,
) -> int:
    """Plan the six-month surge: writes surge.xlsx (edit it), plan.xlsx and plan.html."""
    from api.cli.demo import run

    return run(folder, time_limit, compare)


@app.command()
@guarded
def init(
    target: Annotated[Path, typer.Argument(metavar="FILE.xlsx|FILE.json|DIR", help="What to write.")],
) -> int:
    """Write a small filled-in problem that solves at once, to start from."""
    from api.cli.start import run

    return run(target)


@app.command()
@guarded
def validate(
    problems: Problems,
    show_periods: Annotated[
        bool, typer.Option("--show-periods", help="Print what dates and durations become in periods.")
    ] = False,
    json: Json = False,
) -> int:
    """Say everything that is wrong, odd or assumed; exit 0 when a plan can be made."""
    from api.cli.judge import run

    return run(problems, show_periods, json)


@app.command()
@guarded
def plan(
    problems: Problems,
    out: Out = None,
    json: Json = False,
    time_limit: Seconds = 60.0,
    gap: Gap = 0.001,
    seed: Seed = 0,
    baseline: Baseline = None,
    start: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(metavar="PLAN.json", help="An earlier plan to search from, where little has changed."),
    ] = None,
    cores: Cores = None,
    compare: Compare = True,
    verbose: Verbose = False,
) -> int:
    """Make the cheapest plan, check it, and write it. Ctrl-C stops and keeps the best plan so far.

    Exit codes: 0 a checked plan; 2 input not valid; 3 no plan (infeasible, or none in time);
    4 a fault of ours; 130 aborted.
    """
    from api.cli.plan import Request, run

    outputs = out or []
    request = Request(
        problems, outputs, json, time_limit, gap, seed, baseline, compare, verbose, start, cores
    )
    return run(request)


@app.command()
@guarded
def check(
    problems: Problems,
    plan: Annotated[
        Path, typer.Argument(metavar="PLAN.json", help="A plan as `staffmix plan -o` writes it.")
    ],
    json: Json = False,
) -> int:
    """Judge anybody's plan by every rule. Exit 0: passed; 3: the plan breaks a rule; 2: not readable."""
    from api.cli.check import run

    return run(problems, plan, json)


@app.command()
@guarded
def schema(
    document: Annotated[
        str,
        typer.Argument(help="forecast, plan, explanation, ...; an unknown name lists all."),
    ] = "problem",
) -> int:
    """Print the JSON Schema of a document."""
    from api.cli.schema import run

    return run(document)
