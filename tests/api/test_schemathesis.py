"""What the description promises, held against the application with bodies and parameters made from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation

from api.app import create_app
from api.openapi import describe
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from tests.api.things import PATHS, ROWS, things

QUICK, THOROUGH = 4, 100  # bodies an operation
JUDGES = [f"validate_{kind}" for kind in (*PATHS, "plan")]  # 200 whatever is wrong: that is their answer
LARGE = [*JUDGES, *(f"put_{kind}" for kind in PATHS), "create_plan", "check_plan"]  # bodies, slow to make
SEED = 20270104
HELD = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
    "ignored_auth",
    "unsupported_method",
)


def config(coverage: bool) -> SchemathesisConfig:
    """What is looked at: not whether all is accepted that has the right shape, for rules between fields are
    in no schema."""
    judges = {"include-operation-id": JUDGES, "checks": {"negative_data_rejection": {"enabled": False}}}
    return SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "checks": {"enabled": False} | {name: {"enabled": True} for name in HELD},
            "generation": {"deterministic": True, "database": "none"},
            "phases": {"coverage": {"enabled": coverage}, "stateful": {"enabled": False}},
            "operations": [judges],
        }
    )


class Late:
    """The application of the description, made when it is first needed. It goes on running when clients
    come and go: they would start and end it with every request."""

    app: Any = None
    names: dict[str, str] = {}
    secret = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return
        for step in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{step}.complete"})


@pytest.fixture(scope="module", autouse=True)
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The application with one of everything in it, and a key that may do everything."""
    given = Settings(data=tmp_path_factory.mktemp("described"), rate_per_minute=0)
    store = Store(given.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours")
    with store.scope("ours") as scope:
        LATE.secret = add_key(scope, "everything", list(Role), pay=True)[1]
    LATE.app = create_app(given)
    with TestClient(LATE.app) as client:
        LATE.names = things(client, store, "ours", LATE.secret)
        yield
    store.close()


def described(coverage: bool) -> Any:
    """The description; what is asked goes to the application."""
    schema = schemathesis.openapi.from_dict(describe(create_app(Settings())), config=config(coverage))
    schema.app = LATE
    return schema


def hold(case: schemathesis.Case) -> None:
    """Sends it, in half of the cases to what there is, and holds the answer against the description."""
    path = case.meta.components.get(ParameterLocation.PATH)
    if path is not None and path.mode is GenerationMode.POSITIVE and len(repr(case.body)) % 2:
        row = next((LATE.names[rows] for rows in ROWS if f"/{rows}/" in case.path), None)
        there = {**LATE.names, "row": row}
        case.path_parameters = {name: there.get(name) or each for name, each in case.path_parameters.items()}
    case.call_and_validate(headers={"Authorization": f"Bearer {LATE.secret}"})


LATE = Late()
QUIET = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


@described(coverage=False).exclude(operation_id=LARGE).parametrize()
@settings(max_examples=QUICK, **QUIET)
def test_answers_are_those_that_are_described(case: schemathesis.Case) -> None:
    hold(case)


@pytest.mark.slow
@described(coverage=True).parametrize()
@settings(max_examples=THOROUGH, **QUIET)
def test_answers_are_those_that_are_described_at_length(case: schemathesis.Case) -> None:
    hold(case)
