"""Whoever has only the description can make a client of it, and plan with that."""

from __future__ import annotations

from pathlib import Path

import pytest

import fixtures
from api.store.keys import Role
from tests.api.generated import Generated
from tests.api.served import Served

DOCUMENTS = fixtures.load("red-tomato")
PATIENCE = 60


def test_a_generated_client_puts_documents_and_reads_a_plan(served: Served, tmp_path: Path) -> None:
    with Generated(served.url, served.key(Role.PLANNER, pay=True), tmp_path) as call:
        models = call.models
        for kind, model in (("forecast", "Forecast"), ("workforce", "Workforce"), ("rate_card", "RateCard")):
            content = getattr(DOCUMENTS, kind).model_dump_json(by_alias=True, exclude_unset=True)
            body = getattr(models, model).model_validate_json(content)
            assert call(f"put_{kind}", body, key="generated").version == 1
        wanted = models.PlanRequest(
            series="generated",
            forecast="generated",
            workforce="generated",
            rate_card="generated",
            effort=models.Effort(time_limit=20.0, gap=0.0),
        )
        plan = call("create_plan", wanted, query={"wait": PATIENCE})
        assert (plan.state.value, plan.outcome) == ("finished", "optimal")
        assert call("read_plan", plan=plan.id).cost == pytest.approx(422_660)
        actions = call("read_actions", plan=plan.id)
        assert {each.kind.value for each in actions.actions} >= {"release"}
        missing = call("read_plan", plan="plan_0")
        assert (type(missing).__name__, missing.code) == ("ProblemDetails", "not_found")
