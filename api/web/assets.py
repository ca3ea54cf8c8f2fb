"""The project's own style and script files, each under an address that changes with its content."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
LASTING = "public, max-age=31536000, immutable"
STYLES = ("tokens.css", "page.css", "plan.css", "documents.css", "why.css", "what_if.css", "take.css")
SCRIPTS = ("page.js",)


class _Files(StaticFiles):
    """Files that a browser may keep as long as it likes."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 404."""
        found = await super().get_response(path, scope)
        found.headers["Cache-Control"] = LASTING
        return found


def files() -> StaticFiles:
    """All of them, to be mounted."""
    return _Files(directory=FOLDER)


@cache
def address(name: str) -> str:
    """Where a file is."""
    mark = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/assets/{name}?{mark}"


@cache
def head() -> str:
    """What the head of each page loads; the script runs before anything is painted."""
    scripts = "".join(f'<script src="{address(name)}"></script>' for name in SCRIPTS)
    return scripts + "".join(f'<link rel="stylesheet" href="{address(name)}">' for name in STYLES)
