"""Where along whole numbers something begins to hold, asked as seldom as may be."""

from __future__ import annotations

import time
from collections.abc import Callable

from scheduler.explain.asking import Asking

PATIENCE = 2  # times the seconds of a question, after which no further number is asked about


def first_true(
    low: int,
    high: int,
    holds: Callable[[int], bool | None],
    asking: Asking,
    guess: int | None = None,
    tries: int | None = None,
) -> tuple[int | None, int | None]:
    """The last number in (low, high] known not to hold, and the first known to hold; None where none is.

    `holds` is taken to stay so once it does; None from it means: cannot be told. Narrowed until the two
    are neighbours, the time is over, or `tries` numbers were asked about; `guess`: where to ask first.
    """
    until = time.monotonic() + PATIENCE * asking.seconds
    no, yes, below, above, place = None, None, low, high + 1, guess
    for _ in range(high - low if tries is None else tries):
        if above - below <= 1 or asking.late or time.monotonic() > until:
            break
        inside = place is not None and below < place < above
        middle = place if inside and place is not None else (below + above) // 2
        found, place = holds(middle), None
        if found:
            yes = above = middle
        else:
            below = middle
            no = middle if found is False else no
            place = min(high, middle + max(1, middle // 4)) if yes is None and guess is not None else None
    return no, yes
