"""First in, first out: who starts when and ends when."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model.actions import stays


def test_the_first_to_start_is_the_first_to_end() -> None:
    # 3 start in 0 and 2 in 1; in 2 four end: the three, then one of the two; the last stays
    found = stays(np.array([3.0, 2.0, 0.0]), np.array([0.0, 0.0, 4.0]))
    assert found == [(0, 2, 3.0), (1, 2, 1.0), (1, None, 1.0)]


def test_nobody_starting_is_no_stay() -> None:
    assert stays(np.zeros(3), np.zeros(3)) == []


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_stays_add_up_to_starts_and_ends(flow: list[tuple[int, int]]) -> None:
    starts, ends, there = np.zeros(len(flow)), np.zeros(len(flow)), 0
    for t, (come, go) in enumerate(flow):
        starts[t], ends[t] = come, min(go, there)
        there += come - int(ends[t])
    found = stays(starts, ends)
    for t in range(len(flow)):
        assert sum(heads for start, _, heads in found if start == t) == starts[t]
        assert sum(heads for _, end, heads in found if end == t) == ends[t]
    assert sum(heads for _, end, heads in found if end is None) == there
    assert all(end is None or end > start for start, end, _ in found)
