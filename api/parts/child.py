"""Makes one file in a process of its own: `main` reads a plan from stdin and writes the file to stdout.

Reports take seconds of pure Python and draw with a library that no two threads may use at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from decimal import Decimal

from api.parts.pay import Seen
from scheduler.problem import Problem
from scheduler.result import Result

NICE = 5


def to_text(seen: Seen) -> bytes:
    """A plan as the child reads it."""
    content = {
        "problem": seen.problem.model_dump_json(by_alias=True),
        "result": seen.result.model_dump_json(by_alias=True),
        "pay": seen.pay,
        "in_house": None if seen.in_house is None else str(seen.in_house),
    }
    return json.dumps(content).encode()


def from_text(text: bytes) -> Seen:
    """The plan again."""
    content = json.loads(text)
    total = content["in_house"]
    return Seen(
        Problem.model_validate_json(content["problem"]),
        Result.model_validate_json(content["result"]),
        content["pay"],
        None if total is None else Decimal(total),
    )


def maker(kind: str) -> Callable[[Seen], bytes]:
    """What makes a kind of file; loaded only when it is wanted."""
    if kind == "workbook":
        from api.parts.workbook import workbook

        return workbook
    from api.parts.page import report

    return report


def main() -> None:
    """The child: its one argument is the kind of file."""
    os.nice(NICE)
    made = maker(sys.argv[1])(from_text(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(made)
