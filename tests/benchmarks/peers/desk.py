"""What every solver process does alike: read the arrays, keep the time, tell what it knows as it goes.

This file needs only the standard library and NumPy, so that a peer in an environment of its own can use it.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

PROBLEM, ARRAYS, RESULT = "problem.json", "program.npz", "result.json"


@dataclass(frozen=True)
class Task:
    """What a solver process is asked for. `folder` holds the instance; `seconds` count from the start."""

    folder: Path
    report: Path
    seconds: float
    gap: float
    words: list[str]

    @classmethod
    def given(cls) -> Task:
        """The task on the command line."""
        parser = argparse.ArgumentParser()
        parser.add_argument("folder", type=Path)
        parser.add_argument("report", type=Path)
        parser.add_argument("seconds", type=float)
        parser.add_argument("gap", type=float)
        parser.add_argument("words", nargs="*")
        return cls(**vars(parser.parse_args()))

    def arrays(self) -> Any:
        """The arrays of a Program, with A row by row: `starts` (m + 1), `columns` (k), `entries` (k)."""
        with np.load(self.folder / ARRAYS) as file:
            return argparse.Namespace(**{name: file[name] for name in file.files})


class Report:
    """A line of JSON for each thing learned, written at once: a killed process loses nothing it has told."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._began = time.monotonic()
        self._incumbent, self._bound, self._is_built = np.inf, -np.inf, False

    def start(self) -> None:
        """The clock begins: imports are done and the instance is in memory."""
        self._began = time.monotonic()

    def seconds(self) -> float:
        """Since `start`."""
        return time.monotonic() - self._began

    def built(self) -> None:
        """The solver itself begins; only the first call counts."""
        if not self._is_built:
            self._is_built = True
            self._write({"built": self.seconds()})

    def point(self, incumbent: float | None, bound: float | None) -> None:
        """What is known now; told only when one of them is better than before."""
        incumbent = self._incumbent if incumbent is None else min(incumbent, self._incumbent)
        bound = self._bound if bound is None else max(bound, self._bound)
        if incumbent < self._incumbent or bound > self._bound:
            self._incumbent, self._bound = incumbent, bound
            known = {"incumbent": _finite(incumbent), "bound": _finite(bound)}
            self._write({"seconds": self.seconds(), **known})

    def end(self, said: str, values: Any = None, **more: Any) -> None:
        """How it ended, in a few words; `values` (n) are the plan found, for a check outside."""
        self._write({"end": said, "ended": self.seconds(), **more})
        if values is not None:
            np.save(self._path.with_suffix(".npy"), np.asarray(values, float))

    def _write(self, news: dict[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(news) + "\n")


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0))


def one_sided(arrays: Any) -> Iterator[tuple[int, int, float]]:
    """(row, sign, right side) with sign 0 for =, 1 for ≥, −1 for ≤; a row with two limits comes twice."""
    for row, (low, high) in enumerate(zip(arrays.row_lower.tolist(), arrays.row_upper.tolist())):
        if low == high:
            yield row, 0, low
            continue
        if np.isfinite(low):
            yield row, 1, low
        if np.isfinite(high):
            yield row, -1, high


class Follower:
    """Hands the lines that are written to `path` to `tell`, until the with block ends.

    The path is one of a terminal: programs write to a terminal line by line, but to a file or a pipe,
    CBC among them, only when a block is full. A solver may hold it open for longer than it writes.
    """

    OVER = "-- nothing more is followed --"

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._ours, self._theirs = pty.openpty()
        self.path = os.ttyname(self._theirs)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Follower:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.write(self._theirs, f"\n{self.OVER}\n".encode())
        self._thread.join()
        os.close(self._theirs)
        os.close(self._ours)

    def _run(self) -> None:
        rest = ""
        while True:
            text = os.read(self._ours, 65536).decode(errors="replace")
            *lines, rest = (rest + text).replace("\r", "").split("\n")
            for line in lines:
                if line == self.OVER:
                    return
                if line:
                    self._tell(line)


def _finite(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None
