"""Whether the service lives, and whether it can do its work."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from api.deps import Anybody, Parts
from api.errors import ApiError

open_router = APIRouter(tags=["health"])
router = APIRouter(tags=["health"])


@open_router.get("/healthz", response_class=PlainTextResponse)
def alive() -> str:
    """The process answers."""
    return "ok"


@open_router.get("/readyz", response_class=PlainTextResponse)
def ready(parts: Parts) -> str:
    """The database and the queue answer."""
    try:
        parts.store.ready()
        parts.queue.ready()
    except Exception:
        raise ApiError(503, "storage_away", "The database cannot be reached.") from None
    return "ok"


@router.get("/me")
def me(asking: Anybody) -> dict[str, object]:
    """Whose key this is and what it may do."""
    return {
        "key": asking.key,
        "name": asking.name,
        "tenant": asking.tenant,
        "sandbox": asking.sandbox,
        "roles": sorted(str(role) for role in asking.roles),
        "pay": asking.pay,
    }


@router.get("/version")
def versions(asking: Anybody) -> dict[str, str]:
    """What runs here."""
    del asking
    return {name: version(name) for name in ("staffmix", "ortools")}
