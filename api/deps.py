"""What every handler is given: the service's parts, and who asks.

All of it is `async`: for each dependency that is not, a request would wait for a thread once more; and none
has more below it than it needs, for each is worked out anew for every request.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from api.documents.sound import Sound
from api.documents.waiting import Waiting
from api.errors import ApiError
from api.front.callers import Callers
from api.front.limits import Limits, too_many
from api.front.metrics import Metrics
from api.parts.kept import Kept
from api.settings import Settings
from api.store.keys import Caller, Role, caller
from api.store.store import Store
from api.work.jobs import Queue

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Service:
    """The parts of a running service. `ending` is set when it is asked to end: whoever waits, answers."""

    settings: Settings
    store: Store
    queue: Queue
    limits: Limits
    metrics: Metrics
    callers: Callers = field(default_factory=Callers)
    ending: threading.Event = field(default_factory=threading.Event)
    waiting: Waiting = field(init=False)
    sound: Sound = field(default_factory=Sound)
    kept: Kept = field(default_factory=Kept)

    def __post_init__(self) -> None:
        object.__setattr__(self, "waiting", Waiting(self.settings.queue_limit))

    def enqueue(self, tenant: str, plan: str) -> None:
        """Queues a plan that is stored. If the queue is away, a worker finds the plan and queues it."""
        try:
            self.queue.put(tenant, plan)
        except Exception as error:
            log.warning("plan %s is stored and not queued yet: %s", plan, type(error).__name__)


async def service(request: Request) -> Service:
    """The service this request came to."""
    found: Service = request.app.state.service
    return found


Parts = Annotated[Service, Depends(service)]


async def authenticated(request: Request) -> Caller:
    """Who asks, by `Authorization: Bearer <key>`.

    401 without a key that opens anything, 429 when too much is asked: of a key, or by an address whose keys
    are wrong.
    """
    parts, secret = await service(request), bearer(request)
    found = await _who(parts, secret) if secret else None
    if found is None:
        (parts.limits.wrong if secret else parts.limits.open).require(address(request))
        raise unauthenticated()
    request.state.caller = found
    if parts.limits.keys is not None:
        taken = request.state.allowance = parts.limits.keys.take(found.key)
        if not taken.allowed:
            raise too_many(taken)
    return found


async def _who(parts: Service, secret: str) -> Caller | None:
    """Whose secret this is, or was a moment ago."""
    found = parts.callers.known(secret)
    if found is None:
        asked = parts.callers.now()
        found = await run_in_threadpool(caller, parts.store, secret)
        if found is not None:
            parts.callers.remember(secret, found, asked)
    return found


def unauthenticated() -> ApiError:
    """The same words for no key, a wrong one and a revoked one."""
    return ApiError(
        401,
        "unauthenticated",
        "Send a key that is not revoked as 'Authorization: Bearer …'.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def bearer(request: Request) -> str:
    """The secret that a request shows; empty when it shows none."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "unknown"


async def by_address(request: Request, parts: Parts) -> None:
    """For routes that ask for no key: 429 when an address asks too much."""
    parts.limits.open.require(address(request))


class Allowed:
    """A caller with one of these roles; administrators may do everything. 403 otherwise."""

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset({*roles, Role.ADMIN})

    async def __call__(self, request: Request) -> Caller:
        """Who asks, if they may."""
        asking = await authenticated(request)
        if not asking.roles & self.roles:
            raise ApiError(403, "forbidden", f"This takes {self._wanted()}; ask an administrator for it.")
        return asking

    def _wanted(self) -> str:
        """The roles that may, by name: administrators are told of where nobody else may."""
        names = [str(role) for role in Role if role in (self.roles - {Role.ADMIN} or self.roles)]
        return f"the role {names[0]}" if len(names) == 1 else f"one of the roles {', '.join(names)}"


Anybody = Annotated[Caller, Depends(Allowed(*Role))]
Planner = Annotated[Caller, Depends(Allowed(Role.PLANNER))]
