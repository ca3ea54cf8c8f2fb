"""The questions behind an explanation: other problems, solved from the plan that is explained."""

from __future__ import annotations

import time
from collections.abc import Callable
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


@dataclass
class Asking:
    """Solves edited problems on one engine, each within `seconds` and until `until` in all.

    `gap`: of the cost, good enough. What was solved is not solved again: equal problems, equal answers.
    """

    about: Explained
    engine: Engine
    seconds: float = 5.0
    gap: float = 1e-3
    until: float = float("inf")
    _known: dict[str, Result] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)

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
        from scheduler.solve import solve

        wanted = self.gap if gap is None else gap
        key = f"{wanted}:{tidy}:{edited.model_dump_json(by_alias=True)}"
        if key not in self._known:
            self._known[key] = solve(
                edited,
                time_limit=max(0.1, min(self.seconds, self.left)),
                gap=wanted,
                seed=self.about.result.limits.seed,
                baseline=self.about.baseline,
                start=start or self.about.result.plan,
                engine=self.engine,
                tidy=tidy,
            )
        return self._known[key]

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What several questions need alike: worked out for the first of them, kept under a name."""
        if name not in self._kept:
            self._kept[name] = work()
        found: T = self._kept[name]
        return found
