"""Lines on a terminal: broken to its width, below each other, and plain where there is none."""

import io

import pytest
from rich.console import Console

from api.cli.screen import Screen
from api.cli.table import aligned


def terminal(width: int) -> tuple[Screen, io.StringIO]:
    """A screen on a terminal of this width without colours."""
    out, screen = io.StringIO(), Screen()
    screen.out = Console(
        file=out, force_terminal=True, width=width, highlight=False, markup=False, color_system=None
    )
    return screen, out


def test_a_long_line_goes_on_below_its_beginning() -> None:
    screen, out = terminal(40)
    screen.block("Why", ["one two three four five six seven", "  deeper and deeper and deeper it goes"])
    # the label takes 13, what stands deeper two more
    assert out.getvalue().splitlines() == [
        "Why          one two three four five six",
        "             seven",
        "               deeper and deeper and",
        "               deeper it goes",
    ]


def test_a_table_that_fits_is_left_alone() -> None:
    screen, out = terminal(40)
    screen.block("Rates", aligned([("", "quoted", "true"), ("Acme", "27.50", "40.37")]))
    assert out.getvalue().splitlines() == [
        "Rates              quoted   true",
        "             Acme   27.50  40.37",
    ]


def test_elsewhere_lines_are_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().block("Why", ["word " * 60])
    assert capsys.readouterr().out == "Why          " + "word " * 60 + "\n"


def test_blocks_without_lines_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().blocks([("Why", ["so"]), ("Vendors", []), ("Next", ["go"])])
    assert capsys.readouterr().out == "\nWhy          so\n\nNext         go\n"


def test_columns_stand_under_each_other() -> None:
    assert aligned([("a", "1"), ("long", "1,000")]) == ["a         1", "long  1,000"]
    assert aligned([("a", "x", "1"), ("b", "long", "22")], left=2) == ["a  x      1", "b  long  22"]
    assert aligned([]) == []
