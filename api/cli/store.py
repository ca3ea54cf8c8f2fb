"""`staffmix store`: the whole store kept in a file, put back, and thinned out."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from api.cli.guard import PLANNED, refuse
from api.cli.screen import Screen
from api.front.metrics import ALIVE
from api.settings import Settings
from api.store import backup as files
from api.store import retention
from api.store.store import Store, now
from api.store.tables import heartbeats
from api.work import jobs


def backup(file: Path) -> int:
    """Writes the store to a file that is not there yet."""
    settings = Settings()
    if settings.database_url is None and not Path(settings.store_url.removeprefix("sqlite:///")).is_file():
        raise refuse(str(settings.data), "holds no store", "Name its folder by STAFFMIX_DATA.")
    store = Store(settings.store_url)
    try:
        store.migrate()
        rows = files.backup(store, file)
    except FileExistsError:
        raise refuse(str(file), "is there already", "Name another file, or remove this one.") from None
    except OSError as error:
        raise refuse(str(file), f"cannot be written: {error.strerror}", "Name another place.") from None
    finally:
        store.close()
    size = file.stat().st_size / 1024
    Screen().say(f"Wrote {sum(rows.values())} rows of {len(rows)} tables to {file} ({size:,.0f} KB).")
    return PLANNED


def restore(file: Path, replace: bool) -> int:
    """Puts a backup into the store that the settings name."""
    if not file.is_file():
        raise refuse(str(file), "is no file", "Name one that `staffmix store backup` wrote.")
    settings = Settings()
    store = Store(settings.store_url)
    try:
        store.migrate()
        _require_quiet(store)
        rows = files.restore(store, file, replace=replace)
    except files.BackupRefused as error:
        raise refuse(str(file), "was not restored", str(error)) from None
    finally:
        store.close()
    jobs.clear(settings)  # workers queue again what the store says is still to be done
    Screen().say(f"Restored {sum(rows.values())} rows of {len(rows)} tables.")
    return PLANNED


def prune(days: float | None, audit_days: float | None) -> int:
    """Drops what is older than so many days (absent: those of the settings)."""
    settings = Settings()
    store = Store(settings.store_url)
    store.migrate()
    kept = settings.retention_days if days is None else days
    lines = settings.audit_days if audit_days is None else audit_days
    found = retention.prune(store, kept, lines)
    store.close()
    Screen().say(
        f"Dropped {found.plans} plans, {found.deliveries} deliveries, {found.submissions} idempotency keys, "
        f"{found.audit} lines of the audit log."
    )
    return PLANNED


def _require_quiet(store: Store) -> None:
    with store.reading_whole() as connection:
        alive = connection.execute(
            select(heartbeats.c.worker).where(heartbeats.c.seen > now() - ALIVE)
        ).first()
    if alive is not None:
        raise refuse(alive.worker, "is at work on this store", "Stop the service, then restore.")
