"""The only place where a solver runs: programs in, answers out, one warm child process."""

from scheduler.engine.answers import (
    Answer,
    EngineCrashed,
    EngineFault,
    Progress,
    Relaxed,
    Status,
    StopReason,
    gap_between,
)
from scheduler.engine.crew import Crew, all_cores, shared_crew
from scheduler.engine.engine import Engine, shared_engine
from scheduler.engine.program import Program
from scheduler.engine.session import Session
from scheduler.engine.wire import Solver

__all__ = [
    "Answer",
    "Crew",
    "Engine",
    "EngineCrashed",
    "EngineFault",
    "Program",
    "Progress",
    "Relaxed",
    "Session",
    "Solver",
    "Status",
    "StopReason",
    "all_cores",
    "gap_between",
    "shared_crew",
    "shared_engine",
]
