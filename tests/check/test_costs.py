"""Every cost line says what was derived by hand, and no other amount passes."""

from __future__ import annotations

import pytest

from scheduler.check import check
from scheduler.plan import Plan
from scheduler.rules import Cost
from tests.check.maker import plan_of, summed
from tests.check.priced import PRICED, Priced
from tests.check.priced_tails import TAILS

ALL = PRICED | TAILS
CASES = [(kind, number) for kind in Cost for number in range(len(ALL[kind]))]


def _plan(priced: Priced) -> Plan:
    return plan_of(priced.problem, priced.baseline, **priced.decided)


@pytest.mark.parametrize(("kind", "number"), CASES)
def test_amount(kind: Cost, number: int) -> None:
    priced = ALL[kind][number]
    lines = [line for line in _plan(priced).costs if line.kind == kind]
    found = {(line.owner, line.part): (*line.amounts, line.after) for line in lines}
    wanted = {place: amounts for place, amounts in priced.lines.items() if any(amounts)}
    assert found.keys() == wanted.keys()
    for place, amounts in wanted.items():
        assert found[place] == pytest.approx(amounts, abs=1e-6)


@pytest.mark.parametrize("kind", Cost)
def test_another_amount_is_caught(kind: Cost) -> None:
    """A cent more in one period (or after the horizon), with all sums made right."""
    priced = ALL[kind][0]
    plan = _plan(priced)
    lines = []
    for line in plan.costs:
        if line.kind == kind and kind.tail:
            line = line.model_copy(update={"after": line.after + 0.01})
        elif line.kind == kind:
            line = line.model_copy(update={"amounts": (line.amounts[0] + 0.01, *line.amounts[1:])})
        lines.append(line)
    wrong = summed(plan.model_copy(update={"costs": tuple(lines)}))
    found = {violation.rule for violation in check(priced.problem, wrong, baseline=priced.baseline)}
    assert kind in found
    assert found <= {kind, *_derived(kind)}


def _derived(kind: Cost) -> set[str]:
    """Overheads on rates are worked out from the contract lines as they stand."""
    return {Cost.CONTRACT_OVERHEAD} if kind == Cost.CONTRACT else set()
