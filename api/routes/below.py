"""The one place below which all resources live."""

from __future__ import annotations

from fastapi import APIRouter


def below_v1(tag: str) -> APIRouter:
    """A router of routes below `/v1`, listed under this tag."""
    return APIRouter(prefix="/v1", tags=[tag])
