"""What the description promises, held against the application with bodies and parameters made from it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from schemathesis import GenerationMode, engine
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine import events

from api.app import create_app
from api.openapi.describe import describe
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from tests.api.things import PATHS, ROWS, things

QUICK, THOROUGH = 1, 60  # bodies an operation
PHASES = ("examples", "coverage", "fuzzing", "stateful")
JUDGES = [f"validate_{kind}" for kind in (*PATHS, "plan")]  # 200 whatever is wrong: that is their answer
LARGE = [
    *JUDGES,
    *(f"{verb}_{kind}" for verb in ("put", "tabulate") for kind in PATHS),
    "create_plan",
    "check_plan",
]  # bodies, slow to make
SEED = 20270104
SOON, LONGEST = 0.1, 60.0  # seconds of `wait`: here, and what the service takes
HELD = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "ignored_auth",
    "unsupported_method",
)


REFUSED = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428", "429"]
CHECKS: dict[str, Any] = {
    "enabled": False,
    **{name: {"enabled": True} for name in HELD},
    "negative_data_rejection": {"enabled": True, "expected-statuses": REFUSED},
}
"""Not whether all is accepted that has the right shape: rules between fields are in no schema."""
JUDGED = {"include-operation-id": JUDGES, "checks": {"negative_data_rejection": {"enabled": False}}}
VERBS = {"include-path-regex": ":[a-z]+$", "checks": {"unsupported_method": {"enabled": False}}}
"""To another method `/v1/plans/x:stop` is a plan of the name `x:stop`, of which there is none."""
CONFIG: dict[str, Any] = {
    "seed": SEED,
    "checks": CHECKS,
    "operations": [JUDGED, VERBS],
}


class Late:
    """The application of the description, made when it is first needed. It goes on running when clients
    come and go: they would start and end it with every request."""

    app: Any = None
    names: dict[str, str] = {}
    secret = ""
    counted = itertools.count()

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


def described(phases: tuple[str, ...], most: int) -> Any:
    """The description; what is asked goes to the application."""
    given = {
        **CONFIG,
        "headers": {"Authorization": f"Bearer {LATE.secret}"},
        "generation": {"deterministic": True, "database": "none", "max-examples": most},
        "phases": {name: {"enabled": name in phases} for name in PHASES},
    }
    whole = describe(create_app(Settings()))
    schema = schemathesis.openapi.from_dict(whole, config=SchemathesisConfig.from_dict(given))
    schema.app = LATE
    return schema


@schemathesis.hook
def before_call(_: Any, case: schemathesis.Case, __: Any) -> None:
    """In half of the cases it is asked of what there is; and nobody waits for plans that no worker makes."""
    wait = (case.query or {}).get("wait")
    if isinstance(wait, int | float) and SOON < wait <= LONGEST:
        case.query["wait"] = SOON
    path = case.meta.components.get(ParameterLocation.PATH) if case.meta else None
    if path is not None and path.mode is GenerationMode.POSITIVE and next(LATE.counted) % 2:
        row = next((LATE.names[rows] for rows in ROWS if f"/{rows}/" in case.path), None)
        there = {**LATE.names, "row": row}
        case.path_parameters = {name: there.get(name) or each for name, each in case.path_parameters.items()}


def held(schema: Any) -> tuple[int, list[str]]:
    """(how many requests were made, what was not as described)."""
    asked, wrong = 0, list[str]()
    for event in engine.from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            wrong.append(str(event.exception if isinstance(event, events.FatalError) else event.info))
        if isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.interactions)
            for checks in event.recorder.checks.values():
                failures = [each.failure_info for each in checks if each.failure_info is not None]
                wrong += [f"{event.label}: {each.failure}\n{each.code_sample}" for each in failures]
    return asked, wrong


LATE = Late()


def test_answers_are_those_that_are_described() -> None:
    schema = described(("examples", "fuzzing"), QUICK).exclude(operation_id=LARGE)
    asked, wrong = held(schema)
    assert not wrong, "\n\n".join(wrong)
    assert asked > 3 * 60


@pytest.mark.slow
def test_answers_are_those_that_are_described_at_length() -> None:
    """All operations, all phases: examples, the edges of every schema, random bodies, one after the other."""
    asked, wrong = held(described(PHASES, THOROUGH))
    assert not wrong, "\n\n".join(wrong)
    assert asked > 3000
