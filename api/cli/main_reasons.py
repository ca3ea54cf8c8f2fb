"""The commands that tell why a plan is as it is, what else could be, and how to carry it on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from api.cli.app import Baseline, Cores, Gap, Json, Out, ProblemsAndPlan, Seconds, Seed, To, app
from api.cli.guard import guarded

Many = Optional[list[str]]  # noqa: UP045 - typer reads the annotation at run time


MaybePlan = Annotated[
    list[Path],
    typer.Argument(
        metavar="PROBLEM... [PLAN.json]", help="A problem and its plan; without a plan it is solved first."
    ),
]
Only = Annotated[
    Many,
    typer.Option(
        metavar="PART,...",
        help="reasons, vendors, break-even, prices, worth, remedies: all there is of it.",
    ),
]
ActionId = Annotated[
    Many, typer.Option(metavar="ID", help="Why one action is there, by its id in the plan; repeatable.")
]
Ask = Annotated[
    Many, typer.Option(metavar="QUESTION", help="One question, as --questions lists it; repeatable.")
]
Why = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option(
        "--out", "-o", metavar="FILE", help="explanation.json, or plan.xlsx or .html with it; repeatable."
    ),
]
Remedy = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option(metavar="N", min=1, help="Where there is no plan: carry out remedy N."),
]
Answers = Annotated[
    float,
    typer.Option(min=0.1, max=86_400, help="Seconds for the answers; a search before may take as long."),
]
Every = Annotated[bool, typer.Option("--verbose", "-v", help="Every limit, difference and assumption.")]


@app.command()
@guarded
def explain(
    files: MaybePlan,
    only: Only = None,
    action: ActionId = None,
    ask: Ask = None,
    questions: Annotated[bool, typer.Option("--questions", help="List all there is to ask.")] = False,
    out: Why = None,
    apply: Remedy = None,
    to: To = None,
    json: Json = False,
    time_limit: Answers = 60.0,
    gap: Gap = 0.001,
    seed: Seed = 0,
    baseline: Baseline = None,
    cores: Cores = None,
    verbose: Every = False,
) -> int:
    """Say why a plan is as it is and what would change it; without a plan, what to do.

    Exit codes: 0 explained; 2 input not valid; 3 no plan (with remedies, where it is infeasible).
    """
    from api.cli.plan import Request
    from api.cli.why.explain import Wanted, run

    request = Request(files, out or [], json, time_limit, gap, seed, baseline, False, verbose, None, cores)
    return run(request, Wanted(files, only or [], ask or [], action or [], questions, apply, to))


@app.command()
@guarded
def compare(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="[PROBLEM...] PLAN.json...",
            help="Plans, each behind the files of its problem where inputs are to be compared too.",
        ),
    ],
    json: Json = False,
    verbose: Every = False,
) -> int:
    """Set plans side by side, in numbers and in words; or two problems, and what they say otherwise."""
    from api.cli.why.compare import run

    return run(files, json, verbose)


@app.command()
@guarded
def alternatives(
    files: ProblemsAndPlan,
    slack: Annotated[str, typer.Option(help="What the others may cost more: 2% or 0.02.")] = "2%",
    count: Annotated[int, typer.Option("-k", min=1, max=5, help="How many at most.")] = 5,
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--out", "-o", metavar="DIR", help="Folder for the plans, a JSON file each."),
    ] = None,
    json: Json = False,
    time_limit: Annotated[float, typer.Option(min=0.1, max=86_400, help="Seconds for each of them.")] = 20.0,
    gap: Gap = 0.001,
    seed: Seed = 0,
    baseline: Baseline = None,
    cores: Cores = None,
) -> int:
    """Find plans of about the same cost that are truly different: fewest vendors, most in-house, ..."""
    from api.cli.plan import Request
    from api.cli.why.alternatives import run

    request = Request(files, [], json, time_limit, gap, seed, baseline, False, cores=cores)
    return run(request, slack, count, out)


@app.command()
@guarded
def replan(
    files: ProblemsAndPlan,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="The day from which to plan anew: 2027-03-01.")],
    actuals: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="FILE", help="What truly happened: a table as `staffmix actuals` writes it."),
    ] = None,
    before: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Option(metavar="PROBLEM", help="What the plan was made from, where that has changed since."),
    ] = None,
    out: Out = None,
    to: To = None,
    json: Json = False,
    time_limit: Seconds = 60.0,
    gap: Gap = 0.001,
    seed: Seed = 0,
    cores: Cores = None,
    verbose: Every = False,
) -> int:
    """Carry a plan on from a later day: what is decided stays, the rest is planned anew.

    --to writes the problem as it stands on that day. Exit codes: 0 a checked plan; 3 no plan.
    """
    from api.cli.plan import Request
    from api.cli.why.replan import Wanted, run

    request = Request(files, out or [], json, time_limit, gap, seed, None, False, verbose, None, cores)
    return run(request, Wanted(as_of, actuals, before or [], to))


@app.command()
@guarded
def scorecard(
    files: ProblemsAndPlan,
    actuals: Annotated[Path, typer.Option(metavar="FILE", help="What truly happened.")],
    apply: Annotated[
        Optional[list[int]],  # noqa: UP045
        typer.Option(metavar="N", help="With --to: only this correction; repeatable."),
    ] = None,
    to: To = None,
    json: Json = False,
) -> int:
    """Say what each vendor promised and what it delivered; --to writes the problem corrected."""
    from api.cli.why.scorecard import run

    return run(files, actuals, apply or [], to, json)


@app.command()
@guarded
def actuals(
    plan: Annotated[Path, typer.Argument(metavar="PLAN.json", help="The plan that is in force.")],
    until: Annotated[str, typer.Option(metavar="DATE", help="The past ends before this day.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.csv", help="The table to fill in.")],
) -> int:
    """Write a table of the past as it was planned, to overwrite where it was otherwise."""
    from api.cli.why.facts import template

    return template(plan, until, out)
