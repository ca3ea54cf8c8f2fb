"""A currency's own digits."""

import pytest

from scheduler.problem.money import digits


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("USD", 2), ("JPY", 0), ("KWD", 3)])
def test_digits(currency: str, decimals: int) -> None:
    assert digits(currency) == decimals
