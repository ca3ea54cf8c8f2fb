"""What an operator may set, each by an environment variable `STAFFMIX_…`."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "STAFFMIX_"
JOBS_FILE, STORE_FILE = "jobs.sqlite", "store.sqlite"
LOCAL_RATE, RATE = 120_000, 12_000  # requests a minute of a key, where only this machine asks, and elsewhere


class Settings(BaseSettings):
    """Defaults are those of one process on one machine; `database_url` makes it many."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    data: Annotated[Path, Field(description="folder of the SQLite files")] = Path("staffmix-data")
    database_url: Annotated[
        str | None, Field(description="PostgreSQL (15 or later) for documents, plans and the queue")
    ] = None
    host: Annotated[str, Field(description="address to listen at")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535, description="port to listen at")] = 8000
    page: Annotated[
        bool | None, Field(description="whether the planner's page is served; unset: by `staffmix serve`")
    ] = None
    allowed_hosts: Annotated[
        str, Field(description="names in `Host` that are answered, with commas; `*` for all")
    ] = ""
    trusted_proxies: Annotated[
        str, Field(description="addresses whose `X-Forwarded-For` is believed, with commas")
    ] = ""
    stop_seconds: Annotated[
        float, Field(gt=0, description="for requests under way when the service is asked to end")
    ] = 15.0
    cores: Annotated[int, Field(ge=1, le=256, description="solver processes per plan")] = 1
    plans_at_once: Annotated[int, Field(ge=1, le=256, description="plans per worker at once")] = 1
    queue_limit: Annotated[int, Field(ge=1, description="plans of a tenant that may wait")] = 1000
    body_mb: Annotated[float, Field(gt=0, description="the largest body, in MB")] = 20.0
    upload_memory_mb: Annotated[
        int, Field(ge=256, description="memory for reading one workbook or archive, in MB")
    ] = 1024
    upload_seconds: Annotated[
        float, Field(gt=0, le=600, description="seconds for reading one workbook or archive")
    ] = 30.0
    uploads_at_once: Annotated[
        int, Field(ge=1, le=64, description="workbooks and archives that are read at once, per process")
    ] = 2
    time_limit: Annotated[
        float, Field(gt=0, description="the most seconds a plan, or an explanation of one, may ask for")
    ] = 600.0
    rate_per_minute: Annotated[
        int | None, Field(ge=0, description="requests of a key per process; 0: no limit")
    ] = None
    rate_burst: Annotated[int | None, Field(ge=1, description="requests of a key at once")] = None
    retention_days: Annotated[
        float | None, Field(gt=0, description="ended plans that nobody adopted are kept so long")
    ] = None
    audit_days: Annotated[
        float | None, Field(gt=0, description="lines of the audit log are kept so long")
    ] = None
    webhook_private: Annotated[
        bool, Field(description="webhooks may go by http and to this machine and its private networks")
    ] = False
    webhook_retries: Annotated[
        str,
        Field(
            pattern=r"^(\d+(\.\d+)?(, *\d+(\.\d+)?)*)?$",
            description="seconds before each further try of a message, with commas",
        ),
    ] = "5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400"
    metrics_key: Annotated[
        SecretStr | None, Field(min_length=16, description="opens `/metrics` from other machines")
    ] = None
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Field(description="least level that is logged")
    ] = "info"
    log_form: Annotated[
        Literal["auto", "json", "text"], Field(description="auto: text on a terminal, else JSON lines")
    ] = "auto"

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the service."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def rate(self) -> int:
        """Requests a minute that a key has per process; 0: as many as it likes."""
        default = LOCAL_RATE if self.local else RATE
        return default if self.rate_per_minute is None else self.rate_per_minute

    @property
    def burst(self) -> int:
        """Requests that a key has at once: ten seconds' worth unless set."""
        return max(1, self.rate // 6) if self.rate_burst is None else self.rate_burst

    @property
    def retries(self) -> tuple[float, ...]:
        """Seconds from a try of a message that failed to the next."""
        return tuple(float(each) for each in self.webhook_retries.split(",") if each.strip())

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
        given = self.model_dump(exclude_none=True)
        plain = {
            name: value.get_secret_value() if isinstance(value, SecretStr) else value
            for name, value in given.items()
        }
        return {f"{PREFIX}{name.upper()}": str(value) for name, value in plain.items()}

    def _file(self, name: str) -> Path:
        return self.data.absolute() / name


def _sqlalchemy(url: str) -> str:
    """A PostgreSQL address as people write it, with the driver that is installed."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url
