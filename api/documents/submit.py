"""From a request to a queued plan: documents found, the problem judged whole, the same asked once."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import BaseModel

from api.deps import Service
from api.errors import ApiError, invalid
from api.parts.pay import few
from api.pay import hidden
from api.requisitions.filled import arrive
from api.schemas.plans import CheckRequest, Effort, PlanRequest
from api.store import audit, comparisons, documents, plans
from api.store.documents import Kind
from api.store.keys import Caller
from api.store.packed import fingerprint
from api.store.plans import KeyReused, State, Wanted
from api.store.store import Scope
from scheduler.errors import Fault
from scheduler.problem import Forecast, Policy, Problem, RateCard, Workforce
from scheduler.validate import faults

MODELS: dict[Kind, type[BaseModel]] = {
    Kind.FORECAST: Forecast,
    Kind.WORKFORCE: Workforce,
    Kind.RATE_CARD: RateCard,
    Kind.POLICY: Policy,
}
RETRY_AFTER = "30"  # seconds


def submit(parts: Service, asking: Caller, request: PlanRequest, body: bytes, key: str | None) -> str:
    """The id of a queued plan, or of the one that was asked for with the same before.

    422 for faults of the problem and for a key used with another body, 404 for unknown documents, 429
    when too many plans wait. What a key stands for already is not judged again.
    """
    sent = hashed(body)
    return asked_before(parts, asking, key, sent) or _submitted(parts, asking, request, key, sent)


def hashed(body: bytes, plan: str | None = None) -> str:
    """What tells one request from another under the same Idempotency-Key. `plan`: the one it is sent to."""
    return hashlib.sha256(body if plan is None else plan.encode() + b"\n" + body).hexdigest()


def asked_before(parts: Service, asking: Caller, key: str | None, sent: str) -> str | None:
    """The plan that a key stands for; None without a key and for a new one, 422 for one of another body.

    To be asked before anything that may have changed since: documents, limits, the plan a request is sent to.
    """
    try:
        return None if key is None else plans.submitted(parts.store, asking.tenant, key, sent)
    except KeyReused:
        raise _reused() from None


def _submitted(parts: Service, asking: Caller, request: PlanRequest, key: str | None, sent: str) -> str:
    with parts.store.reading(asking.tenant) as scope:
        problem, inputs = problem_of(scope, request)
        problem = arrive(scope, request.series, problem, inputs)
        baseline = plans.adopted(scope, request.series) if request.baseline else None
    text = problem.model_dump_json(by_alias=True)
    _judge(parts, asking, problem, text, baseline is not None)
    require_limit(parts, request.effort)
    effort = request.effort.model_dump()
    same = fingerprint({"inputs": _hashes(inputs), "effort": effort, "baseline": baseline})
    wanted = Wanted(request.series, inputs, effort, baseline, same, text)
    return queued(parts, asking, wanted, key, sent, compare=request.compare)


def _judge(parts: Service, asking: Caller, problem: Problem, text: str, baseline: bool) -> None:
    """422 with every fault; what was judged before is known."""
    if parts.sound.known(text, baseline=baseline):
        return
    found = faults(problem, baseline=baseline)
    if found:
        raise invalid(found if asking.pay else map(hidden, found))
    parts.sound.remember(text, baseline=baseline)


def queued(
    parts: Service, asking: Caller, wanted: Wanted, key: str | None, body_hash: str, *, compare: bool = False
) -> str:
    """The id of a plan that is stored and queued, or of the one that was asked for with the same before."""
    with parts.store.scope(asking.tenant) as scope:
        identity, new = _stored(scope, parts, asking, wanted, key, body_hash)
        if compare:
            comparisons.ask(scope, identity)
        if new and parts.queue.joins:
            scope.along(lambda joined: parts.queue.put_within(joined, asking.tenant, identity))
    if new and not parts.queue.joins:
        parts.enqueue(asking.tenant, identity)
    return identity


def _stored(
    scope: Scope, parts: Service, asking: Caller, wanted: Wanted, key: str | None, body_hash: str
) -> tuple[str, bool]:
    earlier = plans.like(scope, wanted.fingerprint, wanted.series)
    if earlier is not None and key is None:
        return earlier.id, earlier.state == State.QUEUED
    try:
        same = None if earlier is None else earlier.id
        identity, new = plans.submit(scope, wanted, asking.key, key, body_hash, same)
    except KeyReused:
        raise _reused() from None
    if new:
        if parts.waiting.too_many(scope):
            raise ApiError(
                429,
                "queue_full",
                "Too many plans wait; ask again later.",
                headers={"Retry-After": RETRY_AFTER},
            )
        beside = {} if wanted.of is None else {"of": wanted.of, "relation": wanted.relation}
        audit.record(scope, asking.key, "plan.submit", identity, series=wanted.series, **beside)
    return identity, new


def _reused() -> ApiError:
    return ApiError(422, "key_reused", "This Idempotency-Key was used with another body; take a new one.")


def problem_of(scope: Scope, request: PlanRequest | CheckRequest) -> tuple[Problem, dict[str, Any]]:
    """The four documents in one, and which they are; 404 for a key that names nothing."""
    found: dict[str, Any] = {}
    inputs: dict[str, Any] = {}
    for kind in MODELS:
        found[kind], inputs[kind] = document_of(scope, kind, getattr(request, kind))
    inputs[Kind.WORKFORCE]["few"] = few(found[Kind.WORKFORCE])
    return Problem(**found), inputs


def document_of(scope: Scope, kind: Kind, given: Any) -> tuple[BaseModel, dict[str, Any]]:
    """A document by its key, or as it is, and which it is; 404 for a key that names nothing."""
    if not isinstance(given, str):
        return given, {"key": None, "version": None, "hash": fingerprint(given.model_dump(mode="json"))}
    stored = documents.newest(scope, kind, given)
    if stored is None or stored.body is None:
        what = kind.replace("_", " ")
        raise ApiError(404, "not_found", f"There is no {what} of the key '{given}'.")
    used = {"key": given, "version": stored.version, "hash": stored.hash}
    return MODELS[kind].model_validate_json(stored.body), used


def _hashes(inputs: dict[str, Any]) -> dict[str, str]:
    return {kind: each["hash"] for kind, each in inputs.items()}


def require_limit(parts: Service, effort: Effort) -> None:
    """422 for a search that may not be so long."""
    most = parts.settings.time_limit
    if effort.time_limit > most:
        found = f"'time_limit' is {effort.time_limit:g}"
        raise invalid([Fault("out_of_range", "body#/effort/time_limit", found, f"write at most {most:g}")])
