"""All sheets, in the order of the workbook."""

from __future__ import annotations

from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import NUMBERS, TEXT, word
from scheduler.files.tables_forecast import START, WORKSTREAMS
from scheduler.files.tables_policy import LIMITS_SHEET, OVER_TIME
from scheduler.files.tables_rate_card import RATE_CARD, RUNNING, VENDORS
from scheduler.files.tables_workforce import MOVES, TEAM_CHANGES, TEAMS

MEASURES = ("hours", "fte", "volume", "aht_seconds")

DEMAND = Sheet(
    "Demand",
    "forecast",
    "demand",
    (
        Column("Workstream", "workstream", TEXT, "Name as in Workstreams", "phone-en", core=True),
        Column("Measure", "measure", word(**{name: name for name in MEASURES}),
               "hours, fte, or volume with aht_seconds", "volume", core=True),
        Column("Every period", "every", NUMBERS, "One number for all periods, in place of the dates",
               core=True),
    ),
    "Work per period: one column for each period's first day",
    first="workstream",
)  # fmt: skip

LISTS = (WORKSTREAMS, TEAMS, MOVES, VENDORS, RATE_CARD, RUNNING)
SHEETS = (
    START,
    DEMAND,
    WORKSTREAMS,
    TEAMS,
    TEAM_CHANGES,
    MOVES,
    VENDORS,
    RATE_CARD,
    RUNNING,
    OVER_TIME,
    LIMITS_SHEET,
)
