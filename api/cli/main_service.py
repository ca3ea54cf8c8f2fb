"""The commands of the service: running it, its keys and its store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from api.cli.app import app
from api.cli.guard import guarded


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
