"""Odd but lawful files load exactly, and come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.files import load, save
from scheduler.problem import Problem
from tests.files.lawful import LAWFUL, Writer


@pytest.mark.parametrize(("write", "meant"), [case[1:] for case in LAWFUL], ids=[case[0] for case in LAWFUL])
def test_an_odd_file_loads_exactly_and_comes_back(tmp_path: Path, write: Writer, meant: Problem) -> None:
    problem = load(write(tmp_path)).problem
    assert problem == meant
    for name in ("again.json", "again"):
        save(problem, tmp_path / name)
        assert load(tmp_path / name).problem == problem


def test_there_are_many_odd_files() -> None:
    assert len({name for name, _, _ in LAWFUL}) == len(LAWFUL) > 60
