"""Faults of the input, all of them, each with its place and its fix."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from api.cli.screen import Screen
from scheduler.errors import Fault, Notice

MOST = 100


def show_faults(faults: Sequence[Fault], as_json: bool) -> None:
    """Prints faults to stderr, or as the one JSON object on stdout."""
    screen = Screen(quiet=True)
    if as_json:
        screen.json(json.dumps(faults_json(faults), ensure_ascii=False))
        return
    count = len(faults)
    screen.note(f"{count} {'fault' if count == 1 else 'faults'} in the input:", style="bold")
    for fault in faults[:MOST]:
        screen.note(f"  {fault.place}: {fault.found}")
        screen.note(f"      {fault.fix}", style="dim")
    if count > MOST:
        screen.note(f"  and {count - MOST} more")


def faults_json(faults: Sequence[Fault]) -> dict[str, Any]:
    """The object of an invalid input."""
    return {"outcome": "invalid", "faults": [vars_of(fault) for fault in faults]}


def vars_of(entry: Fault | Notice) -> dict[str, str]:
    """A fault or notice as JSON has it."""
    return {name: str(value) for name, value in vars(entry).items()}
