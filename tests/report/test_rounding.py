from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scheduler.report.rounding import rounded, spread


def test_the_largest_remainder_is_rounded_up() -> None:
    # 1/3 each of 1.00: 0.33 + 0.33 + 0.33 lacks a cent, which the first of equals gets
    assert spread([Fraction(1, 3)] * 3, 2) == [Decimal("0.34"), Decimal("0.33"), Decimal("0.33")]


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40), st.sampled_from([0, 2, 3]))
def test_rounded_lines_add_up_and_none_is_off_by_a_unit(parts: list[int], digits: int) -> None:
    amounts = [Fraction(part, 997) for part in parts]
    shown = spread(amounts, digits)
    assert sum(shown) == rounded(sum(amounts, Fraction(0)), digits)
    assert all(abs(Fraction(a) - b) < Fraction(1, 10**digits) for a, b in zip(shown, amounts))
