"""`staffmix init`: a small problem to start from."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from pathlib import Path

from api.cli.guard import PLANNED, refuse
from api.cli.screen import Screen


def run(target: Path) -> int:
    """Writes the template as a workbook, a JSON file, or a folder of CSVs; never over anything."""
    from scheduler.files import save, template

    is_file = target.suffix.lower() in (".xlsx", ".json")
    if target.suffix and not is_file:
        raise refuse(str(target), "no kind of problem file", "End it in .xlsx or .json, or name a folder.")
    if target.exists() and (is_file or not target.is_dir() or any(target.iterdir())):
        raise refuse(str(target), "is there already", "Name a new file or folder.")
    if not target.parent.is_dir():
        raise refuse(str(target), f"there is no folder {target.parent}", "Make it first.")
    try:
        save(template(_next_monday(date.today())), target)
    except OSError as error:
        raise refuse(str(target), f"cannot be written: {error.strerror}", "Name another place.") from None
    screen = Screen()
    screen.say(f"Wrote {target}: a help line of three teams with a launch and two vendors. Edit it, then:")
    screen.say(f"staffmix plan {shlex.quote(str(target))} -o plan.xlsx")
    return PLANNED


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())
