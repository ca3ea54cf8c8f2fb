"""The plain problem of the file tests, changed and judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from scheduler.problem import Problem
from scheduler.validate import Findings, validate
from tests.files.plain import document

Change = Callable[[Any], None]


def judged(*changes: Change, baseline: bool = False) -> Findings:
    data = document()
    for change in changes:
        change(data)
    return validate(Problem.model_validate_json(json.dumps(data)), baseline=baseline)


def add(*steps: str | int, item: Any) -> Change:
    """Appends to the list at a path, which may be new."""

    def change(data: Any) -> None:
        for step in steps[:-1]:
            data = data[step]
        data.setdefault(steps[-1], []).append(item)

    return change
