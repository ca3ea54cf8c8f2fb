"""The one JSON object of `staffmix plan --json`: money in currency units, gap a fraction, dates ISO."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from api.cli.problems import Read
from scheduler.report import Summary, headline
from scheduler.result import Result


def result_json(read: Read, result: Result, summary: Summary | None, files: Sequence[Path]) -> dict[str, Any]:
    """Outcome and figures first; what a plan says only when there is one."""
    content: dict[str, Any] = {
        "outcome": result.outcome.value,
        "stop_reason": result.stop_reason.value,
        "headline": headline(read.problem, result),
        "currency": read.problem.forecast.currency,
        **{name: getattr(result, name) for name in ("cost", "cash", "penalties", "bound", "gap", "seconds")},
        "check": _check(result),
        "conflicts": [conflict.model_dump(mode="json") for conflict in result.conflicts],
        "warnings": [str(notice) for notice in read.warnings],
        "assumptions": [str(notice) for notice in read.assumptions],
        "limits": result.limits.model_dump(),
        "versions": result.versions,
        "inputs": result.inputs,
        "files": [str(path) for path in files],
    }
    return content | (_plan_json(summary) if summary else {})


def _check(result: Result) -> Any:
    if isinstance(result.check, tuple):
        return [violation.model_dump(mode="json") for violation in result.check]
    return result.check


def _plan_json(summary: Summary) -> dict[str, Any]:
    found, plan = summary.coverage, summary.plan
    worst = None if found.worst is None else plan.first_days[found.worst].isoformat()
    return {
        "instead": [vars(alternative) for alternative in summary.alternatives],
        "decisions": [
            {
                "decide_by": decision.decide_by.isoformat(),
                "kind": decision.kind,
                "owner": decision.owner,
                "heads": decision.heads,
                "hours": decision.hours,
                "start": decision.start.isoformat(),
                "end": decision.end.isoformat() if decision.end else None,
                "actions": list(decision.ids),
            }
            for decision in summary.decisions
        ],
        "not_used": [vars(entry) for entry in summary.unused],
        "costs": {entry.kind.value: float(entry.amount) for entry in summary.kinds},
        "true_cost_per_hour": {
            cost.supplier: {"quoted": round(cost.quoted, 4), "true": _finite(cost.true_rate)}
            for cost in summary.contractors
        },
        "coverage": {
            "hours": round(found.demand, 3),
            "hours_short": round(found.short, 3),
            "share": found.share,
            "worst_period": worst,
            "worst_share": found.worst_share,
        },
    }


def _finite(rate: float) -> float | None:
    return round(rate, 4) if rate != float("inf") else None
