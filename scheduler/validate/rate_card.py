"""Faults of offers, vendors and running contracts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from scheduler.errors import Fault
from scheduler.problem import Offer
from scheduler.problem.timeline import value_on
from scheduler.validate.context import Context, cut
from scheduler.validate.pointer import at
from scheduler.validate.workforce import above, days_of_change


def offer_at(i: int, *steps: str | int) -> str:
    return at("rate_card", "offers", i, *steps)


def least_stay(context: Context, offer: Offer) -> tuple[int, str]:
    """(periods, field): how long a contract head must stay at least, and what asks for it."""
    length = context.length
    ages = {
        "one period": 1,
        "ramp": len(context.by_age(offer.ramp)) if offer.ramp else 0,
        "notice": length(offer.notice),
        "min_term": length(offer.min_term) if offer.early_exit_fee is None else 0,
    }
    field = max(ages, key=lambda name: ages[name])
    return ages[field], field


def terms_crossed(context: Context) -> Iterator[Fault]:
    for i, offer in context.offers:
        if offer.unit != "heads" or offer.max_term is None:
            continue
        longest = context.length(offer.max_term)
        stay, field = least_stay(context, offer)
        if offer.early_exit_fee is not None and context.length(offer.min_term) > stay:
            stay, field = context.length(offer.min_term), "min_term"
        if offer.conversion and context.length(offer.conversion.after) > stay:
            stay, field = context.length(offer.conversion.after), "conversion.after"
        if stay > longest:
            found = f"at most {offer.max_term} ({longest} periods), but {field} takes {stay}"
            yield Fault("crossed", offer_at(i, "max_term"), found, f"raise max_term, or lower {field}")


def fee_without_term(context: Context) -> Iterator[Fault]:
    for i, offer in context.offers:
        if offer.early_exit_fee is not None and context.length(offer.min_term) == 0:
            found = "a fee for leaving early without a minimum term"
            yield Fault(
                "fee_without_term",
                offer_at(i, "early_exit_fee"),
                found,
                "give min_term, or take the fee away",
            )


def falling_rate(context: Context) -> Iterator[Fault]:
    """A rate that falls once people may leave would let the dear first weeks be skipped on paper."""
    for i, offer in context.offers:
        if offer.rate_by_age is None:
            continue
        shares = [*context.by_age(offer.rate_by_age), Fraction(1)]
        stay = least_stay(context, offer)[0]
        if offer.conversion:
            ramp = len(context.by_age(offer.ramp)) if offer.ramp else 0
            stay = min(stay, max(1, ramp, context.length(offer.conversion.after)))
        longest = context.length(offer.max_term) if offer.max_term else len(shares)
        for age in range(stay + 1, min(len(shares), longest)):
            if shares[age] < shares[age - 1]:
                found = (
                    f"the rate falls to {float(shares[age]):.0%} in period {age + 1}, when people may leave"
                )
                fix = "make the term at least that long, or write the lower rate as a second offer"
                yield Fault("falling_rate", offer_at(i, "rate_by_age"), found, fix)
                break


def bands(context: Context) -> Iterator[Fault]:
    for i, offer in context.offers:
        steps = [band.above for band in offer.bands]
        for j, (before, after) in enumerate(pairwise(steps), 1):
            if after <= before:
                found = f"above {after:g} comes after above {before:g}"
                yield Fault(
                    "not_ascending", offer_at(i, "bands", j, "above"), found, "let the bands go upwards"
                )
        other = "rate_by_age" if offer.rate_by_age else "rates" if offer.rates else None
        if offer.bands and other:
            yield Fault(
                "contradiction", offer_at(i, "bands"), f"bands together with {other}", "keep one of them"
            )


def contacts(context: Context) -> Iterator[Fault]:
    for i, offer in context.offers:
        if (offer.per == "contact") != (offer.aht_seconds is not None):
            if offer.per == "contact":
                fix = "give aht_seconds: the seconds of one contact"
                yield Fault(
                    "no_handling_time", offer_at(i, "aht_seconds"), "a rate per contact without it", fix
                )
            else:
                found = f"aht_seconds with a rate per {offer.per}"
                yield Fault("no_use", offer_at(i, "aht_seconds"), found, "take it away, or sell per contact")


HEADS_ONLY = (
    "min_term",
    "max_term",
    "notice",
    "early_exit_fee",
    "ramp",
    "rate_by_age",
    "min_heads",
    "max_heads",
    "max_starts",
    "batch",
    "start_until",
    "onboarding",
    "exit",
    "conversion",
)
CALLED_ONLY = ("rates", "max_hours")


def fields_of_unit(context: Context) -> Iterator[Fault]:
    """Terms are for heads, rates by skill for hours and output; what has no use would mislead."""
    for i, offer in context.offers:
        wrong = CALLED_ONLY if offer.unit == "heads" else HEADS_ONLY
        if offer.unit == "output":
            wrong = (*wrong, "shrinkage", "dedication")
        for name in wrong:
            if getattr(offer, name) not in (Offer.model_fields[name].default, "0d", 0):
                found = f"{name} in an offer sold as {offer.unit}"
                yield Fault("no_use", offer_at(i, name), found, "take it away, or sell the offer differently")
        lawful = {"heads": ("hour", "day", "week", "month", "year"), "hours": ("hour",)}
        allowed = lawful.get(offer.unit, ("hour", "contact"))
        if offer.per not in allowed:
            found = f"a rate per {offer.per} in an offer sold as {offer.unit}"
            yield Fault("no_use", offer_at(i, "per"), found, f"write a rate per {' or '.join(allowed)}")
        for j, overhead in enumerate(offer.overheads):
            if offer.unit != "heads" and overhead.basis in ("head", "start"):
                found = f"'{cut(overhead.name)}' per {overhead.basis} in an offer sold as {offer.unit}"
                fix = "write it per productive hour or of the rate"
                yield Fault("no_use", offer_at(i, "overheads", j, "basis"), found, fix)


def ramps(context: Context) -> Iterator[Fault]:
    for i, offer in context.offers:
        yield from above(offer.ramp, offer_at(i, "ramp"), "ramp")


def least_heads(context: Context) -> Iterator[Fault]:
    """Minimum heads above the maximum."""
    limits = [(offer_at(i, "min_heads"), offer.min_heads, offer.max_heads) for i, offer in context.offers]
    limits += [
        (at("rate_card", "vendors", i, "min_heads_if_used"), vendor.min_heads_if_used, vendor.max_heads)
        for i, vendor in context.vendors
    ]
    for place, least, most in limits:
        if most is None or least == 0:
            continue
        high = max(value_on(most, day) for day in days_of_change(context, most))
        if least > high:
            found = f"at least {least} heads, at most {high:g}"
            yield Fault("crossed", place, found, "let the minimum be no more than the maximum")


def windows(context: Context) -> Iterator[Fault]:
    for i, offer in context.offers:
        first, last, end = offer.start_from, offer.start_until, offer.last_end
        if first and last and last < first:
            found = f"starts from {first} until {last}"
            yield Fault(
                "reversed", offer_at(i, "start_until"), found, "let start_until be on or after start_from"
            )
        if first and end and end <= first:
            found = f"starts from {first}, but nobody is there on or after {end}"
            yield Fault("reversed", offer_at(i, "last_end"), found, "let last_end be after start_from")


def running_dates(context: Context) -> Iterator[Fault]:
    for i, running in context.running:
        place = at("rate_card", "running", i, "latest_end")
        early, late = running.earliest_end, running.latest_end
        if late and late <= running.started:
            found = f"started on {running.started}, over on {late}"
            yield Fault("reversed", place, found, "let latest_end be after started")
        elif early and late and late < early:
            found = f"earliest end {early}, latest end {late}"
            yield Fault("reversed", place, found, "let latest_end be on or after earliest_end")
        elif running.bound_until and late and late < running.bound_until:
            found = f"bound until {running.bound_until}, latest end {late}"
            yield Fault("reversed", place, found, "let latest_end be on or after bound_until")


def running_in_heads(context: Context) -> Iterator[Fault]:
    for i, running in context.running:
        offer = context.offer_of.get(running.offer)
        if offer and offer.unit != "heads":
            found = f"heads on an offer sold as {offer.unit}"
            fix = "name an offer sold as heads; hours and output need no running contract"
            yield Fault("no_use", at("rate_card", "running", i, "offer"), found, fix)


RATE_CARD = (
    terms_crossed,
    fee_without_term,
    falling_rate,
    bands,
    contacts,
    fields_of_unit,
    ramps,
    least_heads,
    windows,
    running_dates,
    running_in_heads,
)
