"""A solver that fails on the way loses no plan, and proves nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scheduler.engine import Answer, Crew, Engine, EngineCrashed, Status, StopReason
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.search.board import Effort
from scheduler.search.search import LARGE, search
from tests.benchmarks.generate import generate


@pytest.fixture(scope="module")
def case() -> Case:
    found = build(generate(4, 40, 8))
    assert found.matrix.program().whole.sum() >= LARGE
    return found


class SecondFails(Engine):
    """The real engine, whose second search ends as told."""

    def __init__(self, end: Answer | Exception) -> None:
        super().__init__()
        self._end, self._searches = end, 0

    def minimise(self, *args: Any, **wanted: Any) -> Answer:
        self._searches += 1
        if self._searches == 1:
            return replace(super().minimise(*args, **wanted), stop_reason=StopReason.GAP)
        if isinstance(self._end, Exception):
            raise self._end
        return self._end


INFEASIBLE = Answer(Status.INFEASIBLE, StopReason.PROVED, None, None, np.inf, 0.0, 0, np.inf)


@pytest.mark.parametrize("end", [EngineCrashed("gone"), INFEASIBLE])
def test_the_first_plan_survives(case: Case, end: Answer | Exception) -> None:
    with SecondFails(end) as engine:
        answer = search(case, Crew([engine]), Effort(30.0, 0.0))
    assert answer.values is not None
    assert answer.status is Status.FEASIBLE
    assert answer.stop_reason is StopReason.CRASHED
    assert answer.objective is not None
    assert 0 < answer.bound < answer.objective


def test_without_any_plan_a_crash_is_told(case: Case) -> None:
    class Fails(Engine):
        def minimise(self, *_args: Any, **_wanted: Any) -> Answer:
            raise EngineCrashed("gone")

    with Fails() as engine, pytest.raises(EngineCrashed):
        search(case, Crew([engine]), Effort(30.0, 0.0))


def test_a_bound_above_a_plan_gives_way_to_the_relaxation(case: Case) -> None:
    class Boasts(Engine):
        def minimise(self, *args: Any, **wanted: Any) -> Answer:
            answer = super().minimise(*args, **wanted)
            return replace(answer, bound=float(answer.objective or 0) * 1.5, stop_reason=StopReason.PROVED)

    with Boasts() as engine:
        answer = search(case, Crew([engine]), Effort(30.0, 0.01))
        relaxed = engine.relax(case.matrix.program()).objective
    assert answer.bound == pytest.approx(relaxed)
    assert answer.gap > 0
