"""From heads wanted by period to contracts: stretches of time, each for so many heads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import Floats


@dataclass(frozen=True)
class Stretch:
    """So many heads from period `start` up to `end` (no longer there); `end` may pass the horizon."""

    start: int
    end: int
    heads: float


def stretches(
    wanted: Floats, *, first: int, stay: int, longest: int | None, batch: int, least: int, room: float
) -> list[Stretch]:
    """Covers `wanted` heads from period `first` on, a layer of `batch` heads (first `least`) at a time.

    A layer is there whenever it is wanted, for at least `stay` and at most `longest` periods at a time;
    the first layer is there whenever any other is.
    """
    layers = _layers(batch, least, min(room, float(wanted.max(initial=0.0)) + max(batch, least)))
    found: list[Stretch] = []
    above = np.zeros(len(wanted), bool)
    floors = np.cumsum([0.0, *layers])
    for heads, below in reversed(list(zip(layers, floors))):
        needed = (wanted > below) | above if below == 0 else wanted > below
        needed[: min(first, len(needed))] = False
        for start, end in _runs(needed, stay):
            above[start:end] = True
            found += _pieces(start, end, heads, stay, longest)
    return sorted(found, key=lambda s: (s.start, s.end))


def _layers(batch: int, least: int, room: float) -> list[float]:
    bottom = -(-max(least, batch) // batch) * batch
    if room < bottom:
        return []
    more = int((room - bottom) // batch)
    return [float(bottom), *[float(batch)] * more]


def _runs(needed: np.ndarray, stay: int) -> list[tuple[int, int]]:
    """Stretches of need, at least `stay` long, with pauses shorter than `stay` bridged."""
    runs: list[tuple[int, int]] = []
    for t in np.flatnonzero(needed):
        if runs and t < runs[-1][1] + stay:
            runs[-1] = (runs[-1][0], max(runs[-1][1], int(t) + 1))
        else:
            runs.append((int(t), int(t) + stay))
    return runs


def _pieces(start: int, end: int, heads: float, stay: int, longest: int | None) -> list[Stretch]:
    """A long stretch as contracts one after another, none longer than allowed."""
    if longest is None or end - start <= longest:
        return [Stretch(start, end, heads)]
    count = -(-(end - start) // longest)
    length = max(stay, -(-(end - start) // count))
    return [Stretch(s, s + length, heads) for s in range(start, end, length)]
