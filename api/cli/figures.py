"""What a result file says about its plan, held against the plan itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from scheduler.plan import Plan
from scheduler.problem import Model, Problem
from scheduler.result import Outcome, Result, Violation

DOCUMENTS = ("forecast", "workforce", "rate_card", "policy")
CENT = 0.01
PROOF = 1e-5  # of the cost: what still counts as proven


def figures(result: Result, plan: Plan) -> Iterator[Violation]:
    """Headline figures that are not the plan's, or that contradict each other."""
    for name in ("cost", "cash", "penalties"):
        said, true = getattr(result, name), getattr(plan, name)
        if said is None or abs(said - true) > CENT:
            yield _fault(name, (said or 0.0) - true, f"the file says {said}, its plan {true}")
    yield from _proof(result, plan)


def _proof(result: Result, plan: Plan) -> Iterator[Violation]:
    size, bound = max(abs(plan.cost), 1e-9), result.bound
    if bound is not None and bound > plan.cost + CENT:
        yield _fault("bound", bound - plan.cost, f"the bound {bound} is above the cost {plan.cost}")
    gap = None if bound is None else max(0.0, (plan.cost - bound) / size)
    said = f"the file says {result.gap}, its figures {gap}"
    if (gap is None) != (result.gap is None) or (
        gap is not None and result.gap is not None and abs(gap - result.gap) > PROOF
    ):
        yield _fault("gap", (result.gap or 0.0) - (gap or 0.0), said)
    if result.outcome == Outcome.OPTIMAL and (gap is None or gap * size > PROOF * max(1.0, size)):
        yield _fault("outcome", gap or 0.0, "the file says optimal, its gap does not")
    if result.outcome not in (Outcome.OPTIMAL, Outcome.FEASIBLE):
        yield _fault("outcome", 0.0, f"the file says {result.outcome.value} and holds a plan")


def _fault(name: str, amount: float, text: str) -> Violation:
    return Violation(rule=f"headline_{name}", owner="result", period=None, amount=amount, text=text)


def changed(result: Result, problem: Problem) -> list[str]:
    """Documents that are not the ones the plan was made from, by their hashes."""
    return [
        name.replace("_", " ")
        for name, digest in result.inputs.items()
        if name in DOCUMENTS and _digest(getattr(problem, name)) != digest
    ]


def _digest(document: Model) -> str:
    return hashlib.sha256(document.model_dump_json(by_alias=True).encode()).hexdigest()
