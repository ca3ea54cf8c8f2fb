"""What a cost line should say: a sum of prices times quantities in each period, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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


Terms = list[Term]


@dataclass(frozen=True)
class Line:
    """Terms by period, and those after the horizon."""

    owner: str
    part: str
    by_period: Sequence[Terms]
    after: Terms = field(default_factory=list)


def tail(case: Case, owner: str, terms: Terms) -> Line:
    """A line of what comes after the horizon."""
    return Line(owner, "", [[] for _ in case.periods], terms)


def once(case: Case, owner: str, period: int, term: Term) -> Line:
    """A line of a single period."""
    return Line(owner, "", [[term] if t == period else [] for t in case.periods])


def simple(price: Fraction, quantity: float) -> Terms:
    return [Term(price, quantity)] if quantity and price else []


def value(terms: Terms) -> Fraction:
    """The exact sum, rounded half-even to six decimals."""
    total = sum((price * Fraction(quantity) for price, quantity in terms), start=Fraction(0))
    return round(total, 6)


def room(terms: Terms) -> float:
    """How far a line may be off when its quantities were rounded."""
    return LINE.absolute + sum(LINE.relative * float(abs(price)) * (2 + abs(q)) for price, q in terms)


def near(found: float, terms: Terms) -> bool:
    """Whether plain arithmetic already settles that a line is right: its own error is far below the room."""
    products = [float(price) * quantity for price, quantity in terms]
    gross = sum(abs(product) for product in products)
    return gross < CLEAR and abs(found - sum(products)) <= LINE.absolute / 2


def to_digits(amount: Decimal, digits: int) -> Decimal:
    """Rounded half-even to the currency's digits."""
    return amount.quantize(Decimal(1).scaleb(-digits), rounding="ROUND_HALF_EVEN")
