"""Workbooks and CSV folders with one fault each: (name, change of the sheets, what the place must say)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.files.plain import Change, Formula, Sheets


def cell(sheet: str, row: int, column: int, value: Any) -> Change:
    """Sets a cell; row 1 is the header, column 1 is A."""

    def change(content: Sheets) -> None:
        content[sheet][row - 1][column - 1] = value

    return change


def column(sheet: str, header: Any, value: Any) -> Change:
    """Adds a column."""

    def change(content: Sheets) -> None:
        content[sheet][0].append(header)
        content[sheet][1].append(value)

    return change


def row(sheet: str, *values: Any) -> Change:
    return lambda content: content[sheet].append(list(values))


def sheet(name: str, *rows: list[Any]) -> Change:
    return lambda content: content.update({name: list(rows)})


def both(*changes: Change) -> Change:
    return lambda content: [change(content) for change in changes]


def without(name: str) -> Change:
    return lambda content: content.pop(name)


OVER_TIME = ["Sheet", "Name", "Field", "From", "Value"]
LIMITS = ["Rule", "Applies to", "Value", "From", "To", "Over"]
DAY = date(2027, 1, 11)
SHEETS: list[tuple[str, Change, str]] = [
    ("a share of 24", cell("Teams", 2, 6, 24), "Teams!F2"),
    ("negative heads", cell("Teams", 2, 2, -3), "Teams!B2"),
    ("negative demand", cell("Demand", 2, 4, -1), "Demand!D2"),
    ("an unknown column", column("Teams", "Shrinkige", 0.3), "Teams!I1"),
    ("a column twice", column("Teams", "Heads", 4), "Teams!I1"),
    ("a value without a header", column("Teams", None, 4), "Teams!I2"),
    (
        "a gap in the periods",
        both(cell("Demand", 1, 5, date(2027, 1, 25)), cell("Demand", 1, 6, date(2027, 2, 1))),
        "Demand!E1",
    ),
    ("a period twice", cell("Demand", 1, 5, date(2027, 1, 11)), "Demand!E1"),
    (
        "periods out of order",
        both(cell("Demand", 1, 3, date(2027, 1, 11)), cell("Demand", 1, 4, date(2027, 1, 4))),
        "Demand!C1",
    ),
    ("no first day of a period", cell("Demand", 1, 3, date(2027, 1, 5)), "Demand!C1"),
    ("a period too few", lambda s: [line.pop() for line in s["Demand"]], "Demand!E1"),
    ("a period too many", column("Demand", date(2027, 2, 1), 5), "Demand!G1"),
    ("a period in words", cell("Demand", 1, 3, "week 1"), "Demand!C1"),
    ("an empty demand cell", cell("Demand", 2, 4, None), "Demand!D2"),
    ("words for demand", cell("Demand", 2, 4, "n/a"), "Demand!D2"),
    ("demand of nobody", cell("Demand", 2, 1, "cals"), "Demand!A2"),
    ("an unknown measure", cell("Demand", 2, 2, "days"), "Demand!B2"),
    ("no measure", cell("Demand", 2, 2, None), "Demand!B2"),
    ("demand twice", row("Demand", "calls", "hours", 1, 2, 3, 4), "Demand!B3"),
    ("demand by date and for all", column("Demand", "Every period", 7), "Demand!"),
    ("no team name", cell("Teams", 2, 1, None), "Teams!A2"),
    ("no skills", cell("Teams", 2, 3, None), "Teams!C2"),
    ("a number for skills", cell("Teams", 2, 3, 5), "Teams!C2"),
    ("a cost without a number", column("Teams", "Other hiring costs", "laptop"), "Teams!I2"),
    (
        "a cost twice",
        both(column("Teams", "Seat", 5), column("Teams", "Other hiring costs", "seat 6")),
        "Teams!J2",
    ),
    ("text after a quoted name", column("Vendors", "Sites", '"Leeds" North'), "Vendors!C2"),
    ("a day that does not exist", cell("Start", 2, 2, "2027-02-30"), "Start!B2"),
    ("a limit of words", sheet("Limits", LIMITS, ["max hires", None, "few"]), "Limits!C2"),
    ("a limit from nowhere", sheet("Limits", LIMITS, ["max headcount", None, 5, "soon"]), "Limits!D2"),
    (
        "releases without their day",
        both(
            column("Teams", "May go", 2),
            column("Teams", "Max release share", 0.1),
            column("Teams", "Release share taken", 2),
        ),
        "Teams!K2",
    ),
    (
        "what is taken without its day",
        both(column("Teams", "May go", 2), column("Teams", "Max releases", "3 per month; taken 2")),
        "Teams!J2",
    ),
    ("a skill twice", cell("Teams", 2, 3, "phone 1; phone 0.9"), "Teams!C2"),
    ("skills separated by commas", cell("Teams", 2, 3, "phone 1, email 0.9"), "Teams!C2"),
    ("names separated by commas", column("Vendors", "Sites", "Leeds, York"), "Vendors!C2"),
    ("a sheet almost of ours", lambda s: s.update({"Team list": s.pop("Teams")}), "Team list"),
    ("a skill with a broken number", cell("Teams", 2, 3, "phone 1.2.3"), "Teams!C2"),
    ("an open quotation mark", cell("Teams", 2, 3, '"phone 1'), "Teams!C2"),
    ("a broken ramp", cell("Teams", 2, 8, "50/x/100 %"), "Teams!H2"),
    ("a ramp by day", cell("Teams", 2, 8, "50 % by day"), "Teams!H2"),
    ("a ramp without percent", cell("Teams", 2, 8, "half"), "Teams!H2"),
    ("a duration in words", cell("Rate card", 2, 7, "soon"), "Rate card!G2"),
    ("a duration without a unit", cell("Rate card", 2, 7, 4), "Rate card!G2"),
    ("an unknown word", cell("Rate card", 2, 4, "people"), "Rate card!D2"),
    ("an unknown span", cell("Rate card", 2, 6, "minute"), "Rate card!F2"),
    ("a cap without a span", column("Rate card", "Max starts", "ten"), "Rate card!I2"),
    ("a cap with an unknown span", column("Rate card", "Max starts", "10 per day"), "Rate card!I2"),
    ("a broken band", column("Rate card", "Bands", "over 20 29.5"), "Rate card!I2"),
    ("a broken overhead", column("Rate card", "Overheads", "seat"), "Rate card!I2"),
    ("a price without a span", column("Workstreams", "Waiting price", 2), "Workstreams!F2"),
    ("neither yes nor no", column("Workstreams", "Must be met", "maybe"), "Workstreams!F2"),
    ("hiring without its time", cell("Teams", 2, 7, None), "Teams!G2"),
    ("half a conversion", column("Rate card", "Conversion fee", 500), "Rate card!"),
    ("two rows in Start", row("Start", "USD"), "Start!A3"),
    ("no calendar start", cell("Start", 2, 2, None), "Start!B2"),
    ("a time zone as a number", cell("Start", 2, 4, "four"), "Start!D2"),
    ("over time of no sheet", sheet("Over time", OVER_TIME, ["Rates", "x", "Rate", DAY, 3]), "Over time!A2"),
    (
        "over time of no row",
        sheet("Over time", OVER_TIME, ["Teams", "Fone", "Salary", DAY, 3]),
        "Over time!B2",
    ),
    (
        "over time of no column",
        sheet("Over time", OVER_TIME, ["Teams", "Phone", "Name", DAY, 3]),
        "Over time!C2",
    ),
    (
        "over time without a value",
        sheet("Over time", OVER_TIME, ["Teams", "Phone", "Salary", DAY]),
        "Over time!E2",
    ),
    (
        "over time of words",
        sheet("Over time", OVER_TIME, ["Teams", "Phone", "Salary", DAY, "x"]),
        "Over time!E2",
    ),
    ("an unknown limit", sheet("Limits", LIMITS, ["max heads", "all", 5]), "Limits!A2"),
    ("a limit without a value", sheet("Limits", LIMITS, ["max hires", None, None]), "Limits!C2"),
    ("a limit with a useless column", sheet("Limits", LIMITS, ["max hires", "Phone", 5]), "Limits!B2"),
    ("a limit twice", sheet("Limits", LIMITS, ["max hires", None, 5], ["max hires", None, 6]), "Limits!A3"),
    ("a budget without dates", sheet("Limits", LIMITS, ["budget", "all", 500]), "Limits!"),
    ("an exchange rate of nothing", sheet("Limits", LIMITS, ["exchange rates", None, 0.9]), "Limits!B2"),
    ("a share limit of 60", sheet("Limits", LIMITS, ["max contractor share", "all", 60]), "Limits!C2"),
    (
        "changes of no team",
        sheet("Team changes", ["Team", "Date", "Heads"], ["Fone", DAY, 2]),
        "Team changes!A2",
    ),
    (
        "changes without a date",
        sheet("Team changes", ["Team", "Date", "Heads"], ["Phone", None, 2]),
        "Team changes!B2",
    ),
    ("no forecast", both(without("Start"), without("Demand"), without("Workstreams")), "problem"),
]
BOOKS: list[tuple[str, Change, str]] = [
    ("a number as text", cell("Teams", 2, 2, "12"), "Teams!B2"),
    ("a number as text in Demand", cell("Demand", 2, 3, " 100 "), "Demand!C2"),
    ("#N/A", cell("Teams", 2, 2, Formula("=NA()", "#N/A")), "Teams!B2"),
    ("#DIV/0!", cell("Demand", 2, 3, Formula("=1/0", "#DIV/0!")), "Demand!C2"),
    ("#REF! in a name", cell("Teams", 2, 1, Formula("=#REF!", "#REF!")), "Teams!A2"),
    ("a formula never computed", cell("Demand", 2, 3, Formula("=50+50", "")), "Demand!C2"),
    (
        "a formula never computed in an optional cell",
        cell("Workstreams", 2, 5, Formula("=0.5", "")),
        "Workstreams!E2",
    ),
    (
        "an error below the last row",
        both(row("Teams"), lambda s: s["Teams"].append([Formula("=NA()", "#N/A")])),
        "Teams!A4",
    ),
    ("an error in a header", cell("Demand", 1, 3, Formula("=NA()", "#N/A")), "Demand!C1"),
    ("true for a number", cell("Teams", 2, 2, True), "Teams!B2"),
    ("a date for a number", cell("Teams", 2, 2, date(2027, 3, 4)), "Teams!B2"),
    ("a date for a name", cell("Teams", 2, 1, date(2027, 3, 4)), "Teams!A2"),
    ("a number for a date", cell("Start", 2, 2, 46391), "Start!B2"),
    ("a time of day", cell("Start", 2, 2, datetime(2027, 1, 4, 9, 30)), "Start!B2"),
    ("a comma in a number", cell("Teams", 2, 3, "phone 0,9"), "Teams!C2"),
]
FOLDERS: list[tuple[str, Change, str]] = [
    ("thousands separators", cell("Teams", 2, 4, "2,500"), "teams.csv line 2 column D"),
    ("words for a number", cell("Teams", 2, 2, "three"), "teams.csv line 2 column B"),
    ("NaN", cell("Teams", 2, 2, "NaN"), "teams.csv line 2 column B"),
    ("a number too large", cell("Teams", 2, 2, "1e999"), "teams.csv line 2 column B"),
    ("a date that may be two", cell("Start", 2, 2, "04/01/2027"), "start.csv line 2 column B"),
    (
        "more cells than headers",
        row("Teams", "X", 1, "phone 1", 1, "year", 0, "1w", "5 %", 9),
        "teams.csv line 3",
    ),
]
