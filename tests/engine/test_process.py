"""The solver process: clean beside its parent, bounded, and never an orphan."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from scheduler.engine import Engine, EngineCrashed, EngineFault, shared_engine
from scheduler.engine.worker import Worker
from tests.engine.programs import program, staffing

ROOT = Path(__file__).resolve().parents[2]


def _python(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _ends_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while _is_running(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


BUSY_PARENT = """
    import os, sys, threading, time
    from scheduler.engine import Engine
    from tests.engine.programs import staffing

    engine = Engine()

    def search():
        engine.minimise(staffing(5, 52, 4.0), time_limit=60, gap=1e-9, on_progress=tell)

    def tell(progress):
        print(engine_pid, flush=True)

    engine_pid = engine.pid
    threading.Thread(target=search, daemon=True).start()
    {then}
"""


@pytest.mark.parametrize("then", ["time.sleep(60)", "os.fork() or time.sleep(60)\n    time.sleep(4)"])
def test_the_process_dies_with_its_parent_even_when_busy_or_when_a_fork_lives_on(then: str) -> None:
    parent = _python(BUSY_PARENT.format(then=then))
    assert parent.stdout is not None
    assert parent.stderr is not None
    child = int(parent.stdout.readline())
    assert _is_running(child)
    parent.kill()
    parent.wait()
    assert _ends_within(child, 2)
    parent.stdout.close()
    parent.stderr.close()


def test_it_outlives_the_thread_that_started_it() -> None:
    parent = _python(
        """
        import threading, time
        from scheduler.engine import Engine
        with Engine() as engine:
            pids = []
            thread = threading.Thread(target=lambda: pids.append(engine.pid))
            thread.start(); thread.join(); time.sleep(0.5)
            assert pids == [engine.pid]
        """
    )
    _, errors = parent.communicate(timeout=20)
    assert (parent.returncode, errors) == (0, "")


def test_the_parent_imports_no_solver_and_prints_nothing_but_its_own_words() -> None:
    parent = _python(
        """
        import sys
        from scheduler.engine import shared_engine
        from tests.engine.programs import staffing
        shared_engine().minimise(staffing(1, 20, 6.0), time_limit=20, gap=5e-3)
        heavy = {"ortools", "highspy"} & set(sys.modules)
        print("mine", heavy)
        """
    )
    output, errors = parent.communicate(timeout=30)
    assert (parent.returncode, output, errors) == (0, "mine set()\n", "")


def test_the_child_imports_nothing_heavy_and_is_niced(engine: Engine) -> None:
    engine.relax(program([1]))
    maps = Path(f"/proc/{engine.pid}/maps").read_text()
    assert "highs" in maps
    assert "pandas" not in maps
    assert "pydantic" not in maps
    assert os.getpriority(os.PRIO_PROCESS, engine.pid) == 19
    assert os.getsid(engine.pid) == engine.pid


def test_running_out_of_memory_is_a_crash_and_not_the_end() -> None:
    with Engine(memory_limit_mb=400) as small:
        with pytest.raises(EngineCrashed, match="ended with code"):
            small.minimise(staffing(20, 104, 20.0), time_limit=30, gap=1e-9)
        assert small.minimise(program([1], [(1, [1], 2)]), time_limit=10).objective == 1.0


def test_it_starts_and_answers_within_a_second_or_so() -> None:
    started = time.monotonic()
    with Engine() as engine:
        engine.relax(program([1]))
    assert time.monotonic() - started < 10


def test_the_shared_engine_is_one_and_a_fork_has_its_own() -> None:
    parent = _python(
        """
        import os
        from scheduler.engine import shared_engine
        from tests.engine.programs import program
        mine = shared_engine().pid
        assert shared_engine() is shared_engine()
        fork = os.fork()
        if not fork:
            assert shared_engine().relax(program([1.0], lower=2.0)).objective == 2.0
            assert shared_engine().pid != mine
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 0
        assert shared_engine().relax(program([1.0], lower=2.0)).objective == 2.0
        assert shared_engine().pid == mine
        """
    )
    _, errors = parent.communicate(timeout=30)
    assert (parent.returncode, errors) == (0, "")
    assert shared_engine() is shared_engine()


def test_an_engine_carried_into_a_fork_starts_anew_there() -> None:
    parent = _python(
        """
        import os
        from scheduler.engine import Engine
        from tests.engine.programs import program
        engine = Engine()
        mine = engine.pid
        fork = os.fork()
        if not fork:
            assert engine.pid != mine
            engine.close()
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 0
        assert engine.relax(program([1.0], lower=2.0)).objective == 2.0
        engine.close()
        """
    )
    _, errors = parent.communicate(timeout=30)
    assert (parent.returncode, errors) == (0, "")


def test_a_worker_killed_twice_is_killed_once_and_a_fault_leaves_it_alive(engine: Engine) -> None:
    worker = Worker(8000, 19)
    worker.kill()
    worker.kill()
    assert not worker.alive()
    before = engine.pid
    with pytest.raises(EngineFault):
        engine.relax(program([-1]))
    assert engine.pid == before


def test_the_memory_of_a_large_relaxation_goes_with_its_process(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = staffing(8)
    pid, cost = engine.pid, engine.relax(given).objective
    assert engine.pid == pid
    monkeypatch.setattr("scheduler.engine.engine.LARGE", len(given.entries) - 1)
    assert engine.relax(given).objective == pytest.approx(cost)
    assert _ends_within(pid, 5)
    assert engine.relax(given).objective == pytest.approx(cost)
