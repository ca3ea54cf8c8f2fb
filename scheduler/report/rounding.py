"""Rounding by largest remainder: shown lines add up to the shown total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import floor


def rounded(amount: Fraction, digits: int) -> Decimal:
    """Half-even to `digits` decimals."""
    return Decimal(round(amount * 10**digits)).scaleb(-digits)


def spread(amounts: Sequence[Fraction], digits: int, total: Decimal | None = None) -> list[Decimal]:
    """Each amount rounded up or down to `digits` decimals so that they add up to `total`.

    `total` (absent: their sum, rounded) must lie within one unit of the last digit of their sum.
    The largest remainders are rounded up, ties from the left.
    """
    scale = 10**digits
    if total is None:
        total = rounded(sum(amounts, Fraction(0)), digits)
    wanted = int((total * scale).to_integral_value(ROUND_HALF_EVEN))
    floors = [floor(amount * scale) for amount in amounts]
    missing = wanted - sum(floors)
    order = sorted(range(len(amounts)), key=lambda i: (floors[i] - amounts[i] * scale, i))
    for place in range(abs(missing)):
        floors[order[place % len(order)]] += 1 if missing > 0 else -1
    return [Decimal(value).scaleb(-digits) for value in floors]
