"""Every route has a method of the client, or a reason why not; the client calls no other."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.client import Staffmix
from api.client.documents import PATHS
from tests.api.rows import OWNERS
from tests.api.whole import whole

OPERATIONS = {
    (method.upper(), path) for path, methods in whole().get("paths", {}).items() for method in methods
}
SHAPES = {
    each: re.compile(re.sub(r"\\\{\w+\\\}", "[^/:]+", re.escape(each[1]))) for each in sorted(OPERATIONS)
}
WITHOUT: dict[str, str] = {
    "/healthz|/readyz|/metrics": "asked by whoever runs the service, without a key",
    "/v1/version|/v1/examples.*|/v1/schemas.*": "for whoever looks around, with curl or a browser",
    "/v1/audit": "read by administrators, a page at a time",
    "/v1/drafts.*": "what the planner's page keeps of what is being typed",
    ".*(/tables|:tabulate|:assemble)": "documents as the planner's page edits them: tables of cells",
    "/v1/plans/[^/]*(/summary|/capacity|/progress|/problem|/requisitions|:preview|:vary)": (
        "what the planner's page draws of a plan"
    ),
}
"""By path: why the client has no method."""
ROWS = {
    "forecast": ["workstreams"],
    "workforce": ["pools", "moves"],
    "rate_card": ["vendors", "offers", "running"],
    "policy": [],
}
BY_OTHER_MEANS = {"close", "wait_for"}  # methods that ask nothing of their own


class Asked(Exception):
    """A request that would have been sent."""


class Recorder:
    """A connection that sends nothing: it says what would be asked."""

    def ask(self, method: str, path: str, **_: Any) -> Any:
        raise Asked(method, path)

    def read(self, _: type, method: str, path: str, **__: Any) -> Any:
        raise Asked(method, path)

    def send(self, _: type, method: str, path: str, *__: Any, **___: Any) -> Any:
        raise Asked(method, path)

    @contextmanager
    def events(self, path: str) -> Iterator[Any]:
        raise Asked("GET", path)
        yield


def given(folder: Path) -> list[dict[str, Any]]:
    """What methods may be called with: once for every kind of document and of its rows."""
    export = folder / "export.csv"
    export.write_text("a\n1\n")
    same: dict[str, Any] = {
        "as_of": date(2027, 3, 1), "to": folder / "file", "export": export, "mapping": {}, "content": {},
        "change": {}, "table": {"rows": []}, "url": "https://x", "events": ["plan.finished"], "if_match": "*",
    }  # fmt: skip
    return [
        {**same, "kind": kind, "rows": rows} for kind in PATHS for rows in (ROWS[kind] or ["workstreams"])
    ]


def called(client: Staffmix, name: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """The method and path that a method of the client asks first."""
    method = getattr(client, name)
    wanted = {
        each.name: values.get(each.name, "x")
        for each in inspect.signature(method).parameters.values()
        if each.default is inspect.Parameter.empty and each.kind is not inspect.Parameter.VAR_KEYWORD
    }
    with pytest.raises(Asked) as asked:
        next(iter(method(**wanted)))
    return asked.value.args[0], asked.value.args[1]


def route_of(method: str, path: str) -> tuple[str, str]:
    """The route that a request goes to."""
    fits = [each for each, path_of in SHAPES.items() if each[0] == method and path_of.fullmatch(path)]
    assert len(fits) == 1, (method, path, fits)
    return fits[0]


def test_every_route_has_a_method_or_a_reason(tmp_path: Path) -> None:
    assert set(PATHS.values()) == set(OWNERS)
    client = Staffmix("http://127.0.0.1:9", "smx_x")
    client.close()
    client._wire = Recorder()  # type: ignore[assignment]
    names = [name for name in dir(Staffmix) if not name.startswith("_") and name not in BY_OTHER_MEANS]
    with_method = {
        route_of(*called(client, name, values))
        for name in names
        for values in given(tmp_path)
        if name != "patch_row" or ROWS[values["kind"]]
    }
    without = {each for each in OPERATIONS if any(re.fullmatch(path, each[1]) for path in WITHOUT)}
    assert sorted(OPERATIONS - with_method - without) == []
    assert sorted(with_method & without) == []  # what has a method needs no reason
