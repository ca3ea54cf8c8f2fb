"""The description of the API: what routes do not say themselves is worked out from what they depend on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import RouteContext, iter_route_contexts
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.deps import Allowed, by_address, service
from api.errors import MEDIA_TYPE, ProblemDetails
from api.imports.mapping import Mapping
from api.openapi.examples import examples
from api.openapi.words import (
    ANSWER_HEADERS,
    ANSWER_WORDS,
    DESCRIPTION,
    ERROR_WORDS,
    HEADERS,
    OTHER_ANSWERS,
    OTHER_ERRORS,
    TAGS,
)
from api.schemas.drafts import DraftRequest
from api.schemas.parts import PlanNews
from api.schemas.plans import CheckRequest, PlanRequest
from api.schemas.replans import ReplanRequest
from api.schemas.requisitions import RequisitionPatch
from api.schemas.tables import Tables
from api.schemas.variants import Changes, VaryRequest
from api.schemas.webhooks import WebhookRequest
from api.schemas.why import AlternativesRequest, ExplainRequest
from scheduler.problem import Forecast, Policy, RateCard, Workforce
from scheduler.problem.actuals import Actuals

BODIES: tuple[type[BaseModel], ...] = (
    PlanRequest,
    CheckRequest,
    ExplainRequest,
    AlternativesRequest,
    ReplanRequest,
    Changes,
    VaryRequest,
    Actuals,
    WebhookRequest,
    RequisitionPatch,
    Mapping,
    DraftRequest,
    Tables,
    Forecast,
    Workforce,
    RateCard,
    Policy,
)
"""Bodies that handlers read themselves: `openapi_extra` refers to them by name."""
EVENTS: dict[str, type[BaseModel]] = {"follow_plan": PlanNews}
"""By operation: what the `data` of its events is."""
REFERENCE = "#/components/schemas/{model}"
STREAM = "text/event-stream"
BY_OTHER_MEANS = ("accept", "authorization", "content-type")  # headers that OpenAPI wants no parameters for
NOT_OURS = ("HTTPValidationError", "ValidationError")  # FastAPI's shape of errors, which nobody is given
SCHEME = "key"
PATCH = {
    "type": "object",
    "title": "MergePatch",
    "description": "What changes, by RFC 7396; null takes away.",
}
UNSAID = "Successful Response"  # FastAPI's words for what nobody described
RATE_LIMITS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")

Operation = dict[str, Any]


def describe(app: FastAPI) -> dict[str, Any]:
    """OpenAPI 3.1 of the application; made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
        components = made.setdefault("components", {})
        components["schemas"] = _schemas(components.get("schemas", {}))
        components["headers"] = HEADERS
        components["securitySchemes"] = {
            SCHEME: {"type": "http", "scheme": "bearer", "description": "A key: `smx_…`."}
        }
        for context in iter_route_contexts(app.routes):
            there = made["paths"].get(context.path_format, {})
            has_versions = any(_header_of(found, "if-match") for found in there.values())
            for method in context.methods or ():
                if method.lower() in there:
                    _complete(there[method.lower()], context, has_versions, components["schemas"])
        made["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
        app.openapi_schema = made
    return app.openapi_schema


def _schemas(found: dict[str, Any]) -> dict[str, Any]:
    """FastAPI's shapes of answers, and ours of bodies and errors."""
    wanted = [(model, "validation") for model in (*BODIES, *EVENTS.values(), ProblemDetails)]
    _, shapes = models_json_schema(wanted, ref_template=REFERENCE)  # type: ignore[arg-type]
    kept = {name: shape for name, shape in found.items() if name not in NOT_OURS} | {"MergePatch": PATCH}
    return dict(sorted(_short(kept | shapes["$defs"]).items()))


def _short(schemas: dict[str, Any]) -> dict[str, Any]:
    """Shapes by their titles: pydantic names generic ones, and ones of equal titles, by all they are made of.

    Of equal titles the service's own keeps it; another's has its room before it.
    """
    titles = [shape.get("title") for shape in schemas.values()]
    longs = {name: _title(name, shape["title"], titles) for name, shape in schemas.items() if "__" in name}
    text = json.dumps(schemas)
    for name, title in longs.items():
        text = text.replace(f'#/components/schemas/{name}"', f'#/components/schemas/{title}"')
    return {longs.get(name, name): shape for name, shape in json.loads(text).items()}


def _title(name: str, title: str, titles: list[str | None]) -> str:
    if titles.count(title) == 1 or name.startswith("api__"):
        return title
    return f"{name.split('__')[-3].title().replace('_', '')}{title}"


def _header_of(found: Operation, name: str) -> bool:
    return any(
        each["in"] == "header" and each["name"].lower() == name for each in found.get("parameters", [])
    )


def _complete(found: Operation, context: RouteContext, has_versions: bool, schemas: dict[str, Any]) -> None:
    """Gives an operation its id, its errors, its headers, its examples and who may ask for it."""
    route = context.route
    name = str(getattr(route, "operation_id", None) or context.name)
    found["operationId"] = name
    found["summary"] = name.rstrip("_").replace("_", " ").capitalize()
    told = [each for each in found.get("parameters", []) if each["name"].lower() not in BY_OTHER_MEANS]
    found["parameters"] = told
    needs = list(_needs(route.dependant))  # type: ignore[attr-defined]
    if roles := _roles(needs):
        found["security"] = [{SCHEME: []}]
        found["x-roles"] = roles
    if "requestBody" in found:
        for media in found["requestBody"]["content"].values():
            if media["schema"] == {"type": "object"}:
                media["schema"] = {"$ref": "#/components/schemas/MergePatch"}
        _illustrate(found["requestBody"], examples().get(name, {}), schemas)
    answers = found["responses"]
    answers.pop("422", None)
    for status in OTHER_ANSWERS.get(name, ()):
        answers.setdefault(str(status), dict(next(iter(answers.values()))))
    for code, response in answers.items():
        if STREAM in response.get("content", {}):
            response["content"][STREAM] = _stream(EVENTS[name])
        if response["description"] == UNSAID:
            response["description"] = ANSWER_WORDS[int(code)]
        always = ("X-Request-Id", *(RATE_LIMITS if roles else ()))
        versioned = ("ETag",) if has_versions and code != "204" else ()
        response["headers"] = _headers(*always, *versioned, *ANSWER_HEADERS.get((name, int(code)), ()))
    for status in sorted({*_statuses(found, needs), *OTHER_ERRORS.get(name, ())}):
        answers[str(status)] = _error(status)


def _stream(news: type[BaseModel]) -> dict[str, Any]:
    """Of an event OpenAPI 3.1 cannot say more than words."""
    words = f"Server-sent events; the `data` of each is a `{news.__name__}`."
    return {"schema": {"description": words}, "x-data": {"$ref": f"#/components/schemas/{news.__name__}"}}


def _needs(dependant: Dependant) -> Iterator[Any]:
    """Everything that a route depends on."""
    for each in dependant.dependencies:
        yield each.call
        yield from _needs(each)


def _roles(needs: list[Any]) -> list[str]:
    """Who may ask; empty where no key is asked for."""
    return sorted({str(role) for each in needs if isinstance(each, Allowed) for role in each.roles})


def _statuses(found: Operation, needs: list[Any]) -> Iterator[int]:
    """The errors that anything of this kind can end in."""
    parameters = found.get("parameters", [])
    if _roles(needs):
        yield from (401, 403, 429, 503)
    if by_address in needs:
        yield 429
    if service in needs:
        yield 503
    if any(each["in"] == "path" for each in parameters):
        yield 404
    if parameters:
        yield 422
    if _header_of(found, "if-match"):
        yield from (412, 428)
    if "requestBody" in found:
        yield from (400, 413, 422)
        if set(found["requestBody"]["content"]) != {"application/json"}:
            yield 415


def _error(status: int) -> dict[str, Any]:
    names = {401: ("WWW-Authenticate",), 429: ("Retry-After",), 503: ("Retry-After",)}.get(status, ())
    return {
        "description": ERROR_WORDS[status],
        "headers": _headers("X-Request-Id", *names),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _illustrate(body: dict[str, Any], shown: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Shows examples of JSON beside the body: ours, else those of the model it is read as."""
    for kind, media in body["content"].items():
        model = schemas.get(media.get("schema", {}).get("$ref", "").rpartition("/")[2], {})
        told = shown or {f"{number}": each for number, each in enumerate(model.get("examples", ()), 1)}
        if "json" in kind and told:
            media.setdefault("examples", {name: {"value": value} for name, value in told.items()})
