"""Manners of the solver process: it yields to others, is bounded in memory, and never outlives its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import select
import threading

_LIBC = ctypes.CDLL(None)
FLUSH_EVERY_MS = 100


def settle(memory_limit_mb: int, niceness: int) -> None:
    """Lower this process' priority and cap its address space."""
    os.nice(niceness)
    bytes_allowed = memory_limit_mb * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        bytes_allowed = min(bytes_allowed, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bytes_allowed, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def flush_files() -> None:
    """Write out what native code has buffered: HiGHS never flushes its file of incumbents."""
    _LIBC.fflush(None)


def watch_parent(lifeline: int) -> None:
    """End this process as soon as the parent is gone, also while native code is busy.

    The lifeline is a pipe whose other end only the parent holds: it hangs up when the parent dies. A
    parent that was forked leaves a copy of that end behind, so its process id is watched too. (The
    kernel's own PR_SET_PDEATHSIG follows the parent's *thread*, which may end long before.)
    """
    threading.Thread(target=_watch, args=(lifeline, os.getppid()), daemon=True).start()


def _watch(lifeline: int, parent: int) -> None:
    poll = select.poll()
    poll.register(lifeline, select.POLLIN)
    while not poll.poll(FLUSH_EVERY_MS) and os.getppid() == parent:
        flush_files()
    os._exit(1)
