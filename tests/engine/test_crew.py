"""Engines side by side: answers in the order of the questions, faults told, as many at work as there are."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from scheduler.engine import Crew, Engine, EngineFault, all_cores, shared_crew, shared_engine
from tests.engine.programs import program


@pytest.fixture
def two() -> Iterator[Crew]:
    """Engines whose processes are never started."""
    with Engine() as one, Engine() as other:
        yield Crew([one, other])


def test_answers_come_in_the_order_of_the_items(two: Crew) -> None:
    def ask(_: Engine, item: int) -> int:
        time.sleep(0.02 * (item % 3))
        return item * item

    assert two.map(ask, range(9)) == [item * item for item in range(9)]


def test_every_engine_works_and_none_on_two_things(two: Crew) -> None:
    together = threading.Barrier(2, timeout=10)
    busy: dict[Engine, int] = {}

    def ask(engine: Engine, _: int) -> Engine:
        busy[engine] = busy.get(engine, 0) + 1
        assert busy[engine] == 1
        together.wait()  # passes only when both are at work
        busy[engine] -= 1
        return engine

    assert set(two.map(ask, range(6))) == set(two.engines)


def test_one_engine_takes_all_in_the_callers_thread() -> None:
    with Engine() as one:
        crew = Crew([one])
        found = crew.map(lambda engine, _: (engine, threading.current_thread()), range(4))
    assert found == [(one, threading.current_thread())] * 4
    assert crew.first is one


def test_nothing_to_ask(two: Crew) -> None:
    assert two.map(lambda _, item: item, []) == []


def test_a_fault_reaches_the_caller_and_engines_are_free_again(two: Crew) -> None:
    def ask(_: Engine, item: int) -> int:
        if item == 1:
            raise EngineFault("a fault")
        return item

    with pytest.raises(EngineFault, match="a fault"):
        two.map(ask, range(5))
    assert two.map(lambda engine, _: engine, range(8))


def test_two_processes_solve_side_by_side() -> None:
    with Engine() as one, Engine() as other:
        crew = Crew([one, other])
        crew.start()
        assert one.pid != other.pid
        # n heads of one hour each cover n hours
        asked = [program([1.0], [(float(n), [1.0], float("inf"))]) for n in range(6)]
        costs = crew.map(lambda engine, each: engine.minimise(each, time_limit=10).objective, asked)
    assert costs == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


def test_the_shared_crew_grows_and_keeps_its_engines() -> None:
    small, large = shared_crew(1), shared_crew(3)
    assert small.engines == [shared_engine()]
    assert large.engines[:1] == small.engines
    assert len({id(each) for each in large.engines}) == 3
    assert shared_crew(2).engines == large.engines[:2]


def test_a_shared_crew_of_no_cores_is_one_engine() -> None:
    shared_crew(3)
    assert shared_crew(0).engines == [shared_engine()]


def test_there_is_at_least_one_core() -> None:
    assert all_cores() >= 1
