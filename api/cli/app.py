"""The command itself, and what several of its commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

app = typer.Typer(
    name="staffmix",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="The cheapest lawful mix of own staff and contractors, with a proof and a check.",
    epilog="Exit codes: 0 a checked plan; 2 input not valid; 3 no plan; 4 a fault of ours; 130 aborted.",
)

Problems = Annotated[
    list[Path],
    typer.Argument(
        metavar="PROBLEM...", help="Workbooks, JSON files or folders of CSVs; several are merged."
    ),
]
Compare = Annotated[bool, typer.Option("--compare/--no-compare", help="Also say what other ways would cost.")]
Seconds = Annotated[
    float,
    typer.Option(
        min=0.1, max=86_400, help="Bounds the search in seconds; comparisons and files come on top."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, nothing else there.")]

Out = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option("--out", "-o", metavar="FILE", help="plan.xlsx, plan.json or plan.html; may be repeated."),
]
Gap = Annotated[float, typer.Option(min=0.0, max=1.0, help="Good enough: 0.001 is 0.1 %.")]
Seed = Annotated[int, typer.Option(min=0, max=2_147_483_647, help="Same seed, same plan.")]
Cores = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option(min=1, max=256, help="Solver processes at work at once.", show_default="all"),
]
Baseline = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(metavar="PLAN.json", help="An earlier plan to keep to, for frozen periods and changes."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="All warnings and assumptions.")]
ProblemsAndPlan = Annotated[
    list[Path],
    typer.Argument(metavar="PROBLEM... PLAN.json", help="The files of a problem, and a plan of it."),
]
To = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(metavar="FILE.xlsx|FILE.json|DIR", help="Where the changed problem is written."),
]


@app.callback(invoke_without_command=False)
def options(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, help="Print the version.", callback=lambda on: _version(on)),
    ] = False,
) -> None:
    """The cheapest lawful mix of own staff and contractors, with a proof and a check."""


def _version(on: bool) -> None:
    if on:
        from importlib.metadata import version

        typer.echo(f"staffmix {version('staffmix')}")
        raise typer.Exit(0)
