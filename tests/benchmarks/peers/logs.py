"""Incumbents and bounds in the lines that solvers print: (incumbent, bound), None where a line has none."""

from __future__ import annotations

import math
import re

Known = tuple[float | None, float | None]
NOTHING: Known = (None, None)

_NUMBER = r"([-+]?[\d.]+(?:e[-+]?\d+)?)"
_HIGHS = re.compile(r"^\s*[A-Za-z]?\s+[\d.]+[km]?\s+[\d.]+[km]?\s+[\d.]+[km]?\s+[\d.]+%\s+(\S+)\s+(\S+)\s")
_CP_SAT = re.compile(r"^#\S+\s+[\d.]+s\s+best:(\S+)\s+next:\[([^,\]]*)")
_CBC_FOUND = re.compile(rf"Cbc00(?:04|12|16)I Integer solution of {_NUMBER}")
_CBC_NODES = re.compile(rf"Cbc0010I After \d+ nodes.*?{_NUMBER} best solution, best possible {_NUMBER}")
_CBC_PARTIAL = re.compile(rf"Cbc0005I Partial search - best objective {_NUMBER} \(best possible {_NUMBER}\)")
_CBC_ROOT = re.compile(rf"(?:Continuous objective value is|Lower bound:) +{_NUMBER}")
_LARGEST = 1e40  # solvers print numbers as large as this for "none"


def highs(line: str) -> Known:
    """A row of HiGHS' table while it branches."""
    row = _HIGHS.match(line)
    return (_number(row[2]), _number(row[1])) if row else NOTHING


def scip(line: str) -> Known:
    """A row of SCIP's table: the fourth and third column from the end are dual and primal bound."""
    cells = line.split("|")
    return (_number(cells[-3]), _number(cells[-4])) if len(cells) >= 16 else NOTHING


def cp_sat(line: str) -> Known:
    """CP-SAT's `#3 1.20s best:120 next:[100,119]`."""
    row = _CP_SAT.match(line)
    return (_number(row[1]), _number(row[2])) if row else NOTHING


def cbc(line: str) -> Known:
    """CBC's numbered messages and its summary, without the objective's constant."""
    for pattern in (_CBC_NODES, _CBC_PARTIAL):
        if row := pattern.search(line):
            return _number(row[1]), _number(row[2])
    if row := _CBC_FOUND.search(line):
        return _number(row[1]), None
    if row := _CBC_ROOT.search(line):
        return None, _number(row[1])
    return NOTHING


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < _LARGEST else None
