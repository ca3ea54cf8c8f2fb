"""Money and steps in the sentences on prices."""

from __future__ import annotations

from scheduler.explain.interval import Interval

STEP = 0.005  # of money an hour: what two decimals show


def money(amount: float) -> str:
    """As in the report: 5.45 M, 210,000, 38.40."""
    size = abs(amount)
    if size >= 999_500:
        return f"{amount / 1e6:,.2f} M"
    if size >= 1000 or amount == round(amount):
        return f"{amount:,.0f}"
    return f"{amount:,.2f}"


def _digits(amount: float) -> int:
    """Decimals that `money` shows."""
    size = abs(amount)
    return -4 if size >= 999_500 else 0 if size >= 1000 else 2


def an_hour(amount: float) -> str:
    """38.40."""
    return f"{amount + 0.0:,.2f}"


def between(low: str, high: str | None) -> str:
    """1,200 to 1,900; one figure where both are the same."""
    if high is None:
        return f"at least {low}"
    return low if low == high else f"{low} to {high}"


def hours_between(interval: Interval) -> str:
    """An interval of money an hour, never narrower than it is."""
    wide = interval.outward(2)
    return between(an_hour(wide.low), None if wide.high is None else an_hour(wide.high))


def money_between(interval: Interval) -> str:
    """An interval of money, never narrower than it is."""
    low = interval.outward(_digits(interval.low)).low
    return between(money(low), None if interval.high is None else at_most(interval.high))


def at_most(amount: float) -> str:
    """A sum rounded up."""
    high = Interval(low=amount, high=amount).outward(_digits(amount)).high
    assert high is not None
    return money(high)


def counted(number: int, unit: str) -> str:
    """1 head more, 2 heads more: the unit's first word is what is counted."""
    first, _, rest = unit.partition(" ")
    return f"{number} {first if number == 1 else first + 's'} {rest}".rstrip()
