"""The policy's sheet, Limits: a rule a row; and Over time: values that change on a date."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import DATE, MONEY, NUMBERS, SHARE, TEXT, TRUTH, WHOLE, Kind, word
from scheduler.files.phrases import DONE, NAME_OR_ALL
from scheduler.files.spans import HOURS_PER

ANY = Kind("any", lambda cell, _: cell, lambda value: value, "depends on the rule")
ALWAYS = "always"


@dataclass(frozen=True)
class Limit:
    """A rule of the sheet: its field, the kind of its value, and how often it may stand there.

    `shape`: one (a single value), timed (a value, or values by date), share (a list of limits by
    skill), vendor (the same by vendor), budget (a list of amounts), rates (one by currency).
    """

    field: str
    kind: Kind
    shape: str = "one"


LIMITS = {
    limit.field.replace("_", " "): limit
    for limit in (
        Limit("max_headcount", NUMBERS, "timed"),
        Limit("max_total_heads", NUMBERS, "timed"),
        Limit("max_hires", NUMBERS),
        Limit("max_vendors", WHOLE),
        Limit("max_idle", HOURS_PER),
        Limit("min_inhouse_share", SHARE, "share"),
        Limit("max_contractor_share", SHARE, "share"),
        Limit("max_vendor_share", SHARE, "vendor"),
        Limit("budget", MONEY, "budget"),
        Limit("exchange_rates", NUMBERS, "rates"),
        Limit("frozen_until", DATE),
        Limit("change_cost", MONEY),
        Limit("strict", TRUTH),
        Limit("whole_heads", TRUTH),
    )
}

LIMITS_SHEET = Sheet(
    "Limits",
    "policy",
    "limits",
    (
        Column("Rule", "rule", word(**{name.replace(" ", "_"): name for name in LIMITS}), "Which limit",
               "budget",
               core=True),
        Column("Applies to", "applies", NAME_OR_ALL, "A skill, a vendor, a currency, or all", "all",
               core=True),
        Column("Value", "value", ANY, "A number, a share, yes or no, or a date", 1900000, core=True),
        Column("From", "from", DATE, "First day", "2027-01-01", core=True),
        Column("To", "to", DATE, "First day after", "2027-07-01", core=True),
        Column("Over", "over", word(period="period", horizon="horizon"),
               "Shares: every period, or the horizon",
               "period", core=True),
        Column("Skill", "skill", TEXT, "For a vendor's share: of this skill alone", "phone", core=True),
        Column("Done before", "done", DONE, "Shares over the horizon: hours done before, of all hours then",
               "75 of 125"),
    ),
    "Limits of the planner and of finance",
    first="rule",
)  # fmt: skip

OVER_TIME = Sheet(
    "Over time",
    "",
    "",
    (
        Column("Sheet", "sheet", TEXT, "Which sheet", "Rate card", core=True),
        Column("Name", "name", TEXT, "Which row there, by its first column", "steady-phone", core=True),
        Column("Field", "field", TEXT, "Which column there", "Rate", core=True),
        Column("From", "from", DATE, "Holds from this day; empty: from the beginning", "2027-04-01",
               core=True),
        Column("Value", "value", ANY, "As in that column", 32.6, core=True),
    ),
    "Values that change on a date; the value in the sheet itself holds before",
    first="sheet",
)  # fmt: skip
