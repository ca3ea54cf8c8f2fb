"""How little a field need give: the least step with which a plan is possible."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from scheduler.explain.remedies.edit import Cell
from scheduler.explain.remedies.levers import Lever, merged
from scheduler.explain.remedies.tries import EVER, Tries

Steps = dict[Lever, int]
Ask = Callable[[Sequence[Cell], float], bool | None]
Works = Callable[[int, float], bool | None]
NARROWING = 1 / 3  # of the time left: the rest is for what the plan costs, and for other remedies
STRIDES = (1, 4, 16, 64, 512, 4096)  # up from the least steps in fractions, where whole numbers are slow


def least_steps(tries: Tries, levers: Sequence[Lever], guesses: Mapping[Lever, int]) -> tuple[Steps, bool]:
    """The least steps of levers that all are needed, and whether it is proven that each is the least.

    Each in turn, those after it still at their loosest: none can then be a step less. The last steps may
    take minutes to prove: each has its part of the time, and ends with what is known to be enough.
    """
    until = time.monotonic() + NARROWING * tries.left
    if not tries.large:
        return _in_turn(tries.possible, levers, guesses, until)
    low, proven = _in_turn(tries.in_fractions, levers, guesses, until)
    return _raised(tries, low, proven)


def _in_turn(
    ask: Ask, levers: Sequence[Lever], guesses: Mapping[Lever, int], until: float
) -> tuple[Steps, bool]:
    steps, proven = {lever: lever.most for lever in levers}, True
    for place, lever in enumerate(levers):
        works, now = _works(ask, steps, lever), time.monotonic()
        till = now + (until - now) / (len(levers) - place)
        steps[lever], least = _between(works, 0, lever.most, guesses.get(lever), till)
        proven = proven and least
    return steps, proven


def _works(ask: Ask, steps: Steps, lever: Lever) -> Works:
    return lambda step, until: ask(merged({**steps, lever: step}.items()), until)


def _between(works: Works, low: int, most: int, guess: int | None, until: float) -> tuple[int, bool]:
    """The least step that works, above `low` (which does not) up to `most` (which does).

    From `until` on a step less than `most` will do.
    """
    high, proven, stride = most, True, 1
    middle = guess if guess is not None and low < guess < high else (low + high) // 2
    guessed = middle == guess
    while high - low > 1:
        if high < most and time.monotonic() >= until:
            return high, False
        found = works(middle, until if high < most else EVER)
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


def _raised(tries: Tries, low: Steps, proven: bool) -> tuple[Steps, bool]:
    """Steps that work in whole heads, near the least in fractions; the least where they are those."""
    if tries.possible(merged(low.items())):
        return low, proven
    steps = {lever: lever.most for lever in low}
    for stride in STRIDES:
        higher = {lever: min(step + stride, lever.most) for lever, step in low.items()}
        if tries.possible(merged(higher.items())):
            steps = higher
            break
    for lever, step in low.items():
        if tries.possible(merged({**steps, lever: step}.items())):
            steps[lever] = step
    return steps, False
