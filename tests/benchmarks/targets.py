"""What must hold, line by line: each runs what it needs and says what it found."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import fixtures
from scheduler.problem import Problem, Workstream
from tests.benchmarks.bench import Bench
from tests.benchmarks.families import FAMILIES
from tests.benchmarks.figures import NEVER, Compared, first_plan, ratio, when
from tests.benchmarks.peers.desk import RESULT
from tests.benchmarks.run import Run
from tests.benchmarks.size import Size
from tests.benchmarks.solvers import MIP_SEARCHES, OURS, RELAXATION

BOTH = (OURS, RELAXATION)


@dataclass(frozen=True)
class Verdict:
    """What was wanted and what was found; `holds` is None where it could not be told."""

    what: str
    wanted: str
    found: str
    holds: bool | None


@dataclass(frozen=True)
class Target:
    """`run(bench, size, seconds)`: sizes and limits can be changed to try it out."""

    run: Callable[[Bench, Size, float], list[Verdict]]
    size: Size
    seconds: float
    about: str


def large(bench: Bench, size: Size, seconds: float) -> list[Verdict]:
    """Large teams against every general search."""
    found = _family(bench, "plain", size, (*BOTH, *MIP_SEARCHES, "spreadsheet"), seconds)
    own = _own(found)
    rivals = {
        run.solver: when(run.points, 0.002, found.bound) for run in found.runs if run.solver in MIP_SEARCHES
    }
    best = min(rivals, key=lambda name: rivals[name])
    mine = when(own.points, 0.002, found.bound)
    reached = math.isfinite(rivals[best])
    faster = ratio(rivals[best] if reached else seconds, mine)
    said = f"{faster:.1f} × ({best})" if reached else f"more than {faster:.1f} × (none reached it)"
    return [
        _against_lp(found, own, 0.002, 6),
        _against_lp(found, own, 0.0005, 20),
        Verdict("time of the best general search to 0.2 %", "≥ 15 ×", said, _known(faster, faster >= 15)),
        *_around(bench, found),
    ]


def largest(bench: Bench, size: Size, seconds: float) -> list[Verdict]:
    """A company of 200 skills."""
    found = _family(bench, "plain", size, BOTH, seconds)
    own = _own(found)
    peak = own.peak_mb / 1024
    return [
        _against_lp(found, own, 0.002, 4),
        Verdict("peak memory", "≤ 2.5 GB", f"{peak:.2f} GB", peak <= 2.5),
        *_around(bench, found),
    ]


def small_teams(bench: Bench, size: Size, seconds: float) -> list[Verdict]:
    """Where whole heads are large steps, against HiGHS at every moment."""
    found = _family(bench, "small-teams", size, (*BOTH, "highs"), seconds)
    own, highs = _own(found), found.run_of("highs")
    worst = _worst_lag(own, highs) if highs else NEVER
    return [
        _within(own, 0.004, 30),
        Verdict("plan against HiGHS' at equal time", "never dearer", f"{worst:+.3%} at worst", worst <= 1e-6),
    ]


def everyday(bench: Bench, size: Size, seconds: float) -> list[Verdict]:
    """The everyday problem, then a changed number from the plan in hand."""
    problem = FAMILIES["plain"].make(size, 0)
    found = bench.compare(f"plain {size}", problem, (*BOTH, "highs"), seconds)
    earlier = found.instance.folder / RESULT
    again = bench.compare(f"plain {size}, what-if", what_if(problem), BOTH, seconds, earlier=earlier)
    own, then = _own(found), _own(again)
    first, whole, new = first_plan(own.points), when(own.points, 0.001), when(then.points, 0.001)
    return [
        Verdict("first plan", "≤ 0.5 s", _seconds(first), first <= 0.5),
        _within(own, 0.001, 5),
        Verdict(
            "what-if to 0.1 % from the earlier plan",
            "≤ half of that",
            f"{_seconds(new)} after {_seconds(whole)}",
            _known(whole, new <= whole / 2),
        ),
    ]


def surge(bench: Bench, size: Size, seconds: float) -> list[Verdict]:
    """The six-month surge; a fixture has its own size."""
    del size
    found = bench.compare(
        "six-month-surge", fixtures.load("six-month-surge"), (*BOTH, "highs", "spreadsheet"), seconds
    )
    return [_within(_own(found), 0.001, 20)]


def independent(bench: Bench, size: Size, seconds: float) -> list[Verdict]:
    """Independent skills: an eighth, a quarter, a half and all of them, as long each as its share."""
    runs: list[tuple[int, Run]] = []
    for part in (8, 4, 2, 1):
        skills = max(1, size.skills // part)
        smaller = Size(skills, size.periods, size.offers * skills // size.skills)
        found = bench.compare(
            f"sites {smaller}", FAMILIES["sites"].make(smaller, 0), (OURS,), max(10.0, seconds / part), 0.001
        )
        runs.append((skills, _own(found)))
    times = [(skills, when(run.points, 0.001)) for skills, run in runs]
    growth = ratio(times[-1][1], times[0][1]) / (times[-1][0] / times[0][0])
    busy = runs[-1][1].more.get("cores", 0.0)
    said = ", ".join(f"{skills}: {_seconds(seconds)}" for skills, seconds in times)
    return [
        Verdict(
            "time to 0.1 % by skills",
            "grows no faster",
            said + (f": {growth:.2f} ×" if math.isfinite(growth) else ""),
            _known(growth, growth <= 1.1),
        ),
        Verdict("cores busy at the largest", "both", f"{busy:.2f}", busy >= 1.6),
    ]


def what_if(problem: Problem) -> Problem:
    """One number changed: the first workstream asks 10 % more from the middle on."""
    first, *others = problem.forecast.workstreams
    forecast = problem.forecast.model_copy(update={"workstreams": (_more(first), *others)})
    return problem.model_copy(update={"forecast": forecast})


def _more(work: Workstream) -> Workstream:
    assert isinstance(work.hours, tuple)
    half = len(work.hours) // 2
    return work.model_copy(
        update={"hours": (*work.hours[:half], *(round(each * 1.1, 1) for each in work.hours[half:]))}
    )


def _family(bench: Bench, name: str, size: Size, solvers: tuple[str, ...], seconds: float) -> Compared:
    return bench.compare(f"{name} {size}", FAMILIES[name].make(size, 0), solvers, seconds)


def _own(found: Compared) -> Run:
    run = found.run_of(OURS)
    assert run is not None
    return run


def _against_lp(found: Compared, own: Run, within: float, times: float) -> Verdict:
    taken = ratio(when(own.points, within), found.relaxation)
    said = f"{taken:.1f} × {found.relaxation:.2f} s" if math.isfinite(taken) else "not reached"
    return Verdict(f"proven gap of {within:.2%}", f"≤ {times:g} × the LP alone", said, taken <= times)


def _within(own: Run, within: float, seconds: float) -> Verdict:
    taken = when(own.points, within)
    said = _seconds(taken) if math.isfinite(taken) else f"{own.gap:.3%} in the end"
    return Verdict(f"proven gap of {within:.2%}", f"≤ {seconds:g} s", said, taken <= seconds)


def _around(bench: Bench, found: Compared) -> list[Verdict]:
    """What is done before and after the search."""
    own = _own(found)
    if not own.more:
        return [Verdict("reading, building and reports", "", own.said, None)]
    share = (own.more["reading"] + own.more["building"]) / own.more["solving"]
    writing = bench.writing(found)
    return [
        Verdict("reading and building", "≤ 10 % of a solve", f"{share:.1%}", share <= 0.1),
        Verdict("workbook and page written", "≤ 10 s", _seconds(writing), writing <= 10),
    ]


def _worst_lag(own: Run, other: Run) -> float:
    """By how much our plan was dearer than the other's, at the worst of its moments; negative when never."""
    worst = -math.inf
    for point in other.points:
        if math.isfinite(point.incumbent):
            mine = min((p.incumbent for p in own.points if p.seconds <= point.seconds), default=math.inf)
            lag = math.inf if math.isinf(mine) else (mine - point.incumbent) / abs(point.incumbent)
            worst = max(worst, lag)
    return worst


def _known(figure: float, holds: bool) -> bool | None:
    return holds if math.isfinite(figure) else None


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if math.isfinite(seconds) else "never"


TARGETS = {
    "plain-60": Target(large, Size(60, 104, 180), 300, "large teams against every general search"),
    "plain-200": Target(largest, Size(200, 104, 600), 300, "a company of 200 skills: time and memory"),
    "small-teams": Target(small_teams, Size(20, 52, 60), 60, "teams of 1 to 5, against HiGHS at equal time"),
    "everyday": Target(everyday, Size(10, 26, 30), 30, "10 skills, half a year, and a what-if"),
    "surge": Target(surge, Size(5, 52, 10), 30, "the fixture six-month-surge, whatever size is asked for"),
    "sites": Target(independent, Size(1000, 26, 3000), 400, "125 to 1,000 independent skills"),
}
"""Every line by its name, with the size and the limit it is meant for."""
