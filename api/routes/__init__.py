"""Every way in over HTTP: one module a resource, listed here."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import (
    audit,
    comparisons,
    documents,
    events,
    examples,
    health,
    imports,
    judge,
    parts,
    plans,
    replans,
    requisitions,
    webhooks,
    why,
)


def routers() -> list[APIRouter]:
    """All routers that live below `/v1`."""
    return [
        health.router,
        examples.router,
        audit.router,
        plans.router,
        parts.router,
        events.router,
        judge.router,
        comparisons.router,
        why.router,
        replans.router,
        webhooks.router,
        requisitions.router,
        imports.router,
        *documents.routers(),
    ]
