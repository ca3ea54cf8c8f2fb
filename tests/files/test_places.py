"""Faults of a whole problem are said in the user's own terms: the cell, the line, or the pointer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.errors import InvalidProblem
from scheduler.files import load
from scheduler.validate import validate
from tests.files.corpus_sheets import both, cell, column, sheet
from tests.files.plain import changed, document, write_book, write_folder, write_json

CELLS = {
    "forecast#/calendar/time_zone": "Start!F2",
    "forecast#/workstreams/0": "Workstreams!A2",
    "forecast#/workstreams/0/hours": "Demand!B2",
    "forecast#/workstreams/0/hours/2": "Demand!E2",
    "workforce#/pools/0/hire/ramp": "Teams!H2",
    "workforce#/pools/0/hire/ramp/values/1": "Teams!H2",
    "workforce#/pools/0/skills/phone": "Teams!C2",
    "workforce#/pools/0/country": "Teams!A2",
    "workforce#/pools/0/salary/1/from": "Over time!D2",
    "workforce#/pools/0/arriving/0/heads": "Team changes!C2",
    "rate_card#/offers/0/min_term": "Rate card!H2",
    "policy#/budget/0/to": "Limits!E2",
    "policy#/max_hires": "Limits!C3",
}


def test_a_pointer_is_translated_to_its_cell(tmp_path: Path) -> None:
    day = changed()["Start"][1][1]
    more = both(
        sheet("Over time", ["Sheet", "Name", "Field", "From", "Value"], ["Teams", "Phone", "Salary", day, 1]),
        sheet("Team changes", ["Team", "Date", "Heads"], ["Phone", day, 2]),
        sheet(
            "Limits",
            ["Rule", "Applies to", "Value", "From", "To"],
            ["budget", "all", 5, day, day.replace(month=2)],
            ["max hires", None, 3],
        ),
    )
    loaded = load(write_book(tmp_path / "problem.xlsx", changed(more)))
    assert {pointer: loaded.place(pointer) for pointer in CELLS} == CELLS


def test_a_pointer_is_translated_to_its_line_in_csv(tmp_path: Path) -> None:
    loaded = load(write_folder(tmp_path / "problem", changed(cell("Start", 2, 6, "Mars"))))
    fault = validate(loaded.problem).faults[0]
    assert loaded.place(fault.place) == "start.csv line 2 column F"


def test_a_pointer_into_a_json_file_stays_as_it_is(tmp_path: Path) -> None:
    loaded = load(write_json(tmp_path / "problem.json", document()))
    assert loaded.place("rate_card#/offers/0/lead") == "rate_card#/offers/0/lead"


def test_every_fault_of_a_file_is_reported_at_once(tmp_path: Path) -> None:
    wrong = both(cell("Teams", 2, 6, 24), cell("Demand", 2, 4, "x"), column("Vendors", "Sitez", "a"))
    with pytest.raises(InvalidProblem) as caught:
        load(write_book(tmp_path / "problem.xlsx", changed(wrong)))
    assert {fault.place for fault in caught.value.faults} == {"Teams!F2", "Demand!D2", "Vendors!C1"}


def test_names_that_look_like_branches_of_a_union_stay_in_the_place(tmp_path: Path) -> None:
    data = document()
    data["workforce"]["pools"][0]["skills"] = {"one": "x", "list": 1}
    data["workforce"]["pools"][0]["salary"] = [{"value": "much"}]
    with pytest.raises(InvalidProblem) as caught:
        load(write_json(tmp_path / "problem.json", json.loads(json.dumps(data))))
    places = {fault.place for fault in caught.value.faults}
    assert places == {"workforce#/pools/0/skills/one", "workforce#/pools/0/salary/0/value"}


def test_what_is_ignored_is_noted(tmp_path: Path) -> None:
    more = both(sheet("Teamz", ["x"]), lambda content: content["Teams"].append(["# later", 5]))
    notes = load(write_book(tmp_path / "problem.xlsx", changed(more))).notes
    assert [(note.code, note.place) for note in notes] == [
        ("comment_rows", "problem.xlsx Teams"),
        ("unknown_sheet", "problem.xlsx Teamz"),
    ]
