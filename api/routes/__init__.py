"""Every way in over HTTP: one module a resource, listed here."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import documents, health, plans


def routers() -> list[APIRouter]:
    """All routers that live below `/v1`."""
    return [health.router, plans.router, *documents.routers()]
