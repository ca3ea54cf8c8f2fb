"""Whether the service lives, whether it can do its work, and its figures."""

from __future__ import annotations

import hmac
import ipaddress
from importlib.metadata import version

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.deps import Anybody, Parts, address, bearer, by_address, unauthenticated
from api.errors import ApiError
from api.routes.below import below_v1
from api.schemas.me import Me
from api.settings import Settings

open_router = APIRouter(tags=["health"])
router = below_v1("health")
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


@open_router.get("/healthz", response_class=PlainTextResponse)
async def alive() -> str:
    """The process answers."""
    return "ok"


@open_router.get("/readyz", response_class=PlainTextResponse, dependencies=[Depends(by_address)])
def ready(parts: Parts) -> str:
    """The database and the queue answer, and the service is not about to end."""
    if parts.ending.is_set():
        raise ApiError(503, "ending", "This process ends; another will answer.")
    try:
        parts.store.ready()
        parts.queue.ready()
    except Exception:
        headers = {"Retry-After": "5"}
        raise ApiError(503, "storage_away", "The database cannot be reached.", headers=headers) from None
    return "ok"


@open_router.get(
    "/metrics",
    response_class=PlainTextResponse,
    dependencies=[Depends(by_address)],
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request, parts: Parts) -> Response:
    """Figures for Prometheus: to this machine, and to who shows the operator's `metrics_key`.

    They tell of all tenants, so that no tenant's key opens them.
    """
    if not (_shows_key(request, parts.settings) or _from_here(request)):
        raise unauthenticated()
    return Response(parts.metrics.text(parts.store), media_type=CONTENT_TYPE_LATEST)


@router.get("/me")
def me(asking: Anybody) -> Me:
    """Whose key this is and what it may do."""
    return Me(
        key=asking.key,
        name=asking.name,
        tenant=asking.tenant,
        sandbox=asking.sandbox,
        roles=sorted(str(role) for role in asking.roles),
        pay=asking.pay,
    )


@router.get("/version")
def versions(asking: Anybody) -> dict[str, str]:
    """What runs here."""
    del asking
    return {name: version(name) for name in ("staffmix", "ortools")}


def _shows_key(request: Request, settings: Settings) -> bool:
    wanted, shown = settings.metrics_key, bearer(request)
    return wanted is not None and hmac.compare_digest(wanted.get_secret_value().encode(), shown.encode())


def _from_here(request: Request) -> bool:
    """Whether this machine asks, itself: not a proxy on it that speaks for somebody else."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(address(request)).is_loopback
    except ValueError:
        return False
