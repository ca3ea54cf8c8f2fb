"""`staffmix compare`: plans side by side, in numbers and in words, and what their inputs say otherwise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.cli.figures import figures
from api.cli.given import Given, groups
from api.cli.guard import PLANNED, refuse
from api.cli.problems import Read, read_problem, read_result
from api.cli.screen import Screen
from api.cli.table import aligned
from api.cli.why.changed import cost_lines, difference_json, input_lines, sentences_of
from api.cli.why.side import figures_of, table_of
from scheduler.explain.difference import (
    Difference,
    DocumentChange,
    difference,
    documents_difference,
    headline,
)
from scheduler.plan import Plan
from scheduler.result import Result
from scheduler.words import day


@dataclass(frozen=True)
class Side:
    """One plan and its file; its result where its figures are the plan's, its problem where it was named."""

    name: str
    plan: Plan
    result: Result | None
    read: Read | None


def run(files: Sequence[Path], as_json: bool, verbose: bool) -> int:
    """0 when there is something to set side by side; raises InvalidProblem otherwise."""
    given = groups(files)
    if not given and len(files) == 2:
        return _inputs(files, as_json, verbose)
    if len(given) < 2:
        fix = "Name two plans or more, each behind its problem where you like, or two problems."
        raise refuse(str(files[-1]), "one thing alone cannot be compared", fix)
    sides = _sides(given)
    apart = [(side, _difference(sides[0], side), _input_changes(sides[0], side)) for side in sides[1:]]
    if as_json:
        Screen(quiet=True).json(json.dumps(_content(sides, apart), ensure_ascii=False, allow_nan=False))
    else:
        _show(sides, apart, verbose)
    return PLANNED


def _sides(given: Sequence[Given]) -> list[Side]:
    known: dict[tuple[Path, ...], Read] = {}
    sides = []
    for each in given:
        assert each.plan is not None
        if each.problems and each.problems not in known:
            known[each.problems] = read_problem(each.problems, baseline=True)
        plan, result = read_result(each.plan)
        own = result if result is not None and not list(figures(result, plan)) else None
        sides.append(Side(str(each.plan), plan, own, known.get(each.problems)))
    return sides


def _difference(first: Side, other: Side) -> Difference:
    try:
        return difference(first.plan, other.plan)
    except ValueError as error:
        raise refuse(other.name, f"cannot be compared with {first.name}: {error}", "Name another.") from None


def _input_changes(first: Side, other: Side) -> tuple[DocumentChange, ...] | None:
    """None where an input is not known."""
    if first.read is None or other.read is None:
        return None
    return documents_difference(first.read.problem, other.read.problem)


Apart = Sequence[tuple[Side, Difference, tuple[DocumentChange, ...] | None]]


def _show(sides: Sequence[Side], apart: Apart, verbose: bool) -> None:
    screen = Screen()
    screen.say(f"{len(sides)} plans, all beside {sides[0].name}", style="bold")
    columns = zip(_short(sides), sides)
    screen.blocks([("In numbers", aligned(table_of([(name, s.plan, s.result) for name, s in columns])))])
    for side, found, inputs in apart:
        screen.say()
        screen.say(f"{side.name} {_headline(sides[0], side, found)}", style="bold")
        blocks = [("To do", sentences_of(found, verbose)), ("Costs", cost_lines(found, verbose))]
        if inputs is not None:
            blocks.append(("Inputs", input_lines(inputs, verbose) or ["the same"]))
        screen.blocks(blocks)


def _short(sides: Sequence[Side]) -> list[str]:
    """Files by their names alone, where those differ."""
    names = [Path(side.name).stem for side in sides]
    return names if len(set(names)) == len(names) else [side.name for side in sides]


def _headline(first: Side, other: Side, found: Difference) -> str:
    """What the other costs and covers; of another time, no sum is set beside a sum."""
    days = [(side.plan.first_days[0], side.plan.first_days[-1]) for side in (first, other)]
    if days[0] == days[1]:
        return headline(found)
    times = " and ".join(f"{day(start)} to {day(end)}" for start, end in (days[1], days[0]))
    return f"is of another time ({times}): sums say nothing of which is cheaper"


def _content(sides: Sequence[Side], apart: Apart) -> dict[str, Any]:
    return {
        "plans": [{"file": side.name, **figures_of(side.plan, side.result)} for side in sides],
        "differences": [
            {"from": sides[0].name, "to": side.name, **difference_json(found, inputs)}
            for side, found, inputs in apart
        ],
    }


def _inputs(files: Sequence[Path], as_json: bool, verbose: bool) -> int:
    """Two problems alone: what the second says otherwise."""
    before, after = (read_problem([path], baseline=True).problem for path in files)
    found = documents_difference(before, after)
    screen = Screen(quiet=as_json)
    if as_json:
        content = {"inputs": [each.model_dump(mode="json") for each in found]}
        screen.json(json.dumps(content, ensure_ascii=False, allow_nan=False))
        return PLANNED
    count = f"{len(found)} thing{'s' if len(found) != 1 else ''}" if found else "nothing"
    screen.say(f"{files[1]} says {count} otherwise than {files[0]}", style="bold")
    screen.blocks([("Inputs", input_lines(found, verbose))])
    return PLANNED
