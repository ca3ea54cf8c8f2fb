"""What can go wrong.

StaffmixError
├── InvalidProblem      the input has faults; all of them are listed        (exit 2)
├── UnreadableFile      a file is not what its name says, or cannot be read (exit 2)
└── OurFault            anything that is no fault of the user               (exit 4)
    ├── PlanRejected    the independent check found our own plan wrong
    ├── EngineCrashed   the solver process died (scheduler.engine)
    └── EngineFault     the solver said what we do not understand (scheduler.engine)

An infeasible problem is an answer (`Outcome.INFEASIBLE`), not an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong in the input: a code, where it is, what was found, and how to mend it."""

    code: str
    place: str
    found: str
    fix: str

    def __str__(self) -> str:
        stop = "" if self.found.endswith("?") else "."
        return f"{self.place}: {self.found}{stop} {self.fix[:1].upper()}{self.fix[1:]}"


@dataclass(frozen=True)
class Notice:
    """Something lawful but odd (a warning), or something assumed because it was not said."""

    code: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class StaffmixError(Exception):
    """Root of all errors of this package."""


class InvalidProblem(StaffmixError):
    """The input has faults; `faults` lists all of them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class UnreadableFile(InvalidProblem):
    """A file cannot be read at all; `faults` says why."""


class OurFault(StaffmixError):
    """Nothing the user did: report it to us."""


class PlanRejected(OurFault):
    """The independent check found a plan of ours wrong; it is never shown as a plan."""
