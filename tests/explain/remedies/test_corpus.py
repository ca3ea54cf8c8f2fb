"""Problems without a plan whose reasons are known: they are named, and remedies work."""

from __future__ import annotations

import pytest

from scheduler import Outcome
from scheduler.explain.remedies import Remedy, remedies, undone
from scheduler.search.conflicts import ELASTIC
from tests.explain.remedies.carried_out import carried_out, solved
from tests.explain.remedies.corpus import CORPUS, TWO, NoPlan
from tests.search.apart import engine

USUAL = [*CORPUS][::2]  # the long run takes all, and every remedy of each
LAWFUL = {Outcome.OPTIMAL, Outcome.FEASIBLE}


def some(case: NoPlan, most: int) -> tuple[Remedy, ...]:
    result = solved(case.problem, case.baseline)
    return remedies(case.problem, baseline=case.baseline, result=result, most=most, gap=0.0, engine=engine())


def test_every_rule_that_could_give_is_a_cause() -> None:
    causes = {rule for case in CORPUS.values() for rule, _ in case.causes}
    assert causes >= ELASTIC
    assert len(USUAL) >= 30
    assert len([case for case in TWO.values() if len(case.causes) == 2]) >= 10


@pytest.mark.parametrize("name", CORPUS)
def test_why_there_is_no_plan_is_named(name: str) -> None:
    case = CORPUS[name]
    result = solved(case.problem, case.baseline)
    assert result.outcome is Outcome.INFEASIBLE
    named = {(conflict.rule, conflict.owner): conflict for conflict in result.conflicts}
    assert {(str(rule), owner) for rule, owner in case.causes} <= named.keys()
    if case.periods:
        rule, owner = case.causes[0]
        assert set(named[str(rule), owner].periods) & set(case.periods)


@pytest.mark.parametrize("name", USUAL)
def test_a_remedy_works_and_no_edit_of_it_can_be_left_out(name: str) -> None:
    case = CORPUS[name]
    (remedy,) = some(case, 1)
    _works(case, remedy)


@pytest.mark.slow
@pytest.mark.parametrize("name", CORPUS)
def test_every_remedy_works(name: str) -> None:
    case = CORPUS[name]
    found = some(case, 5)
    assert len({remedy.groups for remedy in found}) == len(found)
    assert [remedy.cost.high for remedy in found if remedy.cost] == sorted(
        remedy.cost.high for remedy in found if remedy.cost and remedy.cost.high is not None
    )
    for remedy in found:
        _works(case, remedy)


def _works(case: NoPlan, remedy: Remedy) -> None:
    assert remedy.least
    edited = carried_out(case.problem, remedy.edits)
    result = solved(edited, case.baseline)
    assert result.outcome in LAWFUL
    assert result.check == "passed"
    assert remedy.cost is not None
    assert result.cost is not None
    assert remedy.cost.high == pytest.approx(result.cost, rel=1e-6)
    assert remedy.cost.low <= result.cost * (1 + 1e-6)
    assert undone(edited, [cell for edit in remedy.edits for cell in edit.cells]) == case.problem
    for edit in remedy.edits:
        others = [each for each in remedy.edits if each is not edit]
        assert solved(carried_out(case.problem, others), case.baseline).outcome is Outcome.INFEASIBLE
