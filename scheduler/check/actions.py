"""The list of actions and the ledgers say the same; whole heads are whole."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from scheduler.check.case import Case
from scheduler.check.contractor import Contractor
from scheduler.check.decisions import decisions
from scheduler.check.tolerance import HEADS
from scheduler.plan import Action, ByPeriod
from scheduler.problem.timeline import add_duration, previous_working_day
from scheduler.result import Violation

NEGLIGIBLE = 1e-9


class Deed(NamedTuple):
    """What an action is about."""

    kind: str
    owner: str
    start: date
    end: date | None


class Due(NamedTuple):
    """How many heads, and by when to decide the start and the end."""

    heads: float
    decide_by: date
    end_decide_by: date | None


def whole_heads(case: Case) -> Iterator[Violation]:
    """Heads that start, end, move and are on short time are whole numbers, where the policy says so."""
    if not case.problem.policy.whole_heads:
        return
    numbers = [(number.owner, number.name, number.values) for number in decisions(case)]
    for key, team in case.teams.items():
        numbers.append((key, "heads on short time", team.ledger.short_time_heads))
    lots = {lot.running.key: lot for c in case.contractors.values() for lot in c.lots}
    for owner, name, values in numbers:
        for t, found in enumerate(values) if any(values) else ():
            if found % 1 == 0:
                continue
            is_rest = name == "ends of running" and lots[owner].ledger.active[t] <= HEADS.absolute
            if not is_rest:
                yield from case.equal("whole_heads", owner, t, found, float(round(found)), HEADS, name)


def actions(case: Case) -> Iterator[Violation]:
    """Each deed of the ledgers is in the list with its heads and dates, and nothing else is."""
    for action_id, times in Counter(action.id for action in case.plan.actions).items():
        if times > 1:
            yield case.breach(
                "actions", action_id, None, times - 1, f"{action_id}: used as an id {times} times"
            )
    wanted = dict(expected(case))
    found: dict[Deed, float] = {}
    for action in case.plan.actions:
        deed = Deed(action.kind, action.owner, action.start, action.end)
        found[deed] = found.get(deed, 0.0) + action.heads
        if deed in wanted:
            yield from _dates(case, action, wanted[deed])
    for deed in sorted(found.keys() | wanted.keys(), key=str):
        heads = wanted[deed].heads if deed in wanted else 0.0
        until = f" to {deed.end}" if deed.end else ""
        what = f"heads of the {deed.kind} from {deed.start}{until}"
        yield from case.equal("actions", deed.owner, None, found.get(deed, 0.0), heads, HEADS, what)


def _dates(case: Case, action: Action, due: Due) -> Iterator[Violation]:
    for name, found, wanted in (
        ("decide_by", action.decide_by, due.decide_by),
        ("end_decide_by", action.end_decide_by, due.end_decide_by),
    ):
        if found != wanted:
            days = abs((found - wanted).days) if found and wanted else 1
            text = f"{action.owner}: {name} of {action.id} is {found}, must be {wanted}"
            yield case.breach("actions", action.owner, None, days, text)


def expected(case: Case) -> Iterator[tuple[Deed, Due]]:
    """The actions that the ledgers stand for."""
    for key, team in case.teams.items():
        hire, release = team.pool.hire, team.pool.release
        yield from _single(case, "hire", key, team.ledger.hires, hire.lead if hire else "0d")
        yield from _single(case, "release", key, team.ledger.releases, release.notice if release else "0d")
    for key, ledger in case.plan.moves.items():
        yield from _single(case, "move", key, ledger.heads, "0d")
    for contractor in case.contractors.values():
        book = contractor.ledger
        yield from _contracts(case, contractor, "contract", book.starts, book.ends)
        yield from _contracts(case, contractor, "conversion", book.converting_starts, book.converted)
        yield from _ends_of_running(case, contractor)


def _single(case: Case, kind: str, owner: str, values: ByPeriod, lead: str) -> Iterator[tuple[Deed, Due]]:
    for t in case.periods:
        if values[t] > NEGLIGIBLE:
            decide_by = case.clock.decide_by(t, lead)
            yield Deed(kind, owner, case.clock.day(t), None), Due(values[t], decide_by, None)


def _contracts(
    case: Case, contractor: Contractor, kind: str, starts: ByPeriod, ends: ByPeriod
) -> Iterator[tuple[Deed, Due]]:
    decide_by, day = case.clock.decide_by, case.clock.day
    for began, over, heads in first_in_first_out(starts, ends):
        order = decide_by(began, contractor.offer.lead)
        if over is None:
            yield Deed(kind, contractor.key, day(began), None), Due(heads, order, None)
            continue
        runs_out = contractor.most is not None and over - began >= contractor.most
        last_word = order if runs_out else decide_by(over, contractor.offer.notice)
        yield Deed(kind, contractor.key, day(began), day(over)), Due(heads, order, last_word)


def first_in_first_out(starts: ByPeriod, ends: ByPeriod) -> Iterator[tuple[int, int | None, float]]:
    """Pairs who started first with who ends first: period of start, of end (None: still there), heads."""
    queue: deque[tuple[int, float]] = deque()
    for t, (start, end) in enumerate(zip(starts, ends)):
        if start > NEGLIGIBLE:
            queue.append((t, start))
        while end > NEGLIGIBLE and queue:
            began, heads = queue.popleft()
            going = min(heads, end)
            yield began, t, going
            end -= going
            if heads - going > NEGLIGIBLE:
                queue.appendleft((began, heads - going))
    for began, heads in queue:
        yield began, None, heads


def _ends_of_running(case: Case, contractor: Contractor) -> Iterator[tuple[Deed, Due]]:
    offer = contractor.offer
    for lot in contractor.lots:
        for t in case.periods:
            heads = lot.ledger.ends[t]
            if heads > NEGLIGIBLE:
                decide_by = case.clock.decide_by(t, offer.notice)
                if t == lot.latest:
                    decide_by = previous_working_day(add_duration(lot.running.started, offer.lead, sign=-1))
                deed = Deed("end_running", lot.running.key, case.clock.day(t), None)
                yield deed, Due(heads, decide_by, None)
