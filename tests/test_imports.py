"""Imports point one way; who may see whom is said here and held here."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOUNDATION = {"problem", "rules", "errors", "words"}
MAY_SEE = {
    "problem": FOUNDATION,
    "rules": set(),
    "errors": set(),
    "words": set(),
    "plan": FOUNDATION,
    "result": FOUNDATION | {"plan"},
    "check": FOUNDATION | {"plan", "result"},
    "validate": FOUNDATION | {"model"},
    "files": FOUNDATION | {"plan", "result", "validate"},
    "engine": {"errors"},
    "model": FOUNDATION | {"plan", "engine"},
    "search": FOUNDATION | {"plan", "result", "model", "engine"},
    "explain": FOUNDATION | {"plan", "result", "check", "validate", "model", "engine", "search", "solving"},
    "replan": FOUNDATION
    | {"plan", "result", "check", "validate", "model", "engine", "search", "solving", "explain"},
    "solving": FOUNDATION | {"plan", "result", "check", "validate", "model", "engine", "search"},
    "report": {"problem", "rules", "words", "plan", "result", "explain"},
}
"""Rooms of `scheduler`, and what of ours each may import besides itself."""


def rooms() -> list[str]:
    found = {
        p.stem if p.suffix else p.name for p in (ROOT / "scheduler").iterdir() if p.suffix in ("", ".py")
    }
    return sorted(found - {"__init__", "__pycache__"})


@cache
def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names |= (
                {node.module} if node.module != "scheduler" else {f"scheduler.{a.name}" for a in node.names}
            )
    return names


def files_of(room: str) -> list[Path]:
    place = ROOT / "scheduler" / room
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def test_every_room_is_known() -> None:
    assert rooms() == sorted(MAY_SEE)


@pytest.mark.parametrize("room", sorted(MAY_SEE))
def test_rooms_see_only_what_they_may(room: str) -> None:
    allowed = MAY_SEE[room] | {room}
    seen = {
        (str(path.relative_to(ROOT)), name)
        for path in files_of(room)
        for name in imports(path)
        if name.startswith("scheduler.") and name.split(".")[1] not in allowed
    }
    assert not seen


def test_only_the_solver_process_sees_ortools() -> None:
    sees = {
        path.relative_to(ROOT).parts[:3]
        for path in ROOT.joinpath("scheduler").rglob("*.py")
        if any(name.split(".")[0] == "ortools" for name in imports(path))
    }
    assert sees == {("scheduler", "engine", "child")}


@pytest.mark.parametrize("library", ["pandas", "matplotlib", "xlsxwriter"])
def test_heavy_libraries_stay_in_reports_and_files(library: str) -> None:
    sees = {
        path.relative_to(ROOT).parts[1]
        for path in ROOT.joinpath("scheduler").rglob("*.py")
        if any(name.split(".")[0] == library for name in imports(path))
    }
    assert sees <= {"report", "files"}


def test_the_core_knows_nothing_of_services_and_pages() -> None:
    outside = {"fastapi", "sqlalchemy", "nicegui", "typer", "rich", "api"}
    sees = {
        str(path.relative_to(ROOT))
        for path in ROOT.joinpath("scheduler").rglob("*.py")
        if {name.split(".")[0] for name in imports(path)} & outside
    }
    assert not sees
