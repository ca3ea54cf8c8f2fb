"""How little a field need give: the least step with which a plan is possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scheduler.explain.remedies.levers import Lever, merged
from scheduler.explain.remedies.tries import Tries

Works = Callable[[int], bool | None]
STRIDE = 4  # where whole numbers are slow: from the least step in fractions up by 1, 4, 16 …
PRECISE = 3  # and so many times back


def least_step(tries: Tries, steps: Mapping[Lever, int], lever: Lever, guess: int | None) -> tuple[int, bool]:
    """The least step of one lever with the others as they are, and whether one less is proven too little."""

    def asks(ask: Callable[..., bool | None]) -> Works:
        def works(step: int) -> bool | None:
            given = {**steps, lever: step}
            return ask(merged(given.items()))

        return works

    top = steps[lever]
    if not tries.large:
        return _between(asks(tries.possible), 0, top, guess)
    low, _ = _between(asks(tries.in_fractions), 0, top, guess)
    return _climbed(asks(tries.possible), low, top)


def _between(works: Works, low: int, high: int, guess: int | None) -> tuple[int, bool]:
    """The least step that works, above `low` (which does not) up to `high` (which does)."""
    proven, stride = True, 1
    middle = guess if guess is not None and low < guess < high else (low + high) // 2
    guessed = middle == guess
    while high - low > 1:
        found = works(middle)
        if found:
            high = middle
        else:
            low, proven = middle, found is not None
        if guessed:  # the next one below; above, farther each time, until it works
            guessed, stride = not found, 2 * stride
            middle = high - 1 if found else min(low + stride, high - 1)
        else:
            middle = (low + high) // 2
    return high, proven


def _climbed(works: Works, low: int, top: int) -> tuple[int, bool]:
    """A step that works, near the least in fractions, which is proven to be no less than `low`."""
    if works(low):
        return low, True
    wrong, stride = low, 1
    right = min(low + stride, top)
    while right < top and not works(right):
        wrong, stride = right, stride * STRIDE
        right = min(low + stride, top)
    for _ in range(PRECISE):
        if right - wrong <= 1:
            break
        middle = (wrong + right) // 2
        wrong, right = (wrong, middle) if works(middle) else (middle, right)
    return right, False
