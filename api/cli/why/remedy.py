"""A remedy carried out: the problem with its edits, written where it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.cli.guard import refuse
from api.cli.outputs import write_problem
from scheduler.explain.asking import Explained
from scheduler.explain.explanation import Explanation
from scheduler.explain.remedies import Cell, Remedy, applied
from scheduler.problem import Problem


@dataclass(frozen=True)
class Fixed:
    """The problem with one remedy, `number` from 1."""

    number: int
    remedy: Remedy
    problem: Problem

    def write(self, path: Path) -> list[Path]:
        """Writes it; the paths that were written."""
        write_problem(self.problem, path)
        return [path]


def require_target(number: int | None, to: Path | None) -> None:
    """--apply and --to belong together."""
    if number is not None and to is None:
        raise refuse("--apply", "not said where to write it", "Add --to fixed.xlsx.")
    if to is not None and number is None:
        raise refuse("--to", "not said which remedy", "Add --apply 1, or another number.")


def require_no_plan(about: Explained, number: int | None) -> None:
    """A remedy is only for what has no plan; said before anything is asked."""
    if number is not None and about.result.plan is not None:
        raise refuse("--apply", "there is a plan already: nothing need give", "Leave --apply out.")


def take_remedy(about: Explained, found: Explanation, number: int | None) -> Fixed | None:
    """The problem with the remedy of this number; raises InvalidProblem when there is none."""
    if number is None:
        return None
    if not 1 <= number <= len(found.remedies):
        count = len(found.remedies)
        had = f"{count} remed{'y was' if count == 1 else 'ies were'} found" if count else "none was found"
        fix = f"Choose of 1 to {count}." if count else "Allow more time with --time-limit."
        raise refuse("--apply", f"there is no remedy {number}: {had}", fix)
    remedy = found.remedies[number - 1]
    cells = [cell for edit in remedy.edits for cell in edit.cells]
    return Fixed(number, remedy, applied(about.problem, cells))


def cell_line(cell: Cell) -> str:
    """rate card, offers, acme phone, lead: 3w → 2w."""
    where = (cell.document, cell.table, cell.row, cell.field.replace("/", " "))
    place = ", ".join(part.replace("_", " ") if n != 2 else part for n, part in enumerate(where) if part)
    return f"{place}: {_said(cell.before)} → {_said(cell.after)}"


def _said(value: Any) -> str:
    if value is None:
        return "not given"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)
