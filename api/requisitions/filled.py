"""What came of requisitions, in the next plan of the series: people who were found are not asked for again.

Who was found for a pool arrives on the requisition's start; who was found for an offer is a contract that
runs. Nobody is counted twice:

- A hire counts only while its start lies after the day the workforce speaks of: the day of the export it
  was made from, or else the day before the calendar starts, which is when `headcount` counts by definition.
- Of those, a hire counts only as far as the workforce does not say so itself: heads among `arriving`, within
  the requisition's lead of its start, that were not there when the requisition was made are the people it
  was filled with. The same holds for contracts and the rate card's `running`.
- HR therefore gives the requisition the start that its own system has.

What may be hired at most over the horizon (of a pool, in all, from an offer into a pool) is less by all who
were found for a day in it, whoever holds them: else the same places could be filled a second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row

from api.errors import invalid
from api.imports.catch_up import caught_up
from api.requisitions.misfits import misfits
from api.requisitions.status import over, starts
from api.requisitions.used import is_planned, with_limits_left
from api.store import imports, requisitions
from api.store.packed import fingerprint
from api.store.store import Scope
from scheduler.problem import Arrival, Pool, Problem, Running
from scheduler.problem.timeline import Timeline, add_duration

INPUT = "filled"  # beside the four documents among a plan's inputs
RUNNING = "requisition "  # begins the key of a contract that runs by a requisition


@dataclass(frozen=True)
class Fill:
    """People found for a requisition. `heads` in all, `counted` of them added to the problem on `start`.

    `wanted` is the start that the adopted plan asked for.
    """

    requisition: str
    kind: str
    role: str
    heads: float
    counted: float
    start: date
    wanted: date


def arrive(scope: Scope, series: str, problem: Problem, inputs: dict[str, Any]) -> Problem:
    """The problem with those who were found for the series; `inputs` notes who, so that it can be asked.

    422 where they do not fit the documents, at the requisition.
    """
    made = _import(scope, inputs)
    start = problem.forecast.calendar.start  # perhaps the first day of all: the problem is not judged yet
    day = made.day if made else start - timedelta(days=start > date.min)
    rows = [row for row in requisitions.of_series(scope, series) if row.heads_filled > 0]
    changed, fills = with_filled(problem, rows, day)
    new = changed.rate_card.running[len(problem.rate_card.running) :]
    if found := list(misfits(changed, [lot.key.removeprefix(RUNNING) for lot in new])):
        raise invalid(found)
    if fills:
        listed = [asdict(f) | {"start": str(f.start), "wanted": str(f.wanted)} for f in fills]
        inputs[INPUT] = {"key": None, "version": None, "hash": fingerprint(listed), "fills": listed}
    return caught_up(changed, made.day) if made else changed


def fills_of(inputs: Mapping[str, Any]) -> list[Fill]:
    """Who was known to be found when a plan was asked for."""
    listed = inputs.get(INPUT, {}).get("fills", [])
    days = ("start", "wanted")
    return [Fill(**each | {name: date.fromisoformat(each[name]) for name in days}) for each in listed]


def with_filled(problem: Problem, rows: Sequence[Row[Any]], day: date) -> tuple[Problem, list[Fill]]:
    """The problem with those who were found, and who they are. `day`: the workforce's, as above.

    `rows`: requisitions somebody was found for, oldest first.
    """
    today = Timeline(problem.forecast.calendar).as_of
    explained: dict[tuple[str, str, str], float] = {}
    fills = []
    for row in rows:
        counted = _not_held(problem, row, day, explained)
        start = starts(row)
        if counted > 0 or not over(row, today) or is_planned(problem, start):
            body = row.body
            wanted = date.fromisoformat(body["start"])
            fills.append(Fill(row.id, body["kind"], body["role"], row.heads_filled, counted, start, wanted))
    new = [fill for fill in fills if fill.counted > 0]
    there = {row.id: row for row in rows}
    converting = {row.id for row in rows if row.body["converts_to"]}
    return with_limits_left(_added(problem, there, new), fills, converting), fills


def arrivals(problem: Problem, kind: str, role: str) -> dict[str, float]:
    """Heads by day who join a pool anyhow, or whose contracts by an offer run."""
    found: dict[str, float] = {}
    for on, heads in _entries(problem, kind, role):
        found[on.isoformat()] = found.get(on.isoformat(), 0.0) + heads
    return found


def _entries(problem: Problem, kind: str, role: str) -> list[tuple[date, float]]:
    if kind == "hire":
        pools = [pool for pool in problem.workforce.pools if pool.key == role]
        return [(entry.on, entry.heads) for pool in pools for entry in pool.arriving]
    lots = [lot for lot in problem.rate_card.running if lot.offer == role]
    return [(lot.started, lot.heads) for lot in lots if not lot.key.startswith(RUNNING)]


def _import(scope: Scope, inputs: Mapping[str, Any]) -> Row[Any] | None:
    used = inputs["workforce"]
    return imports.made_by(scope, used["key"], used["version"]) if used["key"] else None


def _not_held(
    problem: Problem, row: Row[Any], day: date, explained: dict[tuple[str, str, str], float]
) -> float:
    """Of those who were found, how many the documents do not hold yet.

    `explained`: by kind, role and day, up to which head arrivals are accounted for already.
    """
    body, start = row.body, starts(row)
    known = problem.workforce.pools if body["kind"] == "hire" else problem.rate_card.offers
    if body["role"] not in {each.key for each in known} or (body["kind"] == "hire" and start <= day):
        return 0.0
    left = float(row.heads_filled)
    there = arrivals(problem, body["kind"], body["role"])
    for on in sorted(there, key=lambda on: (abs((date.fromisoformat(on) - start).days), on)):
        if abs((date.fromisoformat(on) - start).days) > body["tolerance"]:
            break
        place = (body["kind"], body["role"], on)
        base = max(body["before"].get(on, 0.0), explained.get(place, 0.0))
        held = min(left, max(0.0, there[on] - base))
        explained[place] = base + held
        left -= held
    return left


def _added(problem: Problem, rows: Mapping[str, Row[Any]], fills: Sequence[Fill]) -> Problem:
    offers = {offer.key: offer for offer in problem.rate_card.offers}
    joining: list[tuple[str, Arrival]] = []
    lots: list[Running] = []
    for fill in fills:
        if fill.kind == "hire":
            joining.append((fill.role, Arrival(on=fill.start, heads=fill.counted)))
            continue
        end, conversion = rows[fill.requisition].body["end"], offers[fill.role].conversion
        until = date.fromisoformat(end) if end and rows[fill.requisition].body["converts_to"] else None
        lots.append(_lot(fill, until))
        if until is not None and conversion is not None:
            joining.append((conversion.to_pool, Arrival(on=until, heads=fill.counted, experienced=True)))
    pools = tuple(
        _joined(pool, [entry for key, entry in joining if key == pool.key])
        for pool in problem.workforce.pools
    )
    card, workforce = problem.rate_card, problem.workforce.model_copy(update={"pools": pools})
    running = card.model_copy(update={"running": (*card.running, *lots)})
    return problem.model_copy(update={"workforce": workforce, "rate_card": running})


def _lot(fill: Fill, until: date | None) -> Running:
    """Without a day to convert on, it ends as the offer's terms say."""
    return Running(
        key=RUNNING + fill.requisition, offer=fill.role, heads=fill.counted, started=fill.start,
        earliest_end=until, bound_until=until, latest_end=until, joins=until is not None,
    )  # fmt: skip


def _joined(pool: Pool, entries: Sequence[Arrival]) -> Pool:
    """The pool with who was found for it: bound like the plan's hires, and none of today's people after."""
    tenure = pool.hire.min_tenure if pool.hire else "0d"
    bound = (each.model_copy(update={"bound_until": add_duration(each.on, tenure)}) for each in entries)
    return pool.model_copy(update={"arriving": (*pool.arriving, *bound)}) if entries else pool
