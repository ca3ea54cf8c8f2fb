"""The commands and what each is for. The work is done in the modules beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from api.cli.guard import guarded

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
    out: Annotated[
        Optional[list[Path]],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(
            "--out", "-o", metavar="FILE", help="plan.xlsx, plan.json or plan.html; may be repeated."
        ),
    ] = None,
    json: Json = False,
    time_limit: Seconds = 60.0,
    gap: Annotated[float, typer.Option(min=0.0, max=1.0, help="Good enough: 0.001 is 0.1 %.")] = 0.001,
    seed: Annotated[int, typer.Option(min=0, max=2_147_483_647, help="Same seed, same plan.")] = 0,
    baseline: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="PLAN.json", help="An earlier plan to keep to, for frozen periods and changes."),
    ] = None,
    start: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="PLAN.json", help="An earlier plan to search from, where little has changed."),
    ] = None,
    cores: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=1, max=256, help="Solver processes at work at once.", show_default="all"),
    ] = None,
    compare: Compare = True,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="All warnings and assumptions.")] = False,
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
        str, typer.Argument(help="problem, forecast, workforce, rate_card, policy, plan or result.")
    ] = "problem",
) -> int:
    """Print the JSON Schema of a document."""
    from api.cli.schema import run

    return run(document)


@app.command()
@guarded
def serve(
    host: Annotated[Optional[str], typer.Option(help="Address to listen at (127.0.0.1).")] = None,  # noqa: UP045
    port: Annotated[Optional[int], typer.Option(min=0, max=65_535, help="Port (8000).")] = None,  # noqa: UP045
    workers: Annotated[int, typer.Option(min=0, max=64, help="Workers beside it.")] = 1,
    demo: Annotated[
        bool, typer.Option("--demo", help="Make a sandbox with the six-month surge, and say how to try it.")
    ] = False,
) -> int:
    """Run the service here: the API and a worker. Prints the first key once."""
    from api.cli.serve import serve as run

    return run(host, port, workers, demo)


@app.command()
@guarded
def worker() -> int:
    """Take plans from the queue and solve them, until it is asked to end."""
    from api.cli.serve import work

    return work()


@app.command("webhook-echo")
@guarded
def webhook_echo(
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port of this machine; 0: a free one.")] = 9000,
    secret: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            envvar="STAFFMIX_WEBHOOK_SECRET", help="The webhook's, as it was shown: what comes is verified."
        ),
    ] = None,
) -> int:
    """Receive webhooks on this machine, verify them and print them, until Ctrl-C."""
    from api.cli.echo import run

    return run(port, secret)


keys = typer.Typer(no_args_is_help=True, help="Who may ask the service what.")
app.add_typer(keys, name="keys")
Tenant = Annotated[str, typer.Option(help="Whose keys.")]


@keys.command("add")
@guarded
def add_key(
    name: Annotated[str, typer.Argument(help="What it is for, such as 'hr tool'.")],
    role: Annotated[list[str], typer.Option(help="planner, hr, procurement, viewer or admin; repeatable.")],
    pay: Annotated[bool, typer.Option("--pay", help="Let it see pay.")] = False,
    tenant: Tenant = "main",
    test: Annotated[
        bool, typer.Option("--test", help="A test key: it sees the tenant's sandbox, never its data.")
    ] = False,
) -> int:
    """Make a key and print it, once."""
    from api.cli.keys import add

    return add(tenant, name, role, pay, test)


@keys.command("tenants")
@guarded
def list_tenants() -> int:
    """All tenants, and how many keys open each."""
    from api.cli.keys import tenants

    return tenants()


@keys.command("list")
@guarded
def list_keys(tenant: Tenant = "main") -> int:
    """All keys, without their secrets."""
    from api.cli.keys import show

    return show(tenant)


@keys.command("revoke")
@guarded
def revoke_key(
    identity: Annotated[str, typer.Argument(metavar="ID", help="As `keys list` shows it.")],
    tenant: Tenant = "main",
) -> int:
    """Make a key open nothing any more."""
    from api.cli.keys import revoke

    return revoke(tenant, identity)


store = typer.Typer(no_args_is_help=True, help="Documents, plans and keys: kept, put back, thinned out.")
app.add_typer(store, name="store")


@store.command("backup")
@guarded
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Where to write it; must not be there.")],
) -> int:
    """Write the whole store to a file, while the service runs. It holds pay: keep it safe."""
    from api.cli.store import backup as run

    return run(file)


@store.command("restore")
@guarded
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="As `store backup` wrote it.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Delete what the store holds now; it cannot be undone.")
    ] = False,
) -> int:
    """Put a backup into an empty store, of either kind of database. Stop the service first."""
    from api.cli.store import restore as run

    return run(file, replace)


@store.command("prune")
@guarded
def prune(
    days: Annotated[
        Optional[float],  # noqa: UP045
        typer.Option(min=0, help="Drop plans that ended so long ago and nobody adopted."),
    ] = None,
    audit_days: Annotated[
        Optional[float],  # noqa: UP045
        typer.Option(min=0, help="Drop lines of the audit log that are older."),
    ] = None,
) -> int:
    """Drop what is old now; workers do it every hour by STAFFMIX_RETENTION_DAYS and STAFFMIX_AUDIT_DAYS."""
    from api.cli.store import prune as run

    return run(days, audit_days)
