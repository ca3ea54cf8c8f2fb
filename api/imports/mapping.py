"""How an HR system's export is read: which column is what, and how people make groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from api.schemas.plans import Wire
from scheduler.problem import Pool


def _several(value: Any) -> Any:
    """One name is a list of one. A validator that comes before is given lists, where JSON has tuples."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Name = Annotated[str, Field(min_length=1, max_length=200)]
Names = Annotated[
    tuple[Name, ...],
    BeforeValidator(_several),
    Field(min_length=1, max_length=20, description="a column's name, or several that it may have"),
]
Span = Literal["hour", "day", "week", "month", "year"]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
ANY = "*"
SPANS: dict[str, Span] = {
    **dict.fromkeys(("hour", "hourly", "per hour"), "hour"),
    **dict.fromkeys(("day", "daily", "per day"), "day"),
    **dict.fromkeys(("week", "weekly", "per week"), "week"),
    **dict.fromkeys(("month", "monthly", "per month"), "month"),
    **dict.fromkeys(("year", "yearly", "annual", "annually", "per year"), "year"),
}


class Columns(Wire):
    """Where each thing stands; names are compared without case, blanks, dashes and underscores.

    Of several names the first that the export has is read; of `end` all, and the earliest day counts.
    `fte` or `weekly_hours`: the share of full time is one of the two.
    """

    employee: Names
    job: Names
    site: Names | None = None
    type: Names | None = None
    start: Names
    end: Names | None = None
    fte: Names | None = None
    weekly_hours: Names | None = None
    salary: Names | None = None
    salary_per: Names | None = None
    currency: Names | None = None


class Mapping(Wire):
    """How an export becomes a workforce.

    `full_time_hours`: a week of full time, for `weekly_hours`. `salary_per`: when no column says it.
    `salary_is`: paid for the hours worked, or what full time would earn. `currency`: of the workforce;
    `exchange_rates`: it for one unit of another. `jobs`: job → name of its group (absent: the job's own).
    A group's pool has the key `name / site`, without `by_site` or without a site `name`. `templates`: pools
    for groups that the workforce does not have yet, by the pool's key, the group's name, or `*`.
    """

    columns: Columns
    dates: Literal["iso", "d.m.y", "d/m/y", "m/d/y"] = "iso"
    decimal: Literal[".", ","] = "."
    full_time_hours: Annotated[float, Field(gt=0, le=168)] | None = None
    salary_per: Span | None = None
    salary_is: Literal["actual", "full_time"] = "actual"
    currency: Currency | None = None
    exchange_rates: dict[Currency, Annotated[float, Field(gt=0, le=1e9)]] = {}
    leave_out: tuple[Name, ...] = Field((), description="employment types that are no own people")
    jobs: dict[Name, Name] = {}
    other_jobs: Literal["own_group", "leave_out", "fault"] = "own_group"
    by_site: bool = True
    templates: tuple[Pool, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Mapping:
        faults = list(self._faults())
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        given = self.columns
        if (given.fte is None) == (given.weekly_hours is None):
            yield "name either the column of 'fte' or that of 'weekly_hours'"
        if given.weekly_hours is not None and self.full_time_hours is None:
            yield "'weekly_hours' need 'full_time_hours'"
        if given.salary is not None and given.salary_per is None and self.salary_per is None:
            yield "say with 'salary_per' whether salaries are per hour, month or year"
        if self.exchange_rates and self.currency is None:
            yield "'exchange_rates' need the 'currency' they lead to"
        if self.leave_out and given.type is None:
            yield "'leave_out' needs the column of 'type'"

    def without_salaries(self) -> Mapping:
        """The same, reading no pay."""
        none = {"salary": None, "salary_per": None, "currency": None}
        return self.model_copy(update={"columns": self.columns.model_copy(update=none)})

    def name_of(self, job: str) -> str | None:
        """The group a job belongs to; None when it is left out, or is to be named first."""
        known = {same(each): name for each, name in self.jobs.items()}
        found = known.get(same(job))
        return job if found is None and self.other_jobs == "own_group" else found

    def key_of(self, name: str, site: str) -> str:
        """The key of the pool of a group at a site."""
        return f"{name} / {site}" if self.by_site and site else name

    def template(self, key: str, name: str) -> Pool | None:
        """The pool that a new group begins as."""
        by_key = {pool.key: pool for pool in self.templates}
        return by_key.get(key) or by_key.get(name) or by_key.get(ANY)


def same(text: str) -> str:
    """A name as it is compared."""
    return re.sub(r"[\s_\-]+", " ", text).strip().casefold()


def stored(mapping: Mapping) -> dict[str, Any]:
    """As JSON."""
    return mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)
