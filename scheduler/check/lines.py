"""What a cost line should say: a sum of prices times quantities in each period, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from scheduler.check.case import Case
from scheduler.check.tolerance import LINE

CLEAR = 1e8  # up to here doubles are good to a ten-millionth


class Term(NamedTuple):
    """So many, at this price each."""

    price: Fraction
    quantity: float


Terms = Sequence[Term]
NOTHING: Terms = ()


@dataclass(frozen=True)
class Line:
    """Terms by period, and those after the horizon."""

    owner: str
    part: str
    by_period: Sequence[Terms]
    after: Terms = NOTHING


def tail(case: Case, owner: str, terms: Terms) -> Line:
    """A line of what comes after the horizon."""
    return Line(owner, "", [NOTHING for _ in case.periods], terms)


def once(case: Case, owner: str, period: int, term: Term) -> Line:
    """A line of a single period."""
    return Line(owner, "", [(term,) if t == period else NOTHING for t in case.periods])


def simple(price: Fraction, quantity: float) -> Terms:
    return (Term(price, quantity),) if quantity and price else NOTHING


def priced(price: Callable[[int], Fraction], quantities: Sequence[float]) -> list[Terms]:
    """What quantities by period cost; prices are asked for only where there is something."""
    if not any(quantities):
        return [NOTHING] * len(quantities)
    return [(Term(price(t), quantity),) if quantity else NOTHING for t, quantity in enumerate(quantities)]


def flat(price: Fraction, quantities: Sequence[float]) -> list[Terms]:
    """What quantities by period cost at one price."""
    return priced(lambda _: price, quantities)


def value(terms: Terms) -> Fraction:
    """The exact sum, rounded half-even to six decimals."""
    total = sum((price * Fraction(quantity) for price, quantity in terms), start=Fraction(0))
    return round(total, 6)


def room(terms: Terms) -> float:
    """How far a line may be off when its quantities were rounded."""
    return LINE.absolute + sum(LINE.relative * float(abs(price)) * (2 + abs(q)) for price, q in terms)


def near(found: float, terms: Terms) -> bool:
    """Whether plain arithmetic already settles that a line is right: its own error is far below the room."""
    total = gross = 0.0
    for price, quantity in terms:
        product = price.numerator / price.denominator * quantity
        total += product
        gross += abs(product)
    return gross < CLEAR and abs(found - total) <= LINE.absolute / 2


def to_digits(amount: Decimal, digits: int) -> Decimal:
    """Rounded half-even to the currency's digits."""
    return amount.quantize(Decimal(1).scaleb(-digits), rounding="ROUND_HALF_EVEN")
