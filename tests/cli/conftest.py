import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from tests.report.example import problem

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The example as a file."""
    path = tmp_path / "problem.json"
    path.write_text(problem().model_dump_json(by_alias=True), encoding="utf-8")
    return path


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Callable[[dict[str, Any]], None]], Path]:
    """The example as a file after a change to its JSON."""

    def make(change: Callable[[dict[str, Any]], None]) -> Path:
        content = problem().model_dump(mode="json", by_alias=True)
        change(content)
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return make


@pytest.fixture
def staffmix(tmp_path: Path) -> Run:
    """The command as a process of its own, in an empty folder."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from api.cli import main; main()", *map(str, words)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)

    return run


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """The command inside this process, for what needs no process of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> Any:
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


@pytest.fixture
def searching(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Any]], None]:
    """Puts something else in the place of the search."""
    module = importlib.import_module("scheduler.solving")
    return lambda instead: monkeypatch.setattr(module, "solve", instead)
