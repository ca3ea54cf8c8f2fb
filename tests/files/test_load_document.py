"""One document of a file, whatever else the file carries."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import fixtures
from scheduler.errors import UnreadableFile
from scheduler.files import InvalidDocument, load_document, save
from scheduler.problem import Workforce
from tests.files.corpus_sheets import sheet
from tests.files.plain import changed, document, write_book, write_folder, write_json

KINDS = ("forecast", "workforce", "rate_card", "policy")


@pytest.mark.parametrize("name", fixtures.names())
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_one_of_the_whole(name: str, kind: str) -> None:
    whole = getattr(fixtures.load(name), kind)
    path = fixtures.path(name, ".xlsx")
    if not whole.model_dump(exclude_defaults=True):
        with pytest.raises(InvalidDocument) as raised:
            load_document(path, kind)
        assert [(fault.code, fault.place) for fault in raised.value.faults] == [("not_in_file", str(path))]
    else:
        assert load_document(path, kind).document == whole


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_and_an_archive_say_the_same(tmp_path: Path, kind: str) -> None:
    problem = fixtures.load("it-project")
    save(problem, tmp_path / "folder")
    with zipfile.ZipFile(tmp_path / "folder.zip", "w") as archive:
        for file in (tmp_path / "folder").iterdir():
            archive.write(file, file.name)
    for path in (tmp_path / "folder", tmp_path / "folder.zip"):
        assert load_document(path, kind).document == getattr(problem, kind)


def test_what_is_left_aside_is_noted_and_its_faults_are_not(tmp_path: Path) -> None:
    def wrong(content: dict[str, list[list[object]]]) -> None:
        content["Demand"][1][2] = "many"
        content["Rate card"][1][4] = "dear"

    path = write_book(tmp_path / "a.xlsx", changed(wrong), merge="C2:D2")[0]
    found = load_document(path, "workforce")
    assert isinstance(found.document, Workforce)
    assert [pool.key for pool in found.document.pools] == ["Phone"]
    assert [(note.code, note.place, note.text) for note in found.notes] == [
        ("left_aside", "a.xlsx", "the forecast was left aside: Start, Demand, Workstreams"),
        ("left_aside", "a.xlsx", "the rate card was left aside: Vendors, Rate card"),
    ]
    with pytest.raises(InvalidDocument) as raised:
        load_document(path, "rate_card")
    assert [fault.place for fault in raised.value.faults] == ["Rate card!E2"]


def test_over_time_is_shared_out_by_sheet(tmp_path: Path) -> None:
    day = changed()["Start"][1][1]
    rows = (
        ["Sheet", "Name", "Field", "From", "Value"],
        ["Teams", "Phone", "Salary", day, 2600],
        ["Rate card", "steady-phone", "Rate", day, "dear"],
    )
    path = write_book(tmp_path / "a.xlsx", changed(sheet("Over time", *rows)))[0]
    found = load_document(path, "workforce")
    assert isinstance(found.document, Workforce)
    assert [entry.value for entry in found.document.pools[0].salary] == [2500.5, 2600]  # type: ignore[union-attr]
    with pytest.raises(InvalidDocument) as raised:
        load_document(path, "rate_card")
    assert [fault.place for fault in raised.value.faults] == ["Over time!E3"]


def test_sheets_without_rows_say_nothing(tmp_path: Path) -> None:
    content = changed()
    content["Teams"] = content["Teams"][:1]
    path = write_book(tmp_path / "a.xlsx", content)[0]
    with pytest.raises(InvalidDocument) as raised:
        load_document(path, "workforce")
    assert raised.value.faults[0].code == "not_in_file"
    assert "Teams" in raised.value.faults[0].fix


def test_a_misnamed_sheet_is_a_fault_of_the_document_it_seems_to_be_of(tmp_path: Path) -> None:
    content = changed()
    content["Teems"] = content.pop("Teams")
    path = write_book(tmp_path / "a.xlsx", content)[0]
    with pytest.raises(InvalidDocument) as raised:
        load_document(path, "workforce")
    assert {fault.code for fault in raised.value.faults} == {"not_in_file", "unknown_sheet"}
    assert load_document(path, "rate_card").document


def test_json_files_and_several_paths(tmp_path: Path) -> None:
    whole = write_json(tmp_path / "a.json", document())
    folder = write_folder(tmp_path / "b", {"Limits": [["Rule", "Value"], ["max hires", 3]]})
    policy = load_document([*whole, *folder], "policy")
    assert policy.document.model_dump(exclude_defaults=True) == {"max_hires": 3.0}
    with pytest.raises(InvalidDocument) as raised:
        load_document([*whole, *write_book(tmp_path / "c.xlsx", changed())], "workforce")
    assert {fault.code for fault in raised.value.faults} == {"document_twice"}
    with pytest.raises(UnreadableFile):
        load_document(tmp_path / "none.xlsx", "policy")
