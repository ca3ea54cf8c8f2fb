import subprocess
import sys

import pytest

HEAVY = ("pandas", "matplotlib", "xlsxwriter")
WITHOUT = "import sys; import {module}; print([name for name in {heavy} if name in sys.modules])"


@pytest.mark.parametrize(
    "module",
    [
        "scheduler",
        "scheduler.report",
        "scheduler.solving",
        "scheduler.engine.child.serve",
        "api.cli",
        "api.cli.plan",
        "api.app",
    ],
)
def test_nothing_heavy_is_loaded_before_a_file_is_written(module: str) -> None:
    code = WITHOUT.format(module=module, heavy=HEAVY)
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "[]"
