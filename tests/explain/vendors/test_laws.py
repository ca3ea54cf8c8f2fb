"""Laws of the comparison of vendors, over problems of every shape."""

from __future__ import annotations

from math import isinf

import pytest

from scheduler.engine import shared_engine
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.vendors import ROOM, VendorView
from scheduler.report.suppliers import contractor_costs
from scheduler.report.view import PlanView
from scheduler.solving import solve
from tests.search.mixed import mixed


@pytest.mark.parametrize("seed", range(8))
def test_true_costs_are_those_of_the_report(seed: int) -> None:
    _agree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8, 60))
def test_true_costs_of_more_are_those_of_the_report(seed: int) -> None:
    _agree(seed)


def _agree(seed: int) -> None:
    problem, has_baseline = mixed(seed)
    result = solve(problem, gap=0.0, time_limit=5.0, engine=shared_engine()) if not has_baseline else None
    if result is None or result.plan is None:
        return
    about = Explained(problem, result)
    costs = {each.supplier: each.true_rate for each in contractor_costs(PlanView(problem, result.plan))}
    for vendor in ROOM.questions(about):
        found = ROOM.answer(vendor, Asking(about, shared_engine(), until=0.0))
        assert isinstance(found, VendorView)
        for offer in found.offers:
            true = offer.outside if offer.true_cost is None else offer.true_cost
            if true is None:
                assert isinf(costs[offer.offer])
            else:
                assert true == pytest.approx(costs[offer.offer], rel=1e-6)
