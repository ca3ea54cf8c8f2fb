"""A plan's progress as server-sent events, until it ends."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, format_sse_event
from sqlalchemy.exc import SQLAlchemyError

from api.deps import Anybody, Parts, Service
from api.errors import ApiError
from api.routes.below import below_v1
from api.routes.plans import plan_row, plan_state
from api.schemas.parts import PlanNews
from api.store.keys import Caller
from api.store.plans import OPEN

router = below_v1("plans")
MOST_STREAMS = 100  # of a process
LOOK_EVERY = 0.5  # seconds
BEAT_EVERY = 15.0  # seconds without news
LONGEST = 300.0  # seconds: then the reader comes back with the id of what it has seen
RETRY_MS = 2000
RETRY_AFTER = "5"  # seconds
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
log = logging.getLogger(__name__)


@router.get(
    "/plans/{plan}/events",
    response_class=Response,  # FastAPI's own way starts with 200 before there is a plan to follow
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
        204: {"description": "The plan has ended and its last event was seen"},
    },
)
async def follow_plan(
    plan: str,
    request: Request,
    parts: Parts,
    asking: Anybody,
    last_event_id: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """State, cost, bound and gap whenever they change: `progress`, and in the end `ended`.

    An event's id stands for what it says. Whoever comes back with `Last-Event-ID` is not told that again,
    and gets 204 where there will be nothing more, upon which browsers stop asking.
    """
    news = await run_in_threadpool(_news, parts, asking, plan)
    if news.state not in OPEN and _id(news) == last_event_id:
        return Response(status_code=204)
    streams = _streams(request)
    if len(streams) >= MOST_STREAMS:
        detail = "Too many plans are being followed; ask again soon."
        raise ApiError(429, "too_many_streams", detail, headers={"Retry-After": RETRY_AFTER})
    ticket = object()
    streams.add(ticket)
    told = _told(parts, asking, plan, last_event_id)
    return EventSourceResponse(_counted(told, streams, ticket), headers=HEADERS)


async def _counted(told: AsyncIterator[bytes], streams: set[object], ticket: object) -> AsyncIterator[bytes]:
    """The stream, counted until it ends or its reader is gone."""
    try:
        async for piece in told:
            yield piece
    finally:
        streams.discard(ticket)


async def _told(parts: Service, asking: Caller, plan: str, seen: str | None) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    begun = beaten = loop.time()
    yield format_sse_event(comment="plan", retry=RETRY_MS)
    while loop.time() - begun < LONGEST and not parts.ending.is_set():
        news = await _looked(parts, asking, plan)
        if news is not None and _id(news) != seen:
            seen, beaten = _id(news), loop.time()
            name = "progress" if news.state in OPEN else "ended"
            yield format_sse_event(event=name, id=seen, data_str=news.model_dump_json())
        if news is not None and news.state not in OPEN:
            return
        if loop.time() - beaten >= BEAT_EVERY:
            beaten = loop.time()
            yield format_sse_event(comment="still there")
        await asyncio.sleep(LOOK_EVERY)


async def _looked(parts: Service, asking: Caller, plan: str) -> PlanNews | None:
    """Where the plan is; None while the database cannot be asked."""
    try:
        return await run_in_threadpool(_news, parts, asking, plan)
    except SQLAlchemyError:
        log.exception("plan %s: its progress cannot be read", plan)
        return None


def _news(parts: Service, asking: Caller, plan: str) -> PlanNews:
    row: Any = plan_row(parts, asking.tenant, plan)
    shown = plan_state(row, asking)
    return PlanNews(
        plan=shown.id,
        state=shown.state,
        outcome=shown.outcome,
        stop_reason=shown.stop_reason,
        cost=shown.cost,
        bound=shown.bound,
        gap=shown.gap,
        updated=row.updated,
    )


def _id(news: PlanNews) -> str:
    """The same for the same news; when it was last looked at is none."""
    return hashlib.sha256(news.model_dump_json(exclude={"updated"}).encode()).hexdigest()[:24]


def _streams(request: Request) -> set[object]:
    """The streams of the application a request came to."""
    state = request.app.state
    if not hasattr(state, "streams"):
        state.streams = set[object]()
    found: set[object] = state.streams
    return found
