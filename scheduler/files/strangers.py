"""Sheets and files whose names are none of ours: left out with a note, unless one seems misnamed."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from scheduler.files.columns import Sheet, folded
from scheduler.files.grid import Stranger, Tray
from scheduler.files.kinds import shown
from scheduler.files.sheets import SHEETS

NEAR = 0.65  # `Team list` and `Demand data` are near a sheet's name, `My notes` is not
OURS = {folded(sheet.name): sheet for sheet in SHEETS}


def judge_strangers(tray: Tray, present: Collection[str], documents: Collection[str]) -> None:
    """A stranger near a sheet that is missing is a fault. `documents`: those that are given in JSON."""
    missing = {
        name: sheet
        for name, sheet in OURS.items()
        if sheet.name not in present and sheet.document not in documents
    }
    for stranger in tray.strangers:
        if meant := _meant(stranger, missing):
            known = _known_as(meant, stranger)
            found = f"{stranger.kind} '{shown(stranger.name)}' is not known; did you mean '{known}'?"
            fix = f"rename it '{known}', or begin its name with # to leave it out"
            tray.fault("unknown_sheet", stranger.place, found, fix)
        else:
            text = f"this {stranger.kind} is not one of ours and is ignored"
            if near := _meant(stranger, OURS):
                text += f"; did you mean '{_known_as(near, stranger)}'?"
            tray.note("unknown_sheet", stranger.place, text)


def _known_as(sheet: Sheet, stranger: Stranger) -> str:
    return sheet.file_name if stranger.kind == "file" else sheet.name


def _meant(stranger: Stranger, among: dict[str, Sheet]) -> Sheet | None:
    if stranger.name.startswith("#"):
        return None
    stem = stranger.name[:-4].replace("-", " ") if stranger.kind == "file" else stranger.name
    close = get_close_matches(folded(stem), list(among), n=1, cutoff=NEAR)
    return among[close[0]] if close else None
