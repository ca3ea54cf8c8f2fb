"""The questions behind an explanation: other problems, solved from the plan that is explained."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from scheduler.engine import Engine
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Result

T = TypeVar("T")


@dataclass(frozen=True)
class Explained:
    """What is explained: a problem, what its solve ended in, and the plan it was to keep to."""

    problem: Problem
    result: Result
    baseline: Plan | None = None

    @property
    def plan(self) -> Plan:
        """The plan; to be asked for only where there is one."""
        assert self.result.plan is not None
        return self.result.plan


class Kept:
    """What is worked out once for all who ask side by side: who asks second waits for the first."""

    def __init__(self) -> None:
        self._lock, self._found = threading.Lock(), dict[str, Future[Any]]()

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What was worked out under this name; an error is the same error for everybody."""
        with self._lock:
            first = name not in self._found
            found: Future[T] = self._found.setdefault(name, Future())
        if first:
            try:
                found.set_result(work())
            except BaseException as error:
                found.set_exception(error)
        return found.result()


@dataclass
class Asking:
    """Solves edited problems on one engine, each within `seconds` and until `until` in all.

    `gap`: of the cost, good enough. `kept`: what others who explain the same plan have found, each on an
    engine of their own. What was solved is not solved again: equal problems, equal answers.
    """

    about: Explained
    engine: Engine
    seconds: float = 5.0
    gap: float = 1e-3
    until: float = float("inf")
    kept: Kept = field(default_factory=Kept)

    @property
    def left(self) -> float:
        """Seconds until `until`."""
        return self.until - time.monotonic()

    @property
    def late(self) -> bool:
        """Whether no further question should be begun."""
        return self.left <= 0.0

    def solve(
        self, edited: Problem, *, start: Plan | None = None, gap: float | None = None, tidy: bool = False
    ) -> Result:
        """The answer to an edited problem, searched for from the explained plan (or from `start`).

        `tidy`: for plans that are shown; a cost that is only compared is found sooner without.

        Raises InvalidProblem when the edit makes it one, and OurFault.
        """
        from scheduler.solving import solve

        wanted = self.gap if gap is None else gap

        def work() -> Result:
            return solve(
                edited,
                time_limit=max(0.1, min(self.seconds, self.left)),
                gap=wanted,
                seed=self.about.result.limits.seed,
                baseline=self.about.baseline,
                start=start or self.about.result.plan,
                engine=self.engine,
                tidy=tidy,
            )

        return self.kept.once(f"{wanted}:{tidy}:{edited.model_dump_json(by_alias=True)}", work)

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What several questions need alike: worked out for the first of them, kept under a name."""
        return self.kept.once(name, work)
