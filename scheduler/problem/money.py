"""Digits of a currency's smallest unit."""

from __future__ import annotations

from babel.numbers import get_currency_precision


def digits(currency: str) -> int:
    """Decimals an amount of this currency is shown with: 2 for EUR, 0 for JPY (source: CLDR)."""
    return int(get_currency_precision(currency))
