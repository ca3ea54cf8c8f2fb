"""Break-even ranges as sentences."""

from __future__ import annotations

from scheduler.explain.break_even.line_up import LineUp
from scheduler.explain.interval import TOO_CLOSE, Interval
from scheduler.explain.sums import between, no_more
from scheduler.words import counted, listed, rate

PERS = {"hour": "an hour", "day": "a day", "week": "a week", "month": "a month", "year": "a year"}


def per_unit(of: LineUp) -> str:
    """an hour, a month, a contact."""
    return PERS.get(of.per, f"a {of.per}")


def called(of: LineUp) -> str:
    """The vendor, or its offers where it has others besides."""
    return of.vendor if of.whole_vendor else listed(of.offers)


def without_text(name: str, impossible: bool) -> str:
    """Why there is nothing to compare with."""
    if impossible:
        return (
            f"Without {name} there is no plan at all: no rate makes it leave, and it may not come too late."
        )
    return f"What the plan would be without {name} was not found in time."


def rate_text(
    of: LineUp, leaves: bool, low: float | None, high: float | None, rest: tuple[float, float] | None
) -> str:
    """Where the offers enter or leave the plan, as far as it is known.

    `rest`: a rate and what is saved at most from there on, told where there is no end.
    """
    name, quoted = called(of), f"quoted {rate(of.rate)} {per_unit(of)}"
    if low is None and high is None:
        return f"At which rate {name} {'leaves' if leaves else 'enters'} the plan is {TOO_CLOSE} ({quoted})."
    if leaves:
        return f"{name}, {quoted}, {_leaves(low, high, of, rest)}."
    return f"{name}, {quoted}, {_enters(low, high, of)}."


def lead_text(name: str, now: int, low: int | None, high: int | None) -> str:
    """At which lead a vendor stops being useful, as far as it is known."""
    head = f"{name}, now {f'with a lead of {_weeks(now)}' if now else 'without a lead'},"
    if low is None and high is None:
        return f"{head} is worth so little that from which lead on it is useless is {TOO_CLOSE}."
    if low is None:
        return f"{head} is surely of no use from a lead of {_weeks(high or 0)} on; below, it is {TOO_CLOSE}."
    if high is None:
        return f"{head} surely pays up to a lead of {_weeks(low)}; beyond, it is {TOO_CLOSE}."
    return f"{head} stops being useful at a lead {between_weeks(low, high)}."


def surge_text(
    what: str,
    hiring: str,
    unit: str,
    now: int,
    low: int | None,
    high: int | None,
    saving: Interval | None,
    limit: int,
) -> str:
    """How long a surge must last before hiring pays, as far as it is known."""
    head = f"The surge of {what} lasts {counted(now, unit)}; {hiring}"
    if low == limit:
        return f"{head} does not pay at up to {counted(limit, unit)}."
    if high is None:
        return f"{head} saves nothing that could be told at up to {counted(limit, unit)}: {TOO_CLOSE}."
    saved = "" if saving is None else f", which then saves {between(saving)}"
    if low is None:
        return f"{head} surely pays once it lasts {counted(high, unit)}{saved}; for less it is {TOO_CLOSE}."
    if high - low == 1:
        return f"{head} pays once it lasts {counted(high, unit)}{saved}; {_few(low)} too few."
    return f"{head} begins to pay between {low} and {counted(high, unit)}{saved}."


def own_hour_text(
    of: LineUp, low: float | None, high: float | None, own: float, true: float, *, nowhere: bool
) -> str:
    """The rate at which an hour of the offers costs what an own hour does; `nowhere`: there is none."""
    name = called(of)
    costs = f"an hour of {name} costs {rate(true)} all counted, an own one {rate(own)}"
    if low is None or high is None:
        where = "at no rate above 0 would they be equal"
        return (
            f"In this plan {costs}; {where if nowhere else f'at which rate they are equal is {TOO_CLOSE}'}."
        )
    at = rate(low) if low == high else f"{rate(low)} to {rate(high)}"
    quoted = f"where {rate(of.rate)} is quoted"
    return f"In this plan {costs}: they are equal at a rate of {at} {per_unit(of)}, {quoted}."


def _weeks(number: int) -> str:
    return counted(number, "week")


def between_weeks(low: int, high: int) -> str:
    """of 5 weeks (4 still pay); between 4 and 9 weeks."""
    still = f"{low} still pay{'s' if low == 1 else ''}"
    return f"of {_weeks(high)} ({still})" if high - low == 1 else f"between {low} and {_weeks(high)}"


def _few(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def _leaves(low: float | None, high: float | None, of: LineUp, rest: tuple[float, float] | None) -> str:
    if low is None:
        return f"is surely out of the plan at {rate(high or 0.0)} or more; below, it is {TOO_CLOSE}"
    if high is not None:
        return f"leaves the plan between {rate(low)} and {rate(high)} {per_unit(of)}"
    stays = f"surely stays in the plan up to {rate(low)} {per_unit(of)}"
    if rest is None:
        return f"{stays}; above, it is {TOO_CLOSE}"
    return f"{stays}; from {rate(rest[0])} on it saves at most {no_more(rest[1])}"


def _enters(low: float | None, high: float | None, of: LineUp) -> str:
    if low is None:
        return f"surely does not enter the plan at {rate(high or 0.0)} or more; below, it is {TOO_CLOSE}"
    if high is None or high > of.rate:
        return f"surely enters the plan at {rate(low)} or less; up to the quote it is {TOO_CLOSE}"
    return f"enters the plan between {rate(low)} and {rate(high)} {per_unit(of)}"
