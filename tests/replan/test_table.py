"""The table of actuals: read from CSV and workbook, written, every fault at once with its cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from scheduler import InvalidProblem, UnreadableFile
from scheduler.files.actuals_template import actuals_csv, actuals_template
from scheduler.files.read_actuals import read_actuals
from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan import rolled
from tests.replan.desk import planned, surge, week

HEADER = "What,Name,Date,Value,Planned for,Why\n"


def table(tmp_path: Path, *lines: str, name: str = "june.csv") -> Path:
    file = tmp_path / name
    file.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def test_rows_are_facts(tmp_path: Path) -> None:
    file = table(
        tmp_path, "own heads,team,2026-01-12,9.5,,two ill", "contract starts,agents,2026-01-20,2,2026-01-19,"
    )
    assert read_actuals(file, surge()).actuals.rows == (
        Actual(what=What.OWN_HEADS, name="team", on=date(2026, 1, 12), value=9.5),
        Actual(
            what=What.CONTRACT_STARTS, name="agents", on=date(2026, 1, 20), value=2.0, planned_for=week(2)
        ),
    )


def test_every_fault_has_its_cell(tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "own hats,team,2026-01-12,9,,",
        "own heads,taem,2026-01-12,9,,",
        "own heads,team,12.1.2026,9,,",
        "own heads,team,2026-01-12,-4,,",
        "own heads,team,2026-01-12,,,",
    )
    with pytest.raises(InvalidProblem) as caught:
        read_actuals(file, surge())
    places = {fault.place for fault in caught.value.faults}
    assert places == {
        "june.csv line 2 column A", "june.csv line 3 column B", "june.csv line 4 column C",
        "june.csv line 5 column D", "june.csv line 6 column D",
    }  # fmt: skip
    assert any("did you mean team?" in fault.found for fault in caught.value.faults)


def test_a_workbook_has_the_sheet_actuals(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "plan.xlsx")
    book.add_worksheet("Notes").write(0, 0, "anything")
    sheet = book.add_worksheet("Actuals")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, header in enumerate(HEADER.strip().split(",")):
        sheet.write(0, column, header)
    sheet.write_row(1, 0, ["backlog", "calls"])
    sheet.write_datetime(1, 2, date(2026, 1, 12), day)
    sheet.write_row(1, 3, [40])
    book.close()
    found = read_actuals(tmp_path / "plan.xlsx", surge())
    assert found.actuals.rows == (Actual(what=What.BACKLOG, name="calls", on=week(1), value=40.0),)
    assert found.places["actuals#/rows/0/value"] == "Actuals!D2"


def test_json_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    facts = Actuals(rows=(Actual(what=What.BACKLOG, name="calls", on=week(1), value=1.0),))
    file.write_text(facts.model_dump_json(by_alias=True), encoding="utf-8")
    assert read_actuals(file, surge()).actuals == facts


@pytest.mark.parametrize("name", ["a.docx", "missing.csv"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        read_actuals(tmp_path / name, surge())


def test_the_template_left_as_it_is_changes_nothing(tmp_path: Path) -> None:
    one = surge()
    plan = planned(one)
    as_planned = actuals_template(plan, week(4))
    file = tmp_path / "actuals.csv"
    file.write_bytes(actuals_csv(as_planned))
    back = read_actuals(file, one).actuals
    assert back == as_planned
    assert {row.what for row in back.rows} == {What.OWN_HEADS, What.CONTRACT_STARTS, What.HOURS_DELIVERED}
    assert rolled(one, plan, week(4), actuals=back).problem == rolled(one, plan, week(4)).problem
