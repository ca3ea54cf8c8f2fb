"""Examples that run as they are, and the JSON Schema of every document."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any

from fastapi import Header, Path
from fastapi.responses import FileResponse, JSONResponse, Response
from pydantic import BaseModel

import fixtures
from api.deps import Anybody
from api.errors import not_found
from api.routes.below import below_v1
from api.schemas.json_schema import DOCUMENTS, schema_of

router = below_v1("examples")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EFFORT = {"time_limit": 20.0, "gap": 0.003, "seed": 0}
Name = Annotated[str, Path(max_length=100)]


class Example(BaseModel):
    """An example in the list."""

    name: str
    title: str


class ExampleList(BaseModel):
    """All examples, sorted by name."""

    examples: list[Example]


class SchemaList(BaseModel):
    """The documents that have a schema."""

    documents: list[str]


@router.get("/examples")
def list_examples(asking: Anybody) -> ExampleList:
    """Problems a planner would have, each ready to be planned."""
    del asking
    return ExampleList(examples=[Example(name=name, title=_title(of)) for name, of in _known().items()])


@router.get(
    "/examples/{name}",
    responses={
        200: {
            "description": "A request for `POST /v1/plans`, or the same problem as a workbook",
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/PlanRequest"}},
                XLSX: {"schema": {"type": "string", "format": "binary"}},
            },
        }
    },
)
def read_example(name: Name, asking: Anybody, accept: Annotated[str, Header()] = "*/*") -> Response:
    """An example: the body of a request for a plan; as a workbook to whoever accepts only that."""
    del asking
    known = _known().get(name)
    if known is None:
        raise not_found()
    vary = {"Vary": "Accept"}
    if XLSX in accept:
        return FileResponse(
            fixtures.path(known, ".xlsx"), media_type=XLSX, filename=f"{name}.xlsx", headers=vary
        )
    return JSONResponse(_request(name, known), headers=vary)


@router.get("/schemas")
def list_schemas(asking: Anybody) -> SchemaList:
    """The documents that have a schema."""
    del asking
    return SchemaList(documents=list(DOCUMENTS))


@router.get("/schemas/{document}")
def read_schema(document: Name, asking: Anybody) -> dict[str, Any]:
    """What a document may hold, as JSON Schema (2020-12)."""
    del asking
    found = schema_of(document)
    if found is None:
        raise not_found()
    return found


@cache
def _known() -> dict[str, str]:
    """The fixtures by the name they have in an address."""
    return {name.replace("/", "."): name for name in fixtures.names()}


def _title(fixture: str) -> str:
    """The first line of its story; a variant's name after it."""
    folder, _, variant = fixture.partition("/")
    story = (fixtures.ROOT / folder / "story.md").read_text(encoding="utf-8")
    title = story.partition("\n")[0].lstrip("# ")
    return f"{title}: {variant.replace('-', ' ')}" if variant else title


@cache
def _request(name: str, fixture: str) -> dict[str, Any]:
    problem = json.loads(fixtures.path(fixture).read_text(encoding="utf-8"))
    del problem["format"]
    return {"series": name, **problem, "effort": EFFORT}
