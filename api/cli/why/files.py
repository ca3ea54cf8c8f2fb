"""An explanation in files: as JSON, or with its plan in the workbook and the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from api.cli.outputs import write_files, write_json, write_plan
from api.cli.screen import Screen
from scheduler.explain.asking import Explained
from scheduler.explain.explanation import Explanation
from scheduler.report import summarise


def write_explanation(
    screen: Screen, about: Explained, found: Explanation, outputs: Sequence[Path]
) -> list[Path]:
    """Writes what can be written; without a plan only JSON can. The paths that were written."""
    stored = [path for path in outputs if path.suffix.lower() == ".json"]
    reports = [path for path in outputs if path not in stored]
    files = {path: partial(write_json, found) for path in stored}
    if about.result.plan is None:
        for path in reports:
            screen.note(f"{path} is not written: there is no plan")
        write_files(files)
        return stored
    summary = summarise(about.problem, about.result, explanation=found)
    write_files({**files, **{path: partial(write_plan, summary) for path in reports}})
    return list(outputs)
