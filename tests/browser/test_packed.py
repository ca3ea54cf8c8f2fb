"""What the page is made of besides Python is in the package."""

from __future__ import annotations

import tomllib
from pathlib import Path

WEB = Path("api/web")


def test_every_file_of_the_page_is_packed() -> None:
    told = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
    patterns = told["tool"]["setuptools"]["package-data"]["api"]
    packed = {path for pattern in patterns for path in Path("api").glob(pattern)}
    there = {path for path in WEB.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert len(there) > 10
    assert there <= packed
