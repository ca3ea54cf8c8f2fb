"""Every way in over HTTP: one module a resource, listed here."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import (
    audit,
    comparisons,
    documents,
    drafts,
    events,
    examples,
    health,
    imports,
    judge,
    parts,
    plans,
    progress,
    replans,
    requisitions,
    told,
    variants,
    webhooks,
    why,
)


def routers() -> list[APIRouter]:
    """All routers, what is asked most first."""
    return [
        plans.router,
        health.router,
        examples.router,
        audit.router,
        parts.router,
        events.router,
        progress.router,
        told.router,
        judge.router,
        comparisons.router,
        why.router,
        replans.router,
        variants.router,
        webhooks.router,
        requisitions.router,
        imports.router,
        drafts.router,
        *documents.routers(),
        health.open_router,
    ]
