"""Faults of the policy and of money and sizes everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from babel.numbers import list_currencies

from scheduler.errors import Fault
from scheduler.problem import Dated, VendorShareLimit
from scheduler.validate.context import Context, did_you_mean
from scheduler.validate.pointer import at, pointer

MONEY = {
    "amount", "rate", "salary", "cost", "fee", "onboarding", "exit", "fixed_cost", "shortage_cost",
    "idle_cost",
    "change_cost", "costs", "rates", "spent",
}  # fmt: skip
HOURS = {"hours", "fte", "volume"}
DIVISORS = {
    "skills", "occupancy", "hours_per_week", "fte_hours_per_week", "working_days", "dedication",
    "aht_seconds",
    "above", "exchange_rates", "values",
}  # fmt: skip
LOSSES = {"shrinkage", "absence", "rework_share", "attrition"}
RANGE, LEAST = 1e12, 1e-6


def unknown_currency(context: Context) -> Iterator[Fault]:
    known = list_currencies()
    forecast, policy = context.problem.forecast, context.problem.policy
    given = [(at("forecast", "currency"), forecast.currency)]
    given += [
        (at("rate_card", "vendors", i, "currency"), v.currency) for i, v in context.vendors if v.currency
    ]
    given += [(at("policy", "exchange_rates", name), name) for name in policy.exchange_rates]
    for place, name in given:
        if name not in known:
            found = f"no currency '{name}'{did_you_mean(name, known)}"
            yield Fault("unknown_currency", place, found, "write its ISO code, such as EUR")


def exchange_rates(context: Context) -> Iterator[Fault]:
    """Every foreign currency needs a rate; the own one has the rate 1."""
    own, rates = context.problem.forecast.currency, context.problem.policy.exchange_rates
    for i, vendor in context.vendors:
        if vendor.currency and vendor.currency != own and vendor.currency not in rates:
            found = f"no exchange rate from {vendor.currency} to {own}"
            fix = f"add the {own} for one {vendor.currency} to the policy's exchange_rates"
            yield Fault("no_exchange_rate", at("rate_card", "vendors", i, "currency"), found, fix)
    if rates.get(own, 1) != 1:
        found = f"one {own} is {rates[own]:g} {own}"
        yield Fault(
            "own_rate", at("policy", "exchange_rates", own), found, "take it away: it is the plan's currency"
        )


def done_before(context: Context) -> Iterator[Fault]:
    """Hours done before the plan count in shares over the horizon alone."""
    policy = context.problem.policy
    for field in ("min_inhouse_share", "max_contractor_share", "max_vendor_share"):
        for i, limit in enumerate(getattr(policy, field)):
            if limit.done is None:
                continue
            place = at("policy", field, i, "done")
            if limit.over != "horizon":
                found = "hours done before, in a share of every period"
                yield Fault("contradiction", place, found, "let it be over the horizon, or take them away")
            elif isinstance(limit, VendorShareLimit) and limit.vendor is None:
                found = "hours done before, in a share of each vendor"
                yield Fault(
                    "contradiction", place, found, "give each vendor a share of its own with its hours"
                )
            elif limit.done.theirs > limit.done.all:
                found = f"{limit.done.theirs:g} of {limit.done.all:g} hours done before"
                yield Fault("contradiction", place, found, "let them be no more than all")


def frozen_without_baseline(context: Context) -> Iterator[Fault]:
    until = context.problem.policy.frozen_until
    if until is not None and not context.baseline:
        fix = "give the plan it keeps to (--baseline), or take it away"
        place = at("policy", "frozen_until")
        yield Fault("no_baseline", place, f"frozen until {until} without an earlier plan", fix)


def too_small(context: Context) -> Iterator[Fault]:
    """Numbers that others are divided by, or what is left after losses, must not be next to nothing."""
    for path, name, value in context.fields:
        if name not in DIVISORS and name not in LOSSES:
            continue
        for steps, number in numbers((*path,), value):
            left = 1 - number if name in LOSSES else number
            if 0 < left < LEAST or (name in LOSSES and left <= 0):
                found = f"{name} is {number!r}"
                yield Fault(
                    "too_small", pointer(steps), found, f"write a number that leaves at least {LEAST:g}"
                )


def numbers(steps: tuple[str | int, ...], value: object) -> Iterator[tuple[tuple[str | int, ...], float]]:
    """The numbers in a value: itself, by name, by date, or by period."""
    if isinstance(value, (int, float)):
        yield steps, value
    elif isinstance(value, Dated):
        yield from numbers((*steps, "value"), value.value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from numbers((*steps, name), inner)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from numbers((*steps, number), inner)


def range_too_wide(context: Context) -> Iterator[Fault]:
    """Amounts of one plan that differ by more than can be computed side by side."""
    for names, what in ((MONEY, "amounts of money"), (HOURS, "numbers of work")):
        found = [
            (number, steps)
            for path, name, value in context.fields
            if name in names
            for steps, number in numbers(path, value)
            if number > 0
        ]
        if not found:
            continue
        least, most = min(found, key=lambda pair: pair[0]), max(found, key=lambda pair: pair[0])
        if most[0] > least[0] * RANGE:
            text = f"{least[0]:g} here and {most[0]:g} at {pointer(most[1])}"
            fix = f"{what} may differ by a factor of {RANGE:g}: write 0 for next to nothing"
            yield Fault("range_too_wide", pointer(least[1]), text, fix)


POLICY = (unknown_currency, exchange_rates, done_before, frozen_without_baseline)
SIZES = (too_small, range_too_wide)
