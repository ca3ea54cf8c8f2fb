"""What a fault tells to write, where the cell leaves little doubt what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.errors import Fault, InvalidProblem
from scheduler.files import load
from tests.files.corpus_sheets import both, cell, column, sheet, without
from tests.files.plain import Change, changed, document, write_book, write_folder, write_json


def refused(paths: list[Path]) -> list[Fault]:
    with pytest.raises(InvalidProblem) as caught:
        load(paths)
    return list(caught.value.faults)


CELLS: list[tuple[Change, str]] = [
    (cell("Teams", 2, 4, "32,000"), "write 32000, or 32.000 if the comma is a decimal mark"),
    (cell("Teams", 2, 4, "1,032,000.5"), "write 1032000.5"),
    (cell("Teams", 2, 4, "31,5"), "write 31.5"),
    (cell("Teams", 2, 4, "0,950"), "write 0.950"),
    (cell("Teams", 2, 4, "32 k"), "write a plain number such as 1250.5"),
    (cell("Start", 2, 2, "23.11.2026"), "write 2026-11-23"),
    (cell("Start", 2, 2, "11/23/2026"), "write 2026-11-23"),
    (cell("Start", 2, 2, "2026/11/23"), "write 2026-11-23"),
    (cell("Start", 2, 2, "04.01.2027"), "write 2027-01-04 or 2027-04-01, whichever is meant"),
    (cell("Start", 2, 2, "04.04.2027"), "write 2027-04-04"),
    (cell("Start", 2, 2, "31.02.2027"), "write a date such as 2027-01-04"),
    (cell("Start", 2, 2, "4.1.27"), "write a date such as 2027-01-04"),
    (column("Teams", "On-cost", 22), "it is a share, at most 10: write 22 % or 0.22"),
    (cell("Teams", 2, 6, 24), "it is a share, less than 1: write 24 % or 0.24"),
    (
        column("Rate card", "Early exit fee", 100),
        "it is a share of what is left of the minimum term, at most 1: write 100 % or 1",
    ),
    (
        column("Rate card", "Early exit fee", 5000),
        "write a share of what is left of the minimum term, at most 100 % or 1",
    ),
    (
        cell("Teams", 2, 3, "phone 1, email 0.9"),
        'separate by ; or put a name that has a comma in quotation marks: "a, b" 1',
    ),
    (
        cell("Teams", 2, 3, '"a, b" 1,email 0.9'),
        'separate by ; or put a name that has a comma in quotation marks: "a, b" 1',
    ),
    (
        cell("Teams", 2, 3, "phone 1,email 0.9"),
        'separate by ; or put a name that has a comma in quotation marks: "a, b" 1',
    ),
]


@pytest.mark.parametrize(("change", "fix"), CELLS, ids=[fix for _, fix in CELLS])
def test_the_remedy_names_what_was_probably_meant(tmp_path: Path, change: Change, fix: str) -> None:
    assert fix in {fault.fix for fault in refused(write_folder(tmp_path / "problem", changed(change)))}


def test_a_decimal_comma_file_is_told_in_its_own_numbers(tmp_path: Path) -> None:
    faults = refused(
        write_folder(
            tmp_path / "problem",
            changed(both(cell("Teams", 2, 4, "32.000"), cell("Rate card", 2, 3, "phone 0,95"))),
            separator=";",
        )
    )
    assert [fault.fix for fault in faults] == ["write 32000, or 32,000 if the point is a decimal mark"]


def test_json_has_no_percentages(tmp_path: Path) -> None:
    data = document()
    data["workforce"]["pools"][0]["on_cost_share"] = [{"value": 22}]
    faults = refused(write_json(tmp_path / "problem.json", data))
    assert [fault.fix for fault in faults] == ["it is a share, at most 10: write 0.22"]


def test_a_sheet_almost_of_ours_is_refused_while_ours_is_missing(tmp_path: Path) -> None:
    misnamed = both(without("Teams"), sheet("Team list", ["Name"], ["Phone"]))
    first = refused(write_book(tmp_path / "problem.xlsx", changed(misnamed)))[0]
    assert (first.code, first.place) == ("unknown_sheet", "problem.xlsx Team list")
    assert first.found == "sheet 'Team list' is not known; did you mean 'Teams'?"
    first = refused(write_folder(tmp_path / "problem", changed(misnamed)))[0]
    assert first.found == "file 'team_list.csv' is not known; did you mean 'teams.csv'?"


@pytest.mark.parametrize(
    "change",
    [
        sheet("Team list", ["x"]),
        sheet("My notes", ["x"]),
        both(without("Teams"), sheet("#Team list", ["x"])),
    ],
    ids=["ours is there", "nothing of ours", "left out by its name"],
)
def test_other_sheets_are_noted(tmp_path: Path, change: Change) -> None:
    notes = load(write_book(tmp_path / "problem.xlsx", changed(change))).notes
    assert [note.code for note in notes] == ["unknown_sheet"]


def test_a_document_in_json_lacks_no_sheet(tmp_path: Path) -> None:
    book = write_book(
        tmp_path / "problem.xlsx",
        changed(both(without("Teams"), sheet("Team list", ["x"]))),
    )
    staff = write_json(tmp_path / "staff.json", {"workforce": document()["workforce"]})
    assert load([*book, *staff]).problem.workforce.pools[0].key == "Phone"


def semicolons(folder: Path, heads: str, salary: str) -> list[Path]:
    """A folder of CSV files of another country: a team with these numbers."""
    paths = write_folder(folder / "problem", changed(cell("Rate card", 2, 3, "phone 0,95")), separator=";")
    teams = f"Name;Heads;Skills;Salary\r\nPhone;{heads};phone 1;{salary}\r\n"
    (paths[0] / "teams.csv").write_text(teams, encoding="utf-8")
    return paths


@pytest.mark.parametrize(("salary", "mark"), [("32.000", "point"), ("32,000", "comma")])
def test_thousands_or_decimals_is_asked_where_nothing_tells(tmp_path: Path, salary: str, mark: str) -> None:
    (fault,) = refused(semicolons(tmp_path, "3", salary))
    assert fault.found == f"'{salary}' can be read in two ways"
    assert fault.fix == f"write 32000, or {salary}0 if the {mark} is a decimal mark"


def test_another_number_tells_which_mark_is_the_decimal_one(tmp_path: Path) -> None:
    (pool,) = load(semicolons(tmp_path, "3,5", "32,000")).problem.workforce.pools
    assert (pool.headcount, pool.salary) == (3.5, 32.0)
