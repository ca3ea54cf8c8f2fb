"""An explanation in files: as JSON, or with its plan in the workbook and the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from api.cli.outputs import write_files, write_json, write_plan
from scheduler.explain.asking import Explained
from scheduler.explain.explanation import Explanation
from scheduler.report import Summary, summarise
from scheduler.report.no_plan import NoPlan, no_plan


def write_explanation(about: Explained, found: Explanation, outputs: Sequence[Path]) -> list[Path]:
    """Writes every file; without a plan, reports say what stands in the way and what would make one."""
    reports = [path for path in outputs if path.suffix.lower() != ".json"]
    files: dict[Path, Callable[[Path], object]] = dict.fromkeys(outputs, partial(write_json, found))
    if reports:
        files |= dict.fromkeys(reports, partial(write_plan, _told(about, found)))
    write_files(files)
    return list(outputs)


def _told(about: Explained, found: Explanation) -> Summary | NoPlan:
    if about.result.plan is None:
        return no_plan(about.problem, about.result, found)
    return summarise(about.problem, about.result, explanation=found)
