"""Figures, not tests: `python -m tests.benchmarks` prints how long things take on this machine."""

from __future__ import annotations

import time

import fixtures
from scheduler.engine import Engine, Progress
from scheduler.model.build import build
from scheduler.search.search import Effort, search
from scheduler.solve import solve
from tests.benchmarks.generate import generate


def building() -> None:
    """Time to turn a problem into arrays: the median of five."""
    problem = generate(10, 52, 30)
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        program = build(problem).matrix.program()
        seconds.append(time.perf_counter() - started)
    print(
        f"build 10 skills x 52 weeks x 30 offers: {sorted(seconds)[2]:.3f} s, {len(program.cost):,} columns"
    )


def searching(name: str, seconds: float, gap: float) -> None:
    """Time to the first plan and to proven gaps, and the linear relaxation beside it."""
    case = build(fixtures.load(name))
    seen: list[Progress] = []
    with Engine() as engine:
        engine.relax(case.matrix.program())
        started = time.perf_counter()
        engine.relax(case.matrix.program())
        relaxed = time.perf_counter() - started
        answer = search(case, engine, Effort(seconds, gap, on_progress=seen.append))
    print(f"{name}: relaxation {relaxed:.2f} s, gap {answer.gap:.3%} after {seen[-1].seconds:.1f} s")
    for wanted in (1.0, 0.01, 0.005, 0.002, 0.001):
        when = next((p.seconds for p in seen if p.gap is not None and p.gap <= wanted), None)
        said = "not reached" if when is None else f"{when:.1f} s, {when / relaxed:.1f} x the relaxation"
        print(f"  {'first plan' if wanted == 1.0 else f'gap {wanted:.1%}'}: {said}")


def planning(name: str, seconds: float) -> None:
    """Time from a problem to its first plan through `solve`, judging and building included."""
    problem = fixtures.load(name)
    seen: list[tuple[float, Progress]] = []
    started = time.perf_counter()
    solve(
        problem,
        time_limit=seconds,
        on_progress=lambda step: seen.append((time.perf_counter() - started, step)),
    )
    whole = time.perf_counter() - started
    first = next((when for when, step in seen if step.incumbent is not None), None)
    said = "none" if first is None else f"{first:.1f} s"
    print(f"{name}: solve() to the first plan {said}, to a checked answer {whole:.1f} s")


if __name__ == "__main__":
    building()
    planning("six-month-surge", 20.0)
    searching("six-month-surge", 20.0, 1e-3)
