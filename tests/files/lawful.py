"""Odd files that must load exactly: (name, writer, the problem they hold)."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from scheduler.problem import Problem
from tests.files.corpus_json import drop, put
from tests.files.corpus_sheets import both, cell, column, row, sheet
from tests.files.plain import Change, Formula, changed, document, write_book, write_folder, write_json

Writer = Callable[[Path], list[Path]]
Lawful = tuple[str, Writer, Problem]


def meant(*changes: Callable[[Any], None]) -> Problem:
    """The plain problem after these changes of its JSON."""
    data = document()
    for change in changes:
        change(data)
    return Problem.model_validate_json(json.dumps(data))


def book(change: Change | None = None, **options: str) -> Writer:
    return lambda folder: write_book(folder / "problem.xlsx", changed(change), **options)


def folder_of(change: Change | None = None, **options: str) -> Writer:
    return lambda folder: write_folder(folder / "problem", changed(change), **options)


def text(content: bytes) -> Writer:
    def write(folder: Path) -> list[Path]:
        (folder / "problem.json").write_bytes(content)
        return [folder / "problem.json"]

    return write


def encoded(encoding: str) -> Writer:
    return text(json.dumps(document(), ensure_ascii=False).encode(encoding))


def edited(change: Callable[[str], str]) -> Writer:
    """The plain CSV folder with an edited teams.csv."""

    def write(folder: Path) -> list[Path]:
        paths = write_folder(folder / "problem", changed())
        file = paths[0] / "teams.csv"
        file.write_bytes(change(file.read_bytes().decode()).encode())
        return paths

    return write


def zipped(folder: Path) -> list[Path]:
    inside = write_folder(folder / "problem", changed())[0]
    with zipfile.ZipFile(folder / "problem.zip", "w") as archive:
        for file in inside.iterdir():
            archive.write(file, f"problem/{file.name}")
    return [folder / "problem.zip"]


def several(folder: Path) -> list[Path]:
    """The forecast as a workbook, the workforce as CSV files, the rate card as JSON."""
    content = changed()
    forecast = {name: content[name] for name in ("Start", "Demand", "Workstreams")}
    teams = write_folder(folder / "staff", {"Teams": content["Teams"]})
    rates = write_json(folder / "rates.json", {"rate_card": document()["rate_card"]})
    return [*write_book(folder / "forecast.xlsx", forecast), *teams, *rates]


def upper_case(folder: Path) -> list[Path]:
    paths = write_folder(folder / "problem", changed())
    (paths[0] / "teams.csv").rename(paths[0] / "TEAMS.CSV")
    return paths


def renamed(name: str) -> Callable[[Any], None]:
    return put("workforce", "pools", 0, "key", value=name)


def reversed_columns(content: dict[str, list[list[Any]]]) -> None:
    content["Teams"] = [list(reversed(line)) for line in content["Teams"]]


NAMES = [
    "NA",
    "None",
    "null",
    "nan",
    "007",
    "=A1",
    "+1",
    "-1",
    "@x",
    "  lead",
    "trail ",
    "'#x",
    "'quoted'",
    "Ünïcödé 🙂",
]
POOL = ("workforce", "pools", 0)
WORK = ("forecast", "workstreams", 0)
SALARIES = [{"value": 2500.5}, {"from": "2027-01-11", "value": 2600}]
OVER = ["Sheet", "Name", "Field", "From", "Value"]
LIMITS = ["Rule", "Applies to", "Value", "From", "To"]


def guarded(name: str) -> str:
    """As our own CSV files write it."""
    return "'" + name if name.lstrip("'")[:1] in tuple("=+-@#") else name


def calendar(start: str, periods: int, unit: str = "week") -> list[Callable[[Any], None]]:
    return [
        put("forecast", "calendar", value={"start": start, "periods": periods, "unit": unit}),
        put(*WORK, "hours", value=[1] * periods),
    ]


def dated(change: list[Callable[[Any], None]]) -> Writer:
    return text(meant(*change).model_dump_json(by_alias=True).encode())


JSON_FILES: list[Lawful] = [
    ("JSON with a byte order mark", encoded("utf-8-sig"), meant()),
    ("JSON in UTF-16", encoded("utf-16"), meant()),
    ("JSON in UTF-32", encoded("utf-32"), meant()),
    ("JSON with exponents", text(json.dumps(document()).replace("31.5", "3150e-2").encode()), meant()),
    (
        "JSON without a format",
        text(json.dumps({k: v for k, v in document().items() if k != "format"}).encode()),
        meant(),
    ),
    ("JSON with nulls", text(json.dumps(meant().model_dump(mode="json", by_alias=True)).encode()), meant()),
    (
        "JSON without a workforce",
        text(meant(drop("workforce")).model_dump_json(by_alias=True).encode()),
        meant(drop("workforce")),
    ),
    ("one period", dated(calendar("2027-01-04", 1)), meant(*calendar("2027-01-04", 1))),
    ("a leap day", dated(calendar("2028-02-29", 13, "month")), meant(*calendar("2028-02-29", 13, "month"))),
    ("week 53", dated(calendar("2026-12-28", 3)), meant(*calendar("2026-12-28", 3))),
    ("many periods", dated(calendar("2027-01-04", 1300)), meant(*calendar("2027-01-04", 1300))),
    ("no demand", dated([put(*WORK, "hours", value=0)]), meant(put(*WORK, "hours", value=0))),
    (
        "a term beyond the horizon",
        dated([put("rate_card", "offers", 0, "min_term", value="5y")]),
        meant(put("rate_card", "offers", 0, "min_term", value="5y")),
    ),
]
BOOKS: list[Lawful] = [
    ("a plain workbook", book(), meant()),
    ("a hidden sheet", book(hide="Teams"), meant()),
    ("another sheet", book(sheet("My notes", ["x", 1], [None, "=A1"])), meant()),
    ("blank rows at the end", book(both(row("Teams"), row("Teams", "  "), row("Teams", None))), meant()),
    ("comment rows", book(row("Teams", "# ask HR", 99, "nonsense")), meant()),
    ("headers in another case", book(cell("Teams", 1, 2, "HEADS ")), meant()),
    ("headers with units", book(cell("Teams", 1, 4, "Salary\n(money)")), meant()),
    ("columns in another order", book(reversed_columns), meant()),
    ("a percentage as text", book(cell("Teams", 2, 6, "25 %")), meant()),
    (
        "dates as text",
        book(both(cell("Start", 2, 2, "2027-01-04"), cell("Demand", 1, 4, "2027-01-11"))),
        meant(),
    ),
    ("a formula with its value", book(cell("Teams", 2, 4, Formula("=2500+0.5", 2500.5))), meant()),
    (
        "a name that is a number",
        book(both(cell("Demand", 2, 1, 101), cell("Workstreams", 2, 1, 101))),
        meant(put(*WORK, "key", value="101")),
    ),
    ("no lead", book(cell("Rate card", 2, 7, 0)), meant(drop("rate_card", "offers", 0, "lead"))),
    ("no lead in words", book(cell("Rate card", 2, 7, "0")), meant(drop("rate_card", "offers", 0, "lead"))),
    (
        "a site that is a number",
        book(column("Vendors", "Sites", 7)),
        meant(put("rate_card", "vendors", 0, "sites", value=["7"])),
    ),
    ("no rates", book(column("Rate card", "Rates by skill", "none")), meant()),
    (
        "a limit of a skill that is a number",
        book(sheet("Limits", LIMITS, ["max contractor share", 7, 0.5])),
        meant(put("policy", value={"max_contractor_share": [{"share": 0.5, "skill": "7"}]})),
    ),
    ("a comment column", book(column("Teams", "# note", "x")), meant()),
    ("the computed column", book(column("Rate card", "True cost per productive hour", 51.5)), meant()),
    (
        "one number for every period",
        book(lambda s: s.update(Demand=[["Workstream", "Measure", "Every period"], ["calls", "hours", 7]])),
        meant(put(*WORK, "hours", value=7)),
    ),
    (
        "a value over time",
        book(sheet("Over time", OVER, ["teams", "Phone", "salary", date(2027, 1, 11), 2600])),
        meant(put(*POOL, "salary", value=SALARIES)),
    ),
    (
        "a limit over time",
        book(
            sheet("Limits", LIMITS, ["max headcount", None, 9], ["max_headcount", None, 8, date(2027, 1, 11)])
        ),
        meant(put("policy", value={"max_headcount": [{"value": 9}, {"from": "2027-01-11", "value": 8}]})),
    ),
    (
        "leavers by their sign",
        book(
            sheet(
                "Team changes", ["Team", "Date", "Heads", "Why"], ["Phone", date(2027, 1, 11), -1, "retires"]
            )
        ),
        meant(put(*POOL, "leaving", value=[{"date": "2027-01-11", "heads": 1}])),
    ),
    (
        "who arrives and knows the work",
        book(
            sheet(
                "Team changes",
                ["Team", "Date", "Heads", "What"],
                ["Phone", date(2027, 1, 11), 1, "arriving"],
                ["Phone", date(2027, 1, 18), 2, "Arriving experienced"],
            )
        ),
        meant(
            put(
                *POOL,
                "arriving",
                value=[
                    {"date": "2027-01-11", "heads": 1},
                    {"date": "2027-01-18", "heads": 2, "experienced": True},
                ],
            )
        ),
    ),
    (
        "a skill of two words",
        book(cell("Teams", 2, 3, 'phone 1; "Level 2" 0.5; night shift 1')),
        meant(put(*POOL, "skills", value={"phone": 1, "Level 2": 0.5, "night shift": 1})),
    ),
    (
        "a skill with a comma",
        book(cell("Teams", 2, 3, '"a, b" 1; phone 1')),
        meant(put(*POOL, "skills", value={"a, b": 1, "phone": 1})),
    ),
    *(
        (
            f"the name {name!r} in a workbook",
            book(cell("Teams", 2, 1, name if name[1:2] != "#" else "''#x")),
            meant(renamed(name)),
        )
        for name in NAMES
    ),
]
FOLDERS: list[Lawful] = [
    ("a plain folder", folder_of(), meant()),
    ("CSV with a byte order mark", folder_of(encoding="utf-8-sig"), meant()),
    ("CSV in UTF-16", folder_of(encoding="utf-16"), meant()),
    (
        "semicolons and decimal commas",
        folder_of(cell("Rate card", 2, 3, "phone 0,95"), separator=";"),
        meant(),
    ),
    ("tabs", folder_of(separator="\t"), meant()),
    ("old line ends", folder_of(end="\n"), meant()),
    ("a separator line", edited(lambda t: "sep=,\r\n" + t), meant()),
    ("blank lines", edited(lambda t: "\r\n" + t + "\r\n,,,,\r\n\r\n"), meant()),
    ("empty columns at the end", edited(lambda t: t.replace("\r\n", ",,\r\n")), meant()),
    ("comment lines", edited(lambda t: t + "# ask HR,1,2\r\n"), meant()),
    ("a percentage", edited(lambda t: t.replace("0.25", "25%")), meant()),
    ("file names in capitals", upper_case, meant()),
    ("a zipped folder", zipped, meant()),
    ("a name with a line break", folder_of(cell("Teams", 2, 1, "a\r\nb")), meant(renamed("a\r\nb"))),
    ("three kinds of files", several, meant()),
    *(
        (f"the name {name!r} in CSV", folder_of(cell("Teams", 2, 1, guarded(name))), meant(renamed(name)))
        for name in NAMES
    ),
]
LAWFUL = [*JSON_FILES, *BOOKS, *FOLDERS]
