"""Which piece each column belongs to: a skill, with the people and offers whose main skill it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engine import Program
from scheduler.model.arrays import Bools, Ints
from scheduler.model.case import Case

EVERYWHERE = -1
ROUNDS = 8


@dataclass(frozen=True)
class Places:
    """Pieces of each column (n,): `home`, and `away` where it links two; both EVERYWHERE where it may
    stand in any piece. Hours lent stand between lender and borrower, movers between two teams."""

    home: Ints
    away: Ints
    count: int


def places(case: Case, program: Program) -> Places:
    """The pieces of a case, one for each skill that is asked for."""
    index, v = case.index, case.variables
    hours: dict[str, float] = {}
    for each in index.work:
        hours[each.workstream.skill] = hours.get(each.workstream.skill, 0.0) + float(each.hours.sum())
    number = {skill: place for place, skill in enumerate(sorted(hours))}
    home = np.full(len(program.cost), EVERYWHERE)
    away = home.copy()

    def put(columns: Ints, here: Sequence[int], there: Sequence[int] | None = None) -> None:
        home[columns] = np.array(here, dtype=np.int64).reshape(-1, 1)
        away[columns] = np.array(here if there is None else there, dtype=np.int64).reshape(-1, 1)

    pools = [_main(each.pool.skills, hours, number) for each in index.pools]
    heads = [_main(each.efficiency, hours, number) for each in index.heads]
    calls = [_main(each.efficiency, hours, number) for each in index.calls]
    work = [number[each.workstream.skill] for each in index.work]
    lots, suppliers = [heads[k] for k in index.lot_offer], pools + heads + calls
    target = [pools[g] if g >= 0 else own for g, own in zip(index.converts_to, heads)]
    for columns in (v.hires, v.releases, v.experienced, v.heads, v.overtime, v.short_time, v.idle):
        put(columns, pools)
    for columns in (v.starts, v.ends, v.active, v.converting_starts, v.converting_active):
        put(columns, heads)
    for columns in (v.short, v.waiting, v.ahead):
        put(columns, work)
    put(v.running_ends, lots)
    put(v.running_active, lots)
    put(v.supervision, [pools[g] for g, _ in index.supervised])
    put(v.bought, [calls[k] for k, _ in index.bought])
    put(v.moves, [pools[g] for g in index.move_from], [pools[g] for g in index.move_to])
    put(v.converted, heads, target)
    put(v.delivered, [suppliers[p.supplier] for p in index.pairs], [work[p.work] for p in index.pairs])
    found = Places(home, away, len(number))
    _join_company(program, found)
    return found


def _main(skills: Mapping[str, float], hours: Mapping[str, float], number: Mapping[str, int]) -> int:
    """The skill done best; among those, the one most asked for."""
    asked = [skill for skill in skills if skill in number]
    if not asked:
        return EVERYWHERE
    return number[max(asked, key=lambda skill: (skills[skill], hours[skill], skill))]


def _join_company(program: Program, found: Places) -> None:
    """Columns that rules and prices made for themselves go where all their rows' columns are."""
    free = np.flatnonzero((program.lower != program.upper)[program.columns])
    rows, columns = program.rows[free], program.columns[free]
    nobody = found.count
    for _ in range(ROUNDS):
        open_ = found.home[columns] == EVERYWHERE
        least, most = np.full(len(program.row_lower), nobody), np.full(len(program.row_lower), EVERYWHERE)
        low, high = np.minimum(found.home, found.away), np.maximum(found.home, found.away)
        np.minimum.at(least, rows[~open_], low[columns[~open_]])
        np.maximum.at(most, rows[~open_], high[columns[~open_]])
        first, last = np.full(len(program.cost), nobody), np.full(len(program.cost), EVERYWHERE)
        np.minimum.at(first, columns[open_], least[rows[open_]])
        np.maximum.at(last, columns[open_], most[rows[open_]])
        joins = (found.home == EVERYWHERE) & (first == last)
        if not joins.any():
            return
        found.home[joins] = found.away[joins] = first[joins]


def joined(found: Places, free: Bools, counted: Bools, limit: int) -> Places:
    """Pieces that share free columns put together, the closest first, up to so many counted columns."""
    settled = found.home != EVERYWHERE
    sizes = np.bincount(found.home[settled & counted], minlength=found.count)
    linking = free & settled & (found.home != found.away)
    ends = np.sort(np.stack([found.home, found.away], axis=1)[linking], axis=1)
    pairs, shared = np.unique(ends, axis=0, return_counts=True)
    leader = np.arange(found.count)
    for one, other in pairs[np.argsort(-shared, kind="stable")]:
        first, second = sorted((leader[one], leader[other]))
        if first != second and sizes[first] + sizes[second] <= limit:
            leader[leader == second] = first
            sizes[first] += sizes[second]
    names, number = np.unique(leader, return_inverse=True)
    number = np.append(number, EVERYWHERE)  # EVERYWHERE stays where it is
    return Places(number[found.home], number[found.away], len(names))
