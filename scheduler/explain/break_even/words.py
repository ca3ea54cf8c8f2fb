"""Break-even ranges as sentences."""

from __future__ import annotations

from datetime import date

from scheduler.explain.break_even.line_up import LineUp
from scheduler.explain.interval import TOO_CLOSE, Interval

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
    name, quoted = called(of), f"quoted {of.rate:,.2f} {per_unit(of)}"
    if low is None and high is None:
        return f"At which rate {name} {'leaves' if leaves else 'enters'} the plan is {TOO_CLOSE} ({quoted})."
    if leaves:
        return f"{name}, {quoted}, {_leaves(low, high, of, rest)}."
    return f"{name}, {quoted}, {_enters(low, high, of)}."


def lead_text(name: str, now: int, low: int | None, high: int | None) -> str:
    """At which lead a vendor stops being useful, as far as it is known."""
    head = f"{name}, now with a lead of {weeks(now)},"
    if low is None and high is None:
        return f"{head} is worth so little that from which lead on it is useless is {TOO_CLOSE}."
    if low is None:
        return f"{head} is surely of no use from a lead of {weeks(high or 0)} on; below, it is {TOO_CLOSE}."
    if high is None:
        return f"{head} surely pays up to a lead of {weeks(low)}; beyond, it is {TOO_CLOSE}."
    return f"{head} stops being useful at a lead of {between_weeks(low, high)}."


def surge_text(
    what: str, unit: str, now: int, low: int | None, high: int | None, saving: Interval | None, limit: int
) -> str:
    """How long a surge must last before hiring pays, as far as it is known."""
    head = f"The surge of {what} lasts {count(now, unit)}; hiring more, in place of contracting,"
    if low == limit:
        return f"{head} does not pay at up to {count(limit, unit)}."
    if high is None:
        return f"{head} saves nothing that could be told at up to {count(limit, unit)}: {TOO_CLOSE}."
    saved = "" if saving is None else f", which then saves {between_money(saving)}"
    if low is None:
        return f"{head} surely pays once it lasts {count(high, unit)}{saved}; for less it is {TOO_CLOSE}."
    if high - low == 1:
        return f"{head} pays once it lasts {count(high, unit)}{saved}; {low} are too few."
    return f"{head} begins to pay between {low} and {count(high, unit)}{saved}."


def own_hour_text(of: LineUp, low: float | None, high: float | None, own: float, true: float) -> str:
    """The rate at which an hour of the offers costs what an own hour does."""
    name = called(of)
    costs = f"an hour of {name} costs {true:,.2f} all counted, an own one {own:,.2f}"
    if low is None or high is None:
        return f"In this plan {costs}; at no rate above 0 would they be equal."
    return f"In this plan {costs}: they are equal at a rate of {low:,.2f} to {high:,.2f} {per_unit(of)}" + (
        f", where {of.rate:,.2f} is quoted."
    )


def day(when: date) -> str:
    """5 Apr 2027."""
    return f"{when.day} {when:%b %Y}"


def count(number: int, unit: str) -> str:
    """1 week, 26 weeks."""
    return f"{number} {unit}{'' if number == 1 else 's'}"


def weeks(number: int) -> str:
    """1 week, 4 weeks."""
    return count(number, "week")


def between_weeks(low: int, high: int) -> str:
    """5 weeks (4 still pay); between 4 and 9 weeks."""
    return f"{weeks(high)} ({low} still pay)" if high - low == 1 else f"between {low} and {weeks(high)}"


def between_money(saving: Interval) -> str:
    """between 1,200 and 3,400; at least 1,200."""
    wide = saving.outward(0)
    low = f"{wide.low:,.0f}"
    if wide.high is None:
        return f"at least {low}"
    high = f"{wide.high:,.0f}"
    return low if low == high else f"between {low} and {high}"


def listed(names: tuple[str, ...]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _leaves(low: float | None, high: float | None, of: LineUp, rest: tuple[float, float] | None) -> str:
    if low is None:
        return f"is surely out of the plan at {high:,.2f} or more; below, it is {TOO_CLOSE}"
    if high is not None:
        return f"leaves the plan between {low:,.2f} and {high:,.2f} {per_unit(of)}"
    stays = f"surely stays in the plan up to {low:,.2f} {per_unit(of)}"
    if rest is None:
        return f"{stays}; above, it is {TOO_CLOSE}"
    return f"{stays}; from {rest[0]:,.2f} on it saves {rest[1]:,.0f} at most"


def _enters(low: float | None, high: float | None, of: LineUp) -> str:
    if low is None:
        return f"surely does not enter the plan at {high:,.2f} or more; below, it is {TOO_CLOSE}"
    if high is None or high > of.rate:
        return f"surely enters the plan at {low:,.2f} or less; up to the quote it is {TOO_CLOSE}"
    return f"enters the plan between {low:,.2f} and {high:,.2f} {per_unit(of)}"
