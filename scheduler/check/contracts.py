"""Contract rules. Numbers are those of FORMULATION.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.check.case import Case
from scheduler.check.clock import windows
from scheduler.check.contractor import Contractor, Lot
from scheduler.check.tolerance import HEADS, HOURS
from scheduler.problem.timeline import add_duration, value_on
from scheduler.result import Violation
from scheduler.rules import Rule


def contract_balance(case: Case) -> Iterator[Violation]:
    """(16) Heads there are the heads before, plus starts, less ends; the same for who will convert."""
    for key, contractor in case.engaged.items():
        book = contractor.ledger
        active = converting = 0.0
        for t in case.periods:
            active += book.starts[t] - book.ends[t]
            yield from case.equal(
                Rule.CONTRACT_BALANCE, key, t, book.active[t], active, HEADS, "contract heads"
            )
            if not contractor.converts:
                active = book.active[t]
                continue
            converting += book.converting_starts[t] - book.converted[t]
            found = book.converting_active[t]
            yield from case.equal(
                Rule.CONTRACT_BALANCE, key, t, found, converting, HEADS, "contract heads who will convert"
            )
            active, converting = book.active[t], found


def min_term(case: Case) -> Iterator[Violation]:
    """(17) Whoever started in the last G periods is there."""
    for key, contractor in case.engaged.items():
        book = contractor.ledger
        for t, bound in enumerate(windows(book.starts, contractor.stay)):
            yield from case.at_least(Rule.MIN_TERM, key, t, book.active[t], bound, HEADS, "contract heads")


def max_term(case: Case) -> Iterator[Violation]:
    """(18) Nobody is there who did not start in the last M periods."""
    for key, contractor in case.engaged.items():
        book, most = contractor.ledger, contractor.most
        if most is None:
            continue
        streams = [(book.active, windows(book.starts, most))]
        if contractor.converts:
            streams.append((book.converting_active, windows(book.converting_starts, most)))
        for t in case.periods:
            for active, cap in streams:
                yield from case.at_most(Rule.MAX_TERM, key, t, active[t], cap[t], HEADS, "contract heads")


def running_contract(case: Case) -> Iterator[Violation]:
    """(19) From the heads signed down to none, from the earliest end to the latest, none while bound."""
    for contractor in case.engaged.values():
        for lot in contractor.lots:
            yield from _running(case, lot)


def _running(case: Case, lot: Lot) -> Iterator[Violation]:
    rule, key, book = Rule.RUNNING_CONTRACT, lot.running.key, lot.ledger
    before = 0.0
    for t in case.periods:
        if t == lot.begin:
            before = lot.running.heads
        yield from case.equal(rule, key, t, book.active[t], before - book.ends[t], HEADS, "heads")
        before = book.active[t]
        over = lot.latest is not None and t >= lot.latest
        if over:
            yield from case.at_most(rule, key, t, book.active[t], 0, HEADS, "heads after the latest end:")
        elif t < lot.free:
            text = "ends of heads still bound:" if t < lot.bound_until else "ends before the earliest end:"
            yield from case.at_most(rule, key, t, book.ends[t], 0, HEADS, text)


def conversion(case: Case) -> Iterator[Violation]:
    """(20) Nobody joins a pool before the agreed time, nor more than agreed, nor without terms."""
    rule = Rule.CONVERSION
    for key, contractor in case.engaged.items():
        book, terms = contractor.ledger, contractor.offer.conversion
        bounds = windows(book.converting_starts, contractor.before_conversion)
        for t, (found, bound) in enumerate(zip(book.converting_active, bounds)):
            yield from case.at_least(rule, key, t, found, bound, HEADS, "contract heads who will convert")
        total = sum(book.converting_starts)
        most = terms.max if terms else 0
        yield from case.at_most(rule, key, None, total, most, HEADS, "starts of heads who will convert")


def contract_lead(case: Case) -> Iterator[Violation]:
    """(21) Nothing starts and no hour is bought before the lead has run."""
    for contractor in case.engaged.values():
        ready = add_duration(case.clock.timeline.as_of, contractor.offer.lead)
        early = [t for t in case.periods if case.clock.day(t) < ready]
        yield from _nothing(case, Rule.CONTRACT_LEAD, contractor, early, early)


def _nothing(
    case: Case, rule: Rule, contractor: Contractor, no_starts: Sequence[int], no_hours: Sequence[int]
) -> Iterator[Violation]:
    """No starts in some periods and no hours bought in some."""
    for t in no_starts:
        yield from case.at_most(rule, contractor.key, t, contractor.starts(t), 0, HEADS, "contract starts")
    for t in no_hours:
        yield from case.at_most(rule, contractor.key, t, contractor.bought(t), 0, HOURS, "hours bought")


def contract_notice(case: Case) -> Iterator[Violation]:
    """(22) No running contract ends before its notice has run, unless its term runs out."""
    for contractor in case.engaged.values():
        ready = add_duration(case.clock.timeline.as_of, contractor.offer.notice)
        for lot in contractor.lots:
            for t in case.periods:
                if case.clock.day(t) < ready and t != lot.latest:
                    key, found = lot.running.key, lot.ledger.ends[t]
                    yield from case.at_most(Rule.CONTRACT_NOTICE, key, t, found, 0, HEADS, "ends")


def contract_window(case: Case) -> Iterator[Violation]:
    """(23) Starts between start_from and start_until, their terms over and nobody there from last_end on."""
    rule = Rule.CONTRACT_WINDOW
    for key, contractor in case.engaged.items():
        offer, day, book = contractor.offer, case.clock.day, contractor.ledger
        early = [t for t in case.periods if offer.start_from and day(t) < offer.start_from]
        late = [t for t in case.periods if offer.start_until and day(t) > offer.start_until]
        over = [t for t in case.periods if offer.last_end and day(t) >= offer.last_end]
        yield from _nothing(case, rule, contractor, early + late, early + over)
        yield from _over_in_time(case, contractor)
        for t in over:
            found = book.active[t] + book.converting_active[t]
            yield from case.at_most(rule, key, t, found, 0, HEADS, "heads after the last end:")


def _over_in_time(case: Case, contractor: Contractor) -> Iterator[Violation]:
    if contractor.offer.last_end is None:
        return
    ends, book = case.clock.timeline.at_or_after(contractor.offer.last_end), contractor.ledger
    text = "starts too late to end in time:"
    for t in case.periods:
        late = book.starts[t] * (t + contractor.stay > ends)
        late += book.converting_starts[t] * (t + contractor.before_conversion > ends)
        yield from case.at_most(Rule.CONTRACT_WINDOW, contractor.key, t, late, 0, HEADS, text)


def contract_limits(case: Case) -> Iterator[Violation]:
    """(24) Most and least heads, starts by span, whole batches, hours by span."""
    for contractor in case.engaged.values():
        yield from _head_limits(case, contractor)
        yield from _start_limits(case, contractor)


def _head_limits(case: Case, contractor: Contractor) -> Iterator[Violation]:
    rule, key, offer = Rule.CONTRACT_LIMITS, contractor.key, contractor.offer
    for t in case.periods:
        heads = contractor.heads(t)
        if offer.max_heads is not None:
            cap = max(value_on(offer.max_heads, case.clock.day(t)), contractor.running_bound(t))
            yield from case.at_most(rule, key, t, heads, cap, HEADS, "contract heads")
        yield from none_or_at_least(case, rule, key, [contractor], t, offer.min_heads)


def none_or_at_least(
    case: Case, rule: Rule, key: str, contractors: Sequence[Contractor], t: int, least: float
) -> Iterator[Violation]:
    """Heads of one offer, or of all of a vendor. Running contracts that are fewer may go on alone, but for
    those for which the least heads hold."""
    heads = sum(c.heads(t) for c in contractors)
    alone = [lot for c in contractors for lot in c.lots if not lot.running.min_heads_hold]
    bound = heads
    if sum(lot.planned(t) for lot in alone) < least:
        bound -= sum(lot.ledger.active[t] for lot in alone)
    if bound > HEADS.of(bound):
        yield from case.at_least(rule, key, t, heads, least, HEADS, "contract heads")


def _start_limits(case: Case, contractor: Contractor) -> Iterator[Violation]:
    rule, key, offer = Rule.CONTRACT_LIMITS, contractor.key, contractor.offer
    if offer.max_starts:
        for bucket, cap in case.clock.allowed(offer.max_starts):
            found = sum(contractor.starts(t) for t in bucket)
            yield from case.at_most(rule, key, bucket[0], found, cap, HEADS, "contract starts")
    if offer.max_hours:
        for bucket, cap in case.clock.allowed(offer.max_hours):
            found = sum(contractor.bought(t) for t in bucket)
            yield from case.at_most(rule, key, bucket[0], found, cap, HOURS, "hours bought")
    if offer.batch > 1:
        for t in case.periods:
            starts = contractor.starts(t)
            nearest = round(starts / offer.batch) * offer.batch
            yield from case.equal(
                rule, key, t, starts, nearest, HEADS, f"contract starts, in batches of {offer.batch}:"
            )
