"""The sheet Actuals: what truly happened, one fact a row."""

from __future__ import annotations

from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import DATE, NUMBERS, TEXT, words
from scheduler.problem.actuals import What

ACTUALS = Sheet(
    "Actuals",
    "actuals",
    "rows",
    (
        Column("What", "what", words({what.value: what.value for what in What}),
               "What was counted: heads there on the day, or what came, went and was done in its period",
               "own heads", core=True),
        Column("Name", "name", TEXT, "The team, offer or workstream, named as in their sheets", "Phone",
               core=True),
        Column("Date", "date", DATE, "The day counted on, or the first day of the period", "2027-02-01",
               core=True),
        Column("Value", "value", NUMBERS, "Heads or hours; 0: it did not happen", 31, core=True),
        Column("Planned for", "planned_for", DATE, "Of contract starts: the day they were ordered for",
               "2027-02-01", core=True),
        Column("Why", "why", TEXT, "A note for people", "two resigned", core=True),
    ),
    "What truly happened; what is not said went as planned",
    first="what",
)  # fmt: skip
