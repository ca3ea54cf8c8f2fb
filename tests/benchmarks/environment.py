"""Environments for peers that cannot live beside OR-Tools, made once and kept outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NEEDS = {"linopy": ("linopy>=0.5,<1", "highspy>=1.9,<2")}
VARIABLE = "STAFFMIX_BENCHMARK_CACHE"
SECONDS = 600.0


def python_with(name: str) -> Path:
    """The interpreter of an environment with the packages of `name`; CalledProcessError when pip fails."""
    folder = cache() / f"{name}-{sys.version_info[0]}.{sys.version_info[1]}"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"making an environment for {name} in {folder}", file=sys.stderr, flush=True)
        _run(sys.executable, "-m", "venv", "--clear", str(folder))
        _run(str(python), "-m", "pip", "install", "--quiet", *NEEDS[name])
        (folder / "ready").touch()
    return python


def _run(*command: str) -> None:
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, check=True, timeout=SECONDS, env=alone, capture_output=True)


def cache() -> Path:
    """`$STAFFMIX_BENCHMARK_CACHE`, or a folder of ours in the user's cache."""
    if VARIABLE in os.environ:
        return Path(os.environ[VARIABLE])
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "staffmix-benchmarks"
