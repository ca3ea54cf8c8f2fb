"""Branch and bound by SCIP, one thread: its settings, its log, and its incumbents in a file."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from ortools.math_opt import callback_pb2

from scheduler.engine.child import mathopt
from scheduler.engine.wire import Search, Step

LOOSER = 10.0  # than the tolerance asked for: SCIP works best at its own 1e-6, and every plan is set anew
_SHOWN_DIGITS = 1e-6  # of a bound, which SCIP prints with seven digits
_NODES, _BOUND, _INCUMBENT, _FIELDS = 1, -4, -3, 18


def settings(request: Search, seconds: float) -> Any:
    """SolveParametersProto for a search of so many seconds."""
    made = mathopt.parameters(seconds)
    made.threads = 1
    made.random_seed = request.seed
    made.gscip.real_params["limits/gap"] = request.gap
    made.gscip.real_params["numerics/feastol"] = LOOSER * request.tolerance
    if request.node_limit is not None:
        made.node_limit = request.node_limit
    return made


def read_line(line: str) -> Step | None:
    """News in one log line, in the units of the program solved; None when it is not a row of the table."""
    fields = line.split("|")
    if len(fields) != _FIELDS:
        return None
    try:
        nodes = int(fields[_NODES])
        bound, incumbent = float(fields[_BOUND]), _number(fields[_INCUMBENT])
    except ValueError:
        return None
    proven = bound - _SHOWN_DIGITS * max(1.0, abs(bound)) if math.isfinite(bound) else None
    return Step(incumbent, proven, nodes)


def keep(path: str) -> tuple[Any, Callable[[Any], Any]]:
    """A registration and a callback that writes every incumbent to a file, in the form that HiGHS has."""
    registration = callback_pb2.CallbackRegistrationProto()
    registration.request_registration.append(callback_pb2.CALLBACK_EVENT_MIP_SOLUTION)

    def write(news: Any) -> Any:
        found = news.primal_solution_vector
        body = "".join(f"{value!r} {column}\n" for column, value in zip(found.ids, found.values))
        with open(path, "a", encoding="ascii") as file:
            file.write(f"Objective \n# Columns -{len(found.ids)}\n{body}\n")
        return callback_pb2.CallbackResultProto()

    return registration, write


def _number(text: str) -> float | None:
    return None if text.strip() in ("", "--") else float(text)
