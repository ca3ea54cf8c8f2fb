"""How little a field need give: the least step with which a plan is possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from scheduler.explain.remedies.edit import Cell
from scheduler.explain.remedies.levers import Lever, merged
from scheduler.explain.remedies.tries import Tries

Steps = dict[Lever, int]
Ask = Callable[[Sequence[Cell]], bool | None]
Works = Callable[[int], bool | None]
STRIDES = (1, 4, 16, 64, 512, 4096)  # up from the least steps in fractions, where whole numbers are slow


def least_steps(tries: Tries, levers: Sequence[Lever], guesses: Mapping[Lever, int]) -> tuple[Steps, bool]:
    """The least steps of levers that all are needed, and whether it is proven that each is the least.

    Each in turn, those after it still at their loosest: none can then be a step less.
    """
    if not tries.large:
        return _in_turn(tries.possible, levers, guesses)
    low, _ = _in_turn(tries.in_fractions, levers, guesses)
    return _raised(tries, low)


def _in_turn(ask: Ask, levers: Sequence[Lever], guesses: Mapping[Lever, int]) -> tuple[Steps, bool]:
    steps, proven = {lever: lever.most for lever in levers}, True
    for lever in levers:
        works = _works(ask, steps, lever)
        steps[lever], least = _between(works, 0, lever.most, guesses.get(lever))
        proven = proven and least
    return steps, proven


def _works(ask: Ask, steps: Steps, lever: Lever) -> Works:
    return lambda step: ask(merged({**steps, lever: step}.items()))


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


def _raised(tries: Tries, low: Steps) -> tuple[Steps, bool]:
    """Steps that work in whole heads, near the least in fractions; the least where they are those."""
    if tries.possible(merged(low.items())):
        return low, True
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
