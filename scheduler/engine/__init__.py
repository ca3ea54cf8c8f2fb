"""The only place where a solver runs: programs in, answers out, one warm child process."""

from scheduler.engine.answers import (
    Answer,
    EngineCrashed,
    EngineFault,
    Progress,
    Relaxed,
    Status,
    StopReason,
)
from scheduler.engine.engine import Engine, shared_engine
from scheduler.engine.program import Program
from scheduler.engine.session import Session

__all__ = [
    "Answer",
    "Engine",
    "EngineCrashed",
    "EngineFault",
    "Program",
    "Progress",
    "Relaxed",
    "Session",
    "Status",
    "StopReason",
    "shared_engine",
]
