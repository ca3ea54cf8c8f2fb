"""From people to pools: heads, who comes and goes, and average pay of those who are many enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from api.imports.mapping import Mapping
from api.imports.people import Person
from scheduler.errors import Fault, Notice
from scheduler.problem import Arrival, ByAge, Dated, HeadsOn, Pool, RecentStarters, Workforce
from scheduler.problem.timeline import add_duration

FEWEST = 5  # heads whose average pay says nothing of one of them
DIGITS = 6  # of heads
PER_YEAR = {"day": 260, "week": 52, "month": 12, "year": 1}


@dataclass
class Made:
    """A workforce made from people, not judged yet.

    `pools`: employee → pool of those who are there on the day; `rows`: pool → rows of the export;
    `templates`: new pool → the template it began as.
    """

    workforce: Workforce
    pools: dict[str, str]
    rows: dict[str, list[int]] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)


def make(people: Sequence[Person], before: Workforce, mapping: Mapping, day: date) -> Made:
    """The workforce as of `day`.

    What an export does not hold comes from the pool of the same key `before`, else from the mapping's
    template; a group with neither is a fault. Pools of `before` that nobody is in stay, with no heads.
    """
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        groups[mapping.key_of(person.name, person.site)].append(person)
    made = Made(before, {p.employee: key for key, each in groups.items() for p in each if p.start <= day})
    known, pools = {pool.key: pool for pool in before.pools}, {}
    for key, members in groups.items():
        made.rows[key] = [person.row for person in members]
        base = known.get(key) or _new(key, members[0], mapping, made)
        if base is None:
            fix = f"give the mapping a template with the key '{key}', '{members[0].name}' or '*'"
            found = f"no pool of the key '{key}' and no template for it"
            made.faults.append(Fault("unknown_group", "export", found, fix))
        else:
            pools[key] = _pool(base, members, mapping, day, made, new=key not in known)
    empty = [key for key in known if key not in groups]
    if empty:
        text = f"nobody is in {len(empty)} pools of the workforce, which stay with no heads"
        made.warnings.append(Notice("empty_pools", "workforce", text))
    kept = [pools.get(pool.key) or _emptied(pool) for pool in before.pools]
    new = [pools[key] for key in sorted(pools.keys() - known.keys())]
    made.workforce = before.model_copy(update={"pools": (*kept, *new)})
    return made


def _new(key: str, member: Person, mapping: Mapping, made: Made) -> Pool | None:
    template = mapping.template(key, member.name)
    if template is None:
        return None
    made.templates[key] = template.key
    site = template.site or (member.site or None if mapping.by_site else None)
    return template.model_copy(update={"key": key, "site": site})


def _emptied(pool: Pool) -> Pool:
    return pool.model_copy(update={"headcount": 0.0, "arriving": (), "leaving": (), "recent_starters": ()})


def _pool(
    base: Pool, members: Sequence[Person], mapping: Mapping, day: date, made: Made, *, new: bool
) -> Pool:
    there = [person for person in members if person.start <= day]
    coming = [person for person in members if person.start > day]
    after = timedelta(days=1)  # the last day is worked
    recent = _by_day((p.start, p.fte) for p in there if _is_new(base, p.start, day))
    return base.model_copy(
        update={
            "headcount": round(sum(person.fte for person in there), DIGITS),
            "arriving": tuple(
                Arrival(on=on, heads=heads) for on, heads in _by_day((p.start, p.fte) for p in coming)
            ),
            "leaving": tuple(
                HeadsOn(on=on, heads=heads)
                for on, heads in _by_day((p.end + after, p.fte) for p in members if p.end)
            ),
            "recent_starters": tuple(RecentStarters(started=on, heads=heads) for on, heads in recent),
            "salary": _salary(base, there, mapping, day, made, new=new),
        }
    )


def _by_day(entries: Iterable[tuple[date, float]]) -> list[tuple[date, float]]:
    found: dict[date, float] = defaultdict(float)
    for on, heads in entries:
        found[on] += heads
    return [(on, round(heads, DIGITS)) for on, heads in sorted(found.items())]


def _is_new(base: Pool, start: date, day: date) -> bool:
    """Whether who started then is still on the way to what the pool says of the experienced."""
    tables: list[ByAge | None] = [
        base.hire.ramp if base.hire else None,
        base.pay_by_age,
        base.attrition_by_age,
    ]
    lengths = [f"{len(table.values)}{table.step[0]}" for table in tables if table is not None]
    return any(add_duration(start, length) > day for length in lengths)


def _salary(
    base: Pool, there: Sequence[Person], mapping: Mapping, day: date, made: Made, *, new: bool
) -> float | tuple[Dated[float], ...]:
    """The average per full-time head in the pool's own span; of fewer than five as it was.

    Rises that are dated later stay.
    """
    paid = [(person, person.pay, person.per) for person in there if person.pay is not None and person.per]
    if len(paid) < FEWEST:
        if new and base.salary == 0.0:
            found = f"fewer than {FEWEST} heads with pay in '{base.key}', and no salary in its template"
            made.faults.append(Fault("no_salary", "export", found, "give the template a salary"))
        elif paid:
            text = f"'{base.key}' has fewer than {FEWEST} heads with pay: its salary is kept as it was"
            made.warnings.append(Notice("salary_kept", "workforce", text))
        return base.salary
    hours = _hours(base, day)
    whole = mapping.salary_is == "full_time"
    total = sum(pay * _yearly(per, hours) * (person.fte if whole else 1.0) for person, pay, per in paid)
    average = round(total / sum(person.fte for person, _, _ in paid) / _yearly(base.per, hours), 2)
    if not isinstance(base.salary, tuple):
        return average
    later = [entry for entry in base.salary if entry.since is not None and entry.since > day]
    return (Dated[float](since=None, value=average), *later)


def _hours(base: Pool, day: date) -> float:
    """A week's hours on a day; before the first of dated ones begins, that one."""
    given = base.hours_per_week
    if not isinstance(given, tuple):
        return given
    known = [entry for entry in given if entry.since is None or entry.since <= day] or given[:1]
    return known[-1].value if known else 1.0  # an empty list is refused when the workforce is judged


def _yearly(per: str, hours: float) -> float:
    """Spans in a year."""
    return 52 * hours if per == "hour" else PER_YEAR[per]
