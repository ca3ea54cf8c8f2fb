"""What the plan owes after the horizon."""

from __future__ import annotations

from scheduler.problem import Offer, Pool
from scheduler.rules import Cost
from tests.oracle.contracts import (
    Contracts,
    bound_until,
    running_active,
    running_begin,
    running_earliest,
    running_price,
    shortest,
)
from tests.oracle.facts import Facts
from tests.oracle.lines import Lines
from tests.oracle.people import People, bound, known_and_bound, tenure
from tests.oracle.program import Linear, Program, total


def add_tails(facts: Facts, program: Program, lines: Lines, people: People, contracts: Contracts) -> None:
    for offer in facts.offers.values():
        _commitment_tail(facts, lines, contracts, offer)
        _exit_tail(facts, lines, contracts, offer)
    for pool in facts.pools.values():
        if pool.needed_after != "unknown":
            _pool_tails(facts, program, lines, people, pool)


def _commitment_tail(facts: Facts, lines: Lines, contracts: Contracts, offer: Offer) -> None:
    fee = 1.0 if offer.early_exit_fee is None else offer.early_exit_fee
    terms = [(contracts.plain[offer.key], facts.line.length(offer.min_term), shortest(facts, offer))]
    if offer.conversion:
        after = facts.line.length(offer.conversion.after)
        terms.append((contracts.converting[offer.key], after, after))
    for cohorts, term, firm in terms:
        for (start, _), heads in cohorts.items():
            for s in range(facts.T, start + term):
                price = facts.head_price(offer, s) * facts.at_age(offer.rate_by_age, s - start)
                share = 1.0 if s < start + firm else fee
                lines.add_after(Cost.COMMITMENT_TAIL, offer.key, heads * (share * price))
    for lot in facts.problem.rate_card.running:
        if lot.offer != offer.key or running_begin(facts, lot) >= facts.T:
            continue
        heads = running_active(facts, contracts, lot, facts.T - 1)
        for s in range(facts.T, running_earliest(facts, lot)):
            stays = offer.early_exit_fee is None or s < bound_until(facts, lot)
            owing = heads if stays else Linear(lot.heads) * fee
            lines.add_after(Cost.COMMITMENT_TAIL, offer.key, owing * running_price(facts, lot, s))


def _exit_tail(facts: Facts, lines: Lines, contracts: Contracts, offer: Offer) -> None:
    running = facts.problem.rate_card.running
    lots = [lot for lot in running if lot.offer == offer.key and not lot.joins]
    heads = contracts.active(offer.key, facts.T - 1) + contracts.converting_active(offer.key, facts.T - 1)
    heads = heads + total(running_active(facts, contracts, lot, facts.T - 1) for lot in lots)
    lines.add_after(Cost.EXIT_TAIL, offer.key, heads * (offer.exit * facts.exchange(offer.vendor)))


def _pool_tails(facts: Facts, program: Program, lines: Lines, people: People, pool: Pool) -> None:
    key, path, last = pool.key, people.path[pool.key], facts.T - 1
    needed = pool.headcount if pool.needed_after == "today" else float(pool.needed_after)
    known = known_and_bound(facts, pool)
    others = people.untouched[key].heads[last].constant - sum(each.there(last) for each in known)
    missing = max(0.0, needed - others)
    if pool.hires_needed_after is not None:
        missing = pool.hires_needed_after
    loaded, turnover = facts.loaded(pool, facts.T), facts.turnover(pool)
    ramp = facts.ages(pool.hire.ramp) if pool.hire else []

    term = tenure(facts, pool)
    for s in range(facts.T, max([facts.T + term - 1, *(each.until for each in known)])):
        owed = sum(each.there(s) for each in known if s < each.until)
        held = bound(facts, people, pool, s - term + 1, last, s) + owed - missing
        amount = program.positive_part(held) * facts.loaded(pool, s)
        lines.add_after(Cost.TENURE_TAIL, key, amount)

    release = pool.release.cost if pool.release else turnover
    above = program.positive_part(path.heads[last] - needed)
    lines.add_after(Cost.END_RELEASE, key, above * release)

    replacing = turnover
    if pool.hire:
        replacing = sum(pool.hire.costs.values()) + loaded * sum(1 - share for share in ramp)
    below = program.positive_part(needed - path.heads[last])
    lines.add_after(Cost.DEPLETION_TAIL, key, below * replacing)

    for age, heads in enumerate(path.newcomers[last]):
        rest = sum(1 - share for share in ramp[age + 1 :])
        lines.add_after(Cost.RAMP_TAIL, key, heads * (loaded * rest))
