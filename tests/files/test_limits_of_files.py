"""Files that are too large, unreadable, or hold nothing of ours."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from scheduler.errors import UnreadableFile
from scheduler.files import archive, load
from scheduler.files.draft import Draft
from scheduler.files.grid import Tray
from scheduler.files.kinds import DATE, WORKBOOK
from tests.files.plain import changed, write_book, write_folder


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write_book(tmp_path / "problem.xlsx", changed())
    monkeypatch.setattr(archive, "MAX_FILE", 100)
    with pytest.raises(UnreadableFile, match="At most 100 bytes"):
        load(paths)


def test_a_name_that_cannot_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        load(tmp_path / "a\0b.xlsx")


def test_a_part_packed_in_an_unknown_way_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: zipfile.ZipFile) -> None:
        raise NotImplementedError("compression type 99")

    paths = write_book(tmp_path / "problem.xlsx", changed())
    monkeypatch.setattr(zipfile.ZipFile, "testzip", fails)
    with pytest.raises(UnreadableFile, match="damaged"):
        load(paths)


def test_a_workbook_without_its_list_of_sheets_is_damage(tmp_path: Path) -> None:
    source, path = write_book(tmp_path / "sound.xlsx", changed())[0], tmp_path / "problem.xlsx"
    with zipfile.ZipFile(source) as sound, zipfile.ZipFile(path, "w") as out:
        for name in sound.namelist():
            if name != "xl/_rels/workbook.xml.rels":
                out.writestr(name, sound.read(name))
    with pytest.raises(UnreadableFile):
        load(path)


def test_other_csv_files_are_noted_and_empty_ones_passed_over(tmp_path: Path) -> None:
    paths = write_folder(tmp_path / "problem", changed())
    (paths[0] / "demands.csv").write_text("a,b\n1,2\n")
    (paths[0] / "running.csv").write_text("\n\n")
    loaded = load(paths)
    assert [(note.place, "did you mean" in note.text) for note in loaded.notes] == [("demands.csv", True)]


def test_a_day_at_midnight_is_a_day() -> None:
    assert DATE.read(datetime(2027, 1, 4), WORKBOOK) == "2027-01-04"
    assert DATE.write(date(2027, 1, 4)) == date(2027, 1, 4)


def test_nothing_is_found_where_nothing_is() -> None:
    assert Draft(Tray(), data={"policy": 3}).get(("policy", "strict")) is None
