"""The process that makes files: plans come over stdin, files go back over stdout, one after the other.

Reports take seconds of pure Python and draw with a library that no two threads may use at once. The process
ends when its parent is gone, and when nobody has wanted anything for a while.
"""

from __future__ import annotations

import json
import os
import select
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import IO

from api.parts.pay import Seen
from scheduler.explain.alternative import Alternative
from scheduler.explain.explanation import Explanation
from scheduler.problem import Problem
from scheduler.result import Result

NICE = 5
IDLE = 300.0  # seconds
HEAD = struct.Struct("!?Q")  # whether it went well, how many bytes follow


def to_text(kind: str, seen: Seen) -> bytes:
    """A plan, and what is to be made of it, as the child reads them."""
    content = {
        "kind": kind,
        "problem": seen.problem.model_dump_json(by_alias=True),
        "result": seen.result.model_dump_json(by_alias=True),
        "pay": seen.pay,
        "in_house": None if seen.in_house is None else str(seen.in_house),
        "others": [asdict(each) for each in seen.others],
        "explanation": None if seen.explanation is None else seen.explanation.model_dump_json(by_alias=True),
    }
    return json.dumps(content).encode()


def from_text(text: bytes) -> tuple[str, Seen]:
    """Both again."""
    content = json.loads(text)
    total, why = content["in_house"], content["explanation"]
    seen = Seen(
        Problem.model_validate_json(content["problem"]),
        Result.model_validate_json(content["result"]),
        content["pay"],
        None if total is None else Decimal(total),
        tuple(Alternative(**each) for each in content["others"]),
        None if why is None else Explanation.model_validate_json(why),
    )
    return content["kind"], seen


def maker(kind: str) -> Callable[[Seen], bytes]:
    """What makes a kind of file; loaded only when it is wanted."""
    if kind == "workbook":
        from api.parts.workbook import workbook

        return workbook
    from api.parts.page import report

    return report


def send(pipe: IO[bytes], well: bool, content: bytes) -> None:
    """One message."""
    pipe.write(HEAD.pack(well, len(content)))
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[bool, bytes] | None:
    """The next message; None when the other side is gone."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    well, length = HEAD.unpack(head)
    content = pipe.read(length)
    return (well, content) if len(content) == length else None


def main() -> None:
    """The child."""
    os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # nothing else may get between the answers
    questions = sys.stdin.buffer
    while select.select([questions], [], [], IDLE)[0]:
        asked = receive(questions)
        if asked is None:
            return
        send(answers, *_made(asked[1]))


def _made(text: bytes) -> tuple[bool, bytes]:
    """The file; or where it went wrong, without words that might hold pay."""
    try:
        kind, seen = from_text(text)
        return True, maker(kind)(seen)
    except Exception as error:
        places = "".join(traceback.format_tb(error.__traceback__))
        return False, f"{type(error).__name__}\n{places}".encode()
