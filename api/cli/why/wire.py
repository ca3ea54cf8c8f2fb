"""The one JSON object of `staffmix explain --json`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from scheduler.explain.asking import Explained
from scheduler.explain.explanation import Explanation
from scheduler.report import headline


def explanation_json(about: Explained, found: Explanation, files: Sequence[Path]) -> str:
    """Outcome and figures of the plan, then the explanation as `-o explanation.json` writes it."""
    result = about.result
    content = {
        "outcome": result.outcome.value,
        "stop_reason": result.stop_reason.value,
        "headline": headline(about.problem, result),
        "currency": about.problem.forecast.currency,
        **{name: getattr(result, name) for name in ("cost", "bound", "gap")},
        "conflicts": [conflict.model_dump(mode="json") for conflict in result.conflicts],
        "explanation": found.model_dump(mode="json", by_alias=True),
        "files": [str(path) for path in files],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False)
