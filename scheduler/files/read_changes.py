"""The sheet Team changes: who is known to come and go, and who started lately."""

from __future__ import annotations

from scheduler.files.draft import Draft
from scheduler.files.grid import Grid
from scheduler.files.kinds import nearest, shown
from scheduler.files.rows import append, missing, rows
from scheduler.files.tables_workforce import EXPERIENCED, FURTHER, TEAM_CHANGES

CHANGES = {"arriving": "arriving", "leaving": "leaving", "started": "recent_starters"}


def read_changes(draft: Draft, grid: Grid) -> None:
    teams = draft.rows_of.get("Teams", {})
    for _, values, places in rows(draft, grid, TEAM_CHANGES):
        if missing(draft, TEAM_CHANGES, values, places, "team", "date", "heads"):
            continue
        team, heads = values["team"], values["heads"]
        what = values.get("what") or ("leaving" if heads < 0 else "arriving")
        if team not in teams:
            found = f"no team '{shown(team)}' in Teams{nearest(team, teams)}"
            draft.tray.fault("unknown_name", places["team"], found, "add it to Teams, or correct the name")
            continue
        what, _, knowing = what.partition(" ")
        into = CHANGES[what]
        day = "started" if into == "recent_starters" else "date"
        further = {name: values[name] for name in FURTHER if name in values}
        append(
            draft,
            ("workforce", "pools", teams[team], into),
            {
                day: values["date"],
                "heads": abs(heads) if what == "leaving" else heads,
                **({"experienced": True} if knowing == EXPERIENCED else {}),
                **further,
            },
            places["team"],
            {day: places["date"], "heads": places["heads"], **{name: places[name] for name in further}},
        )
