"""Whether a few figures differ from a promise by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import stdev

LEAST = 4  # figures below which nothing can be told
SAME = 0.005  # of the promise: no difference anybody would act on
STUDENT = (3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13)
"""How many standard errors carry a sentence, for 4, 5, … figures (95 of 100); 2.1 beyond."""


def told_apart(figures: Sequence[float], promised: float) -> bool:
    """Whether the mean of the figures lies off the promise, as far as so many can tell."""
    count = len(figures)
    if count < LEAST:
        return False
    mean = sum(figures) / count
    wide = STUDENT[count - LEAST] if count - LEAST < len(STUDENT) else 2.1
    error = wide * stdev(figures) / sqrt(count)
    return abs(mean - promised) > max(error, SAME * max(1.0, abs(promised)))
