"""A linear program kept warm: a few bounds change, dual simplex goes on from the last basis."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_update_pb2,
    parameters_pb2,
)
from ortools.math_opt.core.python import solver
from pybind11_abseil.status import StatusNotOk  # type: ignore[import-untyped]

from scheduler.engine.answers import EngineFault
from scheduler.engine.child import mathopt
from scheduler.engine.child.linear import NOTHING, read, relax
from scheduler.engine.program import Floats, Ints, Program
from scheduler.engine.wire import Evaluate, Outcome, Relax, Solved

CLOCK = 0.01  # seconds by which GLOP may stop early


class WarmProgram:
    """The relaxation of one program in GLOP (HiGHS keeps nothing between solves in MathOpt)."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._base = program.lower.copy(), program.upper.copy()
        self._sent = program.lower.copy(), program.upper.copy()
        self._start()

    def rebase(self, columns: Ints, values: Floats) -> None:
        """Fix these columns for all points to come; every other column has the program's own bounds."""
        self._base = self._program.lower.copy(), self._program.upper.copy()
        for bounds in self._base:
            bounds[columns] = values

    def evaluate(self, request: Evaluate) -> list[Solved]:
        """Solve once per point."""
        deadline = time.monotonic() + request.time_limit
        return [self._solve(point, request.whole_answer, deadline) for point in request.points]

    def _start(self) -> None:
        model = mathopt.model(self._program, whole=False)
        self._solver = solver.new(mathopt.GLOP, model, parameters_pb2.SolverInitializerProto())

    def _solve(self, point: tuple[Ints, Floats], whole_answer: bool, deadline: float) -> Solved:
        self._move(*point)
        result = self._run(whole_answer, deadline)
        try:
            ended = mathopt.outcome(result, late=time.monotonic() > deadline - CLOCK)
        except EngineFault:  # GLOP calls some points imprecise or abnormal
            ended = None
        if ended is None:
            return self._from_scratch(deadline)
        if whole_answer or ended is not Outcome.FINISHED:
            return read(result, ended, self._program)
        return Solved(ended, result.solutions[0].primal_solution.objective_value, NOTHING, NOTHING)

    def _from_scratch(self, deadline: float) -> Solved:
        lower, upper = self._sent
        left = max(0.0, deadline - time.monotonic())
        return relax(Relax(replace(self._program, lower=lower, upper=upper), left))

    def _run(self, whole_answer: bool, deadline: float) -> Any:
        settings = mathopt.parameters(deadline - time.monotonic())
        settings.presolve = parameters_pb2.EMPHASIS_OFF
        settings.glop.use_preprocessing = False
        settings.glop.use_dual_simplex = True
        wanted = model_parameters_pb2.ModelSolveParametersProto()
        for part in (wanted.variable_values_filter, wanted.dual_values_filter):
            part.filter_by_ids = not whole_answer
        wanted.reduced_costs_filter.filter_by_ids = True
        nothing = callback_pb2.CallbackRegistrationProto()
        try:
            return self._solver.solve(settings, wanted, None, nothing, None, None)
        except StatusNotOk as error:
            raise EngineFault(f"MathOpt refused: {error}") from None

    def _move(self, columns: Ints, values: Floats) -> None:
        update = model_update_pb2.ModelUpdateProto()
        parts = update.variable_updates.lower_bounds, update.variable_updates.upper_bounds
        for base, sent, part in zip(self._base, self._sent, parts):
            wanted = base.copy()
            wanted[columns] = values
            changed = np.flatnonzero(wanted != sent)
            part.ids.extend(changed.tolist())
            part.values.extend(wanted[changed].tolist())
            sent[changed] = wanted[changed]
        if not self._solver.update(update):
            raise EngineFault("GLOP refused a change of bounds")
