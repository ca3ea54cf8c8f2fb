"""What the outside world sees of a failure: one clear line and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec

import typer

from scheduler.errors import Fault, InvalidProblem

P = ParamSpec("P")

PLANNED, INVALID, NO_PLAN, OURS, ABORTED = 0, 2, 3, 4, 130
OUTSIDE = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EBADF)  # what stdout leads to


def guarded(command: Callable[P, int]) -> Callable[P, None]:
    """A command whose exceptions become exit codes: 2 for the user's input, 4 for ours, 130 for Ctrl-C."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
        except InvalidProblem as error:
            from api.cli.faults import show_faults

            show_faults(error.faults, as_json=bool(kwargs.get("json")))
            code = INVALID
        except KeyboardInterrupt:
            _complain("Aborted; nothing was written.")
            code = ABORTED
        except Exception as error:
            code = _ours(error)
        raise typer.Exit(code)

    return run


@contextlib.contextmanager
def last_resort() -> Iterator[None]:
    """Around everything: what happens before or after a command is treated alike."""
    try:
        yield
    except SystemExit:
        _flush()
        raise
    except KeyboardInterrupt:
        _complain("Aborted.")
        sys.exit(ABORTED)
    except Exception as error:
        sys.exit(_ours(error))


def refuse(place: str, found: str, fix: str, code: str = "usage") -> InvalidProblem:
    """A fault of one thing the user said on the command line."""
    return InvalidProblem([Fault(code, place, found, fix)])


def _ours(error: Exception) -> int:
    if isinstance(error, MemoryError):
        _complain("Out of memory: the problem is too large for this machine.")
        return OURS
    if isinstance(error, OSError) and error.errno in OUTSIDE:
        _complain(f"Could not write the answer: {error.strerror}.")
        _let_go()
        return OURS
    kind, first = type(error).__name__, str(error).strip().partition("\n")[0][:200]
    _complain(f"Something of ours went wrong: {kind}{': ' + first if first else ''}")
    if os.environ.get("STAFFMIX_DEBUG"):
        traceback.print_exception(error)
    elif path := _write_log(error):
        _complain(f"Details: {path} (or run again with STAFFMIX_DEBUG=1). No file of yours was changed.")
    return OURS


def _write_log(error: Exception) -> str | None:
    with contextlib.suppress(OSError):
        handle, path = tempfile.mkstemp(prefix="staffmix-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as log:
            log.write("".join(traceback.format_exception(error)))
        return path
    return None


def _complain(text: str) -> None:
    from scheduler.words import plain

    with contextlib.suppress(OSError):
        print(plain(text), file=sys.stderr, flush=True)


def _flush() -> None:
    """A reader that went away (`| head`) is no error; a full disk is."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        sys.exit(_ours(error))


def _let_go() -> None:
    """What is still to be said on stdout goes nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
