"""Figures as tables: for a terminal, for the page in `docs/`, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import MARKS, Compared, Row, ours, ratio

NONE = "–"
EARLY = 0.8  # of the limit: who ended before that did not stop for want of time
MARK_NAMES = [f"{mark:.2%}".rstrip("0%").rstrip(".") + " %" for mark in MARKS]
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


@dataclass(frozen=True)
class Table:
    """A title, the names of its columns, and cells; `words` are the columns of words, the others numbers."""

    title: str
    header: list[str]
    rows: list[list[str]]
    words: tuple[int, ...] = (0,)

    def text(self) -> str:
        """Aligned for a terminal: words to the left, numbers to the right."""
        lines = [self.header, *self.rows]
        widths = [max(len(line[n]) for line in lines) for n in range(len(self.header))]
        shown = [
            "  ".join(
                cell.ljust(width) if n in self.words else cell.rjust(width)
                for n, (cell, width) in enumerate(zip(line, widths))
            ).rstrip()
            for line in lines
        ]
        return "\n".join([self.title, *shown])

    def markdown(self) -> str:
        """As a table of Markdown."""
        sides = ["---" if n in self.words else "---:" for n in range(len(self.header))]
        cells = [self.header, sides, *([cell.replace("|", "/") for cell in row] for row in self.rows)]
        return "\n".join([f"{self.title}", "", *("| " + " | ".join(line) + " |" for line in cells)])


def tables(found: Compared) -> list[Table]:
    """Seconds, and the same as multiples of the LP's and of ours."""
    made = [_seconds(found)]
    if math.isfinite(found.relaxation):
        alone = f"As multiples of the LP alone ({_time(found.relaxation)} s)"
        made.append(_ratios(alone, found, [found.relaxation] * (len(MARKS) + 1)))
    own = ours(found)
    if own is not None and len(found.rows) > 1:
        title = "As multiples of staffmix; `>`: the limit came first, `never`: it ended before"
        made.append(_ratios(title, found, [own.first, *own.marks], own.peak_mb))
    return made


def size_line(found: Compared) -> str:
    """How large an instance is, in one line."""
    each = found.instance
    sizes = f"{each.columns:,} columns, {each.rows:,} rows, {each.entries:,} entries"
    return f"{sizes}; built in {each.building:.2f} s"


def _seconds(found: Compared) -> Table:
    header = ["seconds to", "build", "first plan", *MARK_NAMES]
    header += ["gap proved", "gap to best bound", "peak MB", "ended"]
    rows = [
        [
            row.solver,
            _time(row.build),
            _time(row.first),
            *map(_time, row.marks),
            _gap(row.proven),
            _gap(row.distance),
            f"{row.peak_mb:.0f}",
            row.said[:60],
        ]
        for row in found.rows
    ]
    return Table(f"{found.instance.name}: {size_line(found)}", header, rows, words=(0, len(header) - 1))


def _ratios(title: str, found: Compared, by: Sequence[float], memory: float | None = None) -> Table:
    header = ["times", "first plan", *MARK_NAMES, *(["peak memory"] if memory else [])]
    rows = []
    for row in found.rows:
        cells = [_times(row, seconds, to) for seconds, to in zip((row.first, *row.marks), by)]
        rows.append([row.solver, *cells, *([_number(ratio(row.peak_mb, memory))] if memory else [])])
    return Table(title, header, rows)


def _times(row: Row, seconds: float, to: float) -> str:
    if math.isinf(seconds) and row.ended < EARLY * row.limit:
        return "never"
    if math.isinf(seconds) and row.limit > to:
        return f"> {_number(row.limit / to)}"
    return _number(ratio(seconds, to))


def _number(times: float) -> str:
    return NONE if math.isinf(times) else f"{times:.1f}" if times < 100 else f"{times:.0f}"


def _time(seconds: float) -> str:
    return NONE if math.isinf(seconds) else f"{seconds:.2f}" if seconds < 10 else f"{seconds:.1f}"


def _gap(share: float) -> str:
    return NONE if math.isinf(share) else f"{share:.3%}"


def write_json(path: Path, found: Iterable[Compared], about: dict[str, Any]) -> None:
    """Every row and every point of every run; what never happened is null."""
    document = {"machine": about, "instances": [_plain(asdict(each)) for each in found]}
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def write_csv(path: Path, found: Iterable[Compared]) -> None:
    """A line per instance and solver, in seconds and fractions; empty where it never happened."""
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        head = ["instance", "solver", "build", "first_plan", *(f"to_{mark:g}" for mark in MARKS)]
        lines.writerow([*head, "gap_proved", "gap_to_best_bound", "peak_mb", "limit", "relaxation", "ended"])
        for each in found:
            for row in each.rows:
                numbers = [row.build, row.first, *row.marks, row.proven, row.distance, row.peak_mb, row.limit]
                cells = [_plain(number) for number in (*numbers, each.relaxation)]
                lines.writerow([each.instance.name, row.solver, *cells, row.said])


def write_markdown(path: Path, sections: Sequence[str]) -> None:
    """Puts the figures between the two marks of a page, or writes a page of them alone."""
    body = "\n\n".join([BEGIN, *sections, END])
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if BEGIN in text and END in text:
        before, after = text.split(BEGIN, 1)[0], text.split(END, 1)[1]
        path.write_text(before + body + after, encoding="utf-8")
    else:
        path.write_text(body + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    """JSON's own values: no infinities, no paths."""
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case float():
            return value if math.isfinite(value) else None
        case Path():
            return value.name
    return value
