"""Who is at the page: a key in a cookie that no script can read, and nothing else."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Scope

COOKIE = "staffmix_key"
LONGEST = 200  # letters; keys have about fifty


def secret_of(scope: Scope) -> str:
    """The key that a browser shows; empty when it shows none."""
    found = HTTPConnection(scope).cookies.get(COOKIE, "")
    return unquote(found) if len(found) <= LONGEST else ""


def remember(response: Response, request: Request, secret: str) -> None:
    """The browser shows this key from now on, until it is closed or signed out."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, quote(secret, safe=""), path="/", httponly=True, samesite="strict", secure=secure
    )


def forget(response: Response, request: Request) -> None:
    """The browser shows no key any more."""
    secure = request.url.scheme == "https"
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=secure)


def wanted(path: str) -> str:
    """Where one wanted to go, if that is a path of ours; else the start."""
    harmless = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if harmless and path.isprintable() and "\\" not in path else "/"
