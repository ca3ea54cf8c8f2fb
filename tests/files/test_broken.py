"""No broken file is read in silence, and none brings anything but faults with a place and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.errors import InvalidProblem
from scheduler.files import load
from tests.files.corpus import BROKEN, Writer


@pytest.mark.parametrize(("write", "place"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_file_is_refused_at_its_place_with_a_remedy(
    tmp_path: Path, write: Writer, place: str
) -> None:
    with pytest.raises(InvalidProblem) as caught:
        load(write(tmp_path))
    faults = caught.value.faults
    assert any(place in fault.place for fault in faults), [str(fault) for fault in faults]
    for fault in faults:
        assert all((fault.code, fault.place, fault.found, fault.fix))
        assert len(str(fault)) < 600, fault
    assert len({(fault.place, fault.found) for fault in faults}) == len(faults), "each fault once"


def test_there_are_many_broken_files() -> None:
    assert len({name for name, _, _ in BROKEN}) == len(BROKEN) > 150
