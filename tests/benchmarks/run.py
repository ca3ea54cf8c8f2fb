"""Run one solver in a process of its own and learn what it found when, at what cost of memory and cores."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.check import broken_by
from tests.benchmarks.instance import Written

ROOT = Path(__file__).resolve().parents[2]
LOOK_EVERY = 0.1  # seconds
GRACE = 60.0  # seconds past the limit, and a quarter of it, until a solver that does not stop is ended


@dataclass(frozen=True)
class Point:
    """What was known after so many seconds; infinite where nothing was."""

    seconds: float
    incumbent: float
    bound: float


@dataclass(frozen=True)
class Run:
    """One solver on one instance. `broken`: by how much its last plan breaks a row; 0 where none is given."""

    solver: str
    limit: float
    points: tuple[Point, ...]
    built: float | None
    seconds: float
    peak_mb: float
    cpu_seconds: float
    said: str
    broken: float = 0.0
    more: dict[str, float] = field(default_factory=dict)

    @property
    def incumbent(self) -> float:
        """The cost of its best plan; inf without one."""
        return min((point.incumbent for point in self.points), default=math.inf)

    @property
    def bound(self) -> float:
        """The best bound it claims; -inf without one."""
        return max((point.bound for point in self.points), default=-math.inf)

    @property
    def gap(self) -> float:
        """Between its own plan and its own bound; inf when either is missing."""
        return gap(self.incumbent, self.bound)


def gap(incumbent: float, bound: float) -> float:
    """(incumbent − bound) / |incumbent|, at least 0."""
    if not (math.isfinite(incumbent) and math.isfinite(bound)):
        return math.inf
    return max(0.0, (incumbent - bound) / max(abs(incumbent), 1e-9))


def run(solver: str, command: list[str], instance: Written, seconds: float, wanted: float) -> Run:
    """`command` begins a solver process; the instance, the limit and the gap are added to it.

    Words of the solver itself come after a `--` in `command`.
    """
    words = command.index("--") if "--" in command else len(command)
    with tempfile.TemporaryDirectory(dir=instance.folder) as folder:
        report = Path(folder) / "report.jsonl"
        report.touch()
        task = [str(instance.folder), str(report), str(seconds), str(wanted)]
        with (Path(folder) / "errors").open("w+b") as errors:
            process = subprocess.Popen(
                [*command[:words], *task, *command[words + 1 :]],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
            peak, cpu, code = _watched(process, seconds * 1.25 + GRACE)
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().splitlines()[-1:]
        broken = broken_by(instance, report.with_suffix(".npy"))
        return _read(report, solver, seconds, peak, cpu, broken, f"ended with code {code} {' '.join(last)}")


def _watched(process: subprocess.Popen[bytes], limit: float) -> tuple[float, float, int]:
    """(peak MB, CPU seconds, exit code) of a process and all it starts; ended when it is overdue."""
    began, peak = time.monotonic(), 0.0
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return peak, used.ru_utime + used.ru_stime, process.returncode
        peak = max(peak, sum(_peak_mb(each) for each in tree(process.pid)))
        if time.monotonic() - began > limit:
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(LOOK_EVERY)


def tree(pid: int) -> list[int]:
    """A process and all its living descendants."""
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        for thread in Path(f"/proc/{found[-1]}/task").glob("*"):
            try:
                waiting += [int(word) for word in (thread / "children").read_text().split()]
            except OSError:  # ended meanwhile
                continue
    return found


def _peak_mb(pid: int) -> float:
    """The most memory a process has held so far (VmHWM)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = (line.split() for line in status.splitlines() if line.startswith("VmHWM:"))
    return sum(int(words[1]) for words in lines) / 1024


def _read(
    report: Path, solver: str, limit: float, peak: float, cpu: float, broken: float, otherwise: str
) -> Run:
    news: list[dict[str, Any]] = [json.loads(line) for line in report.read_text().splitlines()]
    points = tuple(
        Point(
            each["seconds"],
            math.inf if each["incumbent"] is None else each["incumbent"],
            -math.inf if each["bound"] is None else each["bound"],
        )
        for each in news
        if "seconds" in each
    )
    built = next((each["built"] for each in news if "built" in each), None)
    end: dict[str, Any] = next((each for each in news if "end" in each), {})
    more = {name: number for name, number in end.items() if name not in ("end", "ended")}
    last = points[-1].seconds if points else limit
    return Run(
        solver,
        limit,
        points,
        built,
        end.get("ended", last),
        peak,
        cpu,
        end.get("end", otherwise),
        broken,
        more,
    )
