"""The loop of the solver process: one request in, replies out, until the parent hangs up."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection

from scheduler.engine.answers import EngineFault
from scheduler.engine.child.guard import settle, watch_parent
from scheduler.engine.child.linear import relax
from scheduler.engine.child.search import search
from scheduler.engine.child.warm import WarmProgram
from scheduler.engine.wire import (
    CloseSession,
    Done,
    Evaluate,
    Fault,
    OpenSession,
    Rebase,
    Relax,
    Request,
    Result,
    Search,
    Step,
)


def serve(requests: int, lifeline: int, memory_limit_mb: int, niceness: int) -> None:
    """Answer requests from a socket; running out of memory ends the process with the traceback on stderr."""
    watch_parent(lifeline)
    settle(memory_limit_mb, niceness)
    sessions: dict[int, WarmProgram] = {}
    with Connection(requests) as parent:
        while True:
            try:
                request = parent.recv()
            except EOFError:
                return
            try:
                parent.send(_answer(request, sessions, parent.send))
            except EngineFault as fault:
                parent.send(Fault(str(fault)))


def _answer(request: Request, sessions: dict[int, WarmProgram], tell: Callable[[Step], None]) -> Result:
    match request:
        case Search():
            return search(request, tell)
        case Relax():
            return relax(request)
        case OpenSession():
            sessions[request.number] = WarmProgram(request.program)
        case CloseSession():
            sessions.pop(request.number, None)
        case Rebase():
            sessions[request.number].rebase(request.columns, request.values)
        case Evaluate():
            return sessions[request.number].evaluate(request)
    return Done()
