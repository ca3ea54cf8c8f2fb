"""What every handler is given: the service's parts, and who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.errors import ApiError
from api.jobs import Queue
from api.settings import Settings
from api.store.keys import Caller, Role, caller
from api.store.store import Store


@dataclass(frozen=True)
class Service:
    """The parts of a running service."""

    settings: Settings
    store: Store
    queue: Queue


def service(request: Request) -> Service:
    """The service this request came to."""
    found: Service = request.app.state.service
    return found


Parts = Annotated[Service, Depends(service)]


def authenticated(request: Request, parts: Parts) -> Caller:
    """Who asks, by `Authorization: Bearer <key>`; 401 without a key that opens anything."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    found = caller(parts.store, secret.strip()) if scheme.lower() == "bearer" and secret else None
    if found is None:
        raise ApiError(
            401,
            "unauthenticated",
            "Send a key that is not revoked as 'Authorization: Bearer …'.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return found


def allowed(*roles: Role) -> Callable[[Caller], Caller]:
    """A caller with one of these roles; administrators may do everything. 403 otherwise."""

    def check(asking: Annotated[Caller, Depends(authenticated)]) -> Caller:
        if not asking.roles & {*roles, Role.ADMIN}:
            names = ", ".join(str(role) for role in roles)
            raise ApiError(403, "forbidden", f"This takes the role {names}; ask an administrator for it.")
        return asking

    return check


Anybody = Annotated[Caller, Depends(allowed(*Role))]
Planner = Annotated[Caller, Depends(allowed(Role.PLANNER))]
