"""From rows to people: who they are to us, what group they are in, from when to when, for how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from api.imports import cells
from api.imports.cells import BadCell
from api.imports.mapping import SPANS, Columns, Mapping, Span, same
from api.imports.table import Table
from scheduler.errors import Fault

T = TypeVar("T")
LONGEST = 200  # characters of a pool's key


@dataclass(frozen=True)
class Person:
    """A row that counts. `fte`: share of full time; `pay`: for those hours, per `per`, in the workforce's
    currency; `end`: the last day."""

    row: int
    employee: str
    name: str
    site: str
    start: date
    end: date | None
    fte: float
    pay: float | None
    per: Span | None


@dataclass
class Reading:
    """What came of a table so far. `left_out`: why → rows."""

    people: list[Person] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def read_people(table: Table, mapping: Mapping, day: date) -> Reading:
    """Everybody who is or will be one of the workforce's own on or after `day`, and every fault at once."""
    reading = Reading()
    columns = _found(table, mapping, reading)
    if reading.faults:
        return reading
    first: dict[str, int] = {}
    for row, values in table.rows:
        person = _Row(table, mapping, columns, row, values, reading).person(day)
        if person is None:
            continue
        if person.employee in first:
            found = f"the same employee as {table.place(first[person.employee])}"
            fault = Fault("duplicate_employee", table.place(row), found, "leave one of the rows out")
            reading.faults.append(fault)
        first.setdefault(person.employee, row)
        reading.people.append(person)
    return reading


def _found(table: Table, mapping: Mapping, reading: Reading) -> dict[str, list[str]]:
    """The export's columns for each field; a fault for every one that the mapping names in vain."""
    found: dict[str, list[str]] = {}
    for name in Columns.model_fields:
        wanted = getattr(mapping.columns, name)
        there = [each for each in wanted or () if table.has(each)]
        optional = name in ("currency", "end") or (name == "salary_per" and mapping.salary_per is not None)
        if wanted and not there and not optional:
            words = " or ".join(f"'{each}'" for each in wanted[:3])
            fix = f"add it to the report, or say in a mapping which column is '{name}'"
            reading.faults.append(Fault("missing_column", "export", f"no column {words}", fix))
        found[name] = there if name == "end" else there[:1]
    return found


@dataclass
class _Row:
    """One row while it is read."""

    table: Table
    mapping: Mapping
    columns: dict[str, list[str]]
    row: int
    values: dict[str, Any]
    reading: Reading

    def person(self, day: date) -> Person | None:
        """Nobody when the row is left out, or has faults."""
        before, mapping = len(self.reading.faults), self.mapping
        if same(self._text("type")) in {same(each) for each in mapping.leave_out}:
            self.reading.left_out["employment type"] += 1
            return None
        ends = [each for name in self.columns["end"] if (each := self._read(name, self._end)) is not None]
        end = min(ends, default=None)
        if end is not None and end < day:
            self.reading.left_out["left before the day of the export"] += 1
            return None
        job = self._needed("job")
        name = mapping.name_of(job) if job else ""
        if name is None and mapping.other_jobs == "leave_out":
            self.reading.left_out["job not in the mapping"] += 1
            return None
        if name is None:
            fix = "name its group among the mapping's 'jobs'"
            self._fault("unknown_job", self.columns["job"][0], "a job that is not in the mapping", fix)
        site = self._text("site")
        self._require_short(name or "", site)
        employee, start, fte = self._needed("employee"), self._start(), self._fte()
        pay, per = self._pay()
        if len(self.reading.faults) > before or start is None or fte is None or name is None:
            return None
        if end is not None and end < start:
            self._fault("ends_before_start", self.columns["end"][0], "ends before it starts", "correct one")
            return None
        return Person(self.row, employee, name, site, start, end, fte, pay, per)

    def _fault(self, code: str, column: str, found: str, fix: str) -> None:
        self.reading.faults.append(Fault(code, self.table.place(self.row, column), found, fix))

    def _cell(self, name: str) -> Any:
        return self.values.get(same(self.columns[name][0])) if self.columns[name] else None

    def _text(self, name: str) -> str:
        return cells.text(self._cell(name))

    def _needed(self, name: str) -> str:
        found = self._text(name)
        if not found:
            self._missing(name)
        return found

    def _missing(self, name: str) -> None:
        self._fault("missing", self.columns[name][0], "nothing there", f"give every employee a {name}")

    def _require_short(self, name: str, site: str) -> None:
        if len(self.mapping.key_of(name, site)) > LONGEST:
            found = f"job and site name a group in over {LONGEST} characters"
            fix = "shorten them, or give the job a shorter group among the mapping's 'jobs'"
            self._fault("bad_cell", self.columns["job"][0], found, fix)

    def _read(self, column: str, read: Callable[[Any], T]) -> T | None:
        try:
            return read(self.values.get(same(column)))
        except BadCell as error:
            self._fault("bad_cell", column, error.found, error.fix)
            return None

    def _day(self, cell: Any) -> date | None:
        return cells.day(cell, self.mapping.dates)

    def _end(self, cell: Any) -> date | None:
        return cells.end(cell, self.mapping.dates)

    def _start(self) -> date | None:
        if self._text("start") in cells.NO_DAY:
            self._missing("start")
            return None
        return self._read(self.columns["start"][0], self._day)

    def _fte(self) -> float | None:
        mapping, name = self.mapping, "fte" if self.mapping.columns.fte else "weekly_hours"
        read = cells.share if name == "fte" else cells.hours
        self._needed(name)
        found = self._read(self.columns[name][0], lambda cell: read(cell, mapping.decimal))
        if name == "weekly_hours" and found is not None and mapping.full_time_hours is not None:
            found /= mapping.full_time_hours
        if found == 0:
            fix = "leave the row out, or give the hours"
            self._fault("no_hours", self.columns[name][0], "works no hours", fix)
        return found

    def _pay(self) -> tuple[float | None, Span | None]:
        """Pay in the workforce's currency; nothing of it is ever told."""
        mapping, columns = self.mapping, self.columns
        if not columns["salary"]:
            return None, None
        read = self._read(columns["salary"][0], lambda cell: cells.amount(cell, mapping.decimal))
        pay, currency = read or (None, None)
        currency = currency or self._text("currency") or None
        if pay is None:
            return None, None
        told = self._text("salary_per")
        per = SPANS.get(same(told)) if told else mapping.salary_per
        if per is None:
            fix = "write one of hour, day, week, month, year"
            self._fault("unknown_span", (columns["salary_per"] or columns["salary"])[0], "not a span", fix)
        if currency and mapping.currency and currency != mapping.currency:
            rate = mapping.exchange_rates.get(currency)
            if rate is None:
                fix = f"give its rate to {mapping.currency} among the mapping's 'exchange_rates'"
                self._fault("other_currency", columns["salary"][0], "another currency", fix)
            pay *= rate or 1.0
        return pay, per
