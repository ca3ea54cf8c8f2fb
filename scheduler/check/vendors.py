"""Contract rules of whole vendors."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scheduler.check.case import Case
from scheduler.check.clock import exact
from scheduler.check.contractor import Contractor
from scheduler.check.contracts import none_or_at_least
from scheduler.check.tolerance import HEADS, HOURS, MONEY
from scheduler.problem.rate_card import Vendor
from scheduler.problem.timeline import value_on
from scheduler.result import Violation
from scheduler.rules import Rule


def vendor_limits(case: Case) -> Iterator[Violation]:
    """(25) Most heads, least heads when used, starts by span, over all offers of a vendor."""
    for vendor in case.problem.rate_card.vendors:
        yield from _heads(case, vendor)
        if vendor.max_starts:
            for bucket, cap in case.clock.allowed(vendor.max_starts):
                found = sum(c.starts(t) for c in _engaged(case, vendor.key) for t in bucket)
                yield from case.at_most(
                    Rule.VENDOR_LIMITS, vendor.key, bucket[0], found, cap, HEADS, "contract starts"
                )


def _engaged(case: Case, vendor: str) -> list[Contractor]:
    return [contractor for contractor in case.of_vendor(vendor) if not contractor.idle]


def _heads(case: Case, vendor: Vendor) -> Iterator[Violation]:
    rule, key, offers = Rule.VENDOR_LIMITS, vendor.key, _engaged(case, vendor.key)
    for t in case.periods if offers else ():
        heads = sum(c.heads(t) for c in offers)
        if vendor.max_heads is not None:
            bound = sum(c.running_bound(t) for c in offers)
            cap = max(value_on(vendor.max_heads, case.clock.day(t)), bound)
            yield from case.at_most(rule, key, t, heads, cap, HEADS, "contract heads")
        yield from none_or_at_least(case, rule, key, offers, t, vendor.min_heads_if_used)


def vendor_used(case: Case) -> Iterator[Violation]:
    """(26) A vendor with heads, hours or a running contract counts as used, and one who supplied before."""
    for key, vendor in case.vendors.items():
        if case.plan.vendors[key].used:
            continue
        if vendor.engaged:
            text = f"{key}: counts as not used, but has supplied before"
            yield case.breach(Rule.VENDOR_USED, key, None, 1, text)
        for contractor in _engaged(case, key):
            if contractor.lots:
                text = f"{key}: counts as not used, but has a running contract"
                yield case.breach(Rule.VENDOR_USED, key, None, 1, text)
            for t in case.periods:
                own = contractor.ledger.active[t] + contractor.ledger.converting_active[t]
                bought = contractor.bought(t)
                text = "counts as not used, but supplies"
                yield from case.at_most(Rule.VENDOR_USED, key, t, own, 0, HEADS, f"{text} heads:")
                yield from case.at_most(Rule.VENDOR_USED, key, t, bought, 0, HOURS, f"{text} hours:")


def vendor_commitment(case: Case) -> Iterator[Violation]:
    """(27) What is committed within the horizon and neither spent before nor in the plan is shortfall."""
    for key, vendor in case.vendors.items():
        needed = max(0.0, float(unspent(case, vendor)))
        found = case.plan.vendors[key].shortfall
        what = "shortfall of the commitment"
        yield from case.at_least(Rule.VENDOR_COMMITMENT, key, None, found, needed, MONEY, what)
        if vendor.commitment is None:
            yield from case.at_most(Rule.VENDOR_COMMITMENT, key, None, found, 0, MONEY, what)


def unspent(case: Case, vendor: Vendor) -> Fraction:
    """The commitment's part within the horizon less all spending, in the vendor's currency."""
    terms = vendor.commitment
    if terms is None or terms.until <= terms.since:
        return Fraction(0)
    end = case.clock.timeline.end
    days = (min(end, terms.until) - terms.since).days
    committed = exact(terms.amount) * Fraction(max(0, days), (terms.until - terms.since).days)
    lines = [line for c in case.of_vendor(vendor.key) for line in case.contract_lines.get(c.key, [])]
    spend = Fraction(0)
    for t in case.periods:
        share = case.clock.timeline.share_inside(t, terms.since, terms.until)
        if share:
            spend += share * sum(exact(line.amounts[t]) for line in lines)
    return committed - exact(terms.spent) - spend / case.exchange(vendor)
