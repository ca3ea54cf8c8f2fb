"""What an operator may set, each by an environment variable `STAFFMIX_…`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "STAFFMIX_"
JOBS_FILE, STORE_FILE = "jobs.sqlite", "store.sqlite"


class Settings(BaseSettings):
    """Defaults are those of one process on one machine; `database_url` makes it many.

    `cores` are per plan and worker; `queue_limit` is how many plans of a tenant may wait.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    data: Path = Path("staffmix-data")
    database_url: str | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    cores: Annotated[int, Field(ge=1, le=256)] = 1
    plans_at_once: Annotated[int, Field(ge=1, le=256)] = 1
    queue_limit: Annotated[int, Field(ge=1)] = 1000
    body_mb: Annotated[float, Field(gt=0)] = 20.0
    time_limit: Annotated[float, Field(gt=0)] = 600.0  # the most seconds a plan may ask for

    @property
    def store_url(self) -> str:
        """SQLAlchemy's address of documents, plans and keys."""
        return _sqlalchemy(self.database_url) if self.database_url else f"sqlite:///{self._file(STORE_FILE)}"

    @property
    def jobs_url(self) -> str:
        """SQLAlchemy's address of the durable queue: a file of its own on SQLite, else the same database."""
        return _sqlalchemy(self.database_url) if self.database_url else f"sqlite:///{self._file(JOBS_FILE)}"

    def environment(self) -> dict[str, str]:
        """The variables that give another process these settings."""
        given = self.model_dump(mode="json", exclude_none=True)
        return {f"{PREFIX}{name.upper()}": str(value) for name, value in given.items()}

    def _file(self, name: str) -> Path:
        return self.data.absolute() / name


def _sqlalchemy(url: str) -> str:
    """A PostgreSQL address as people write it, with the driver that is installed."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url
