"""What the benchmarks of page and service share: measures asked for by name, and lines that are printed."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable

from tests.benchmarks.service.measures import Line

WORDS = {True: "holds", False: "FAILS", None: ""}


def chosen(parser: argparse.ArgumentParser, asked: list[str], there: Iterable[str]) -> list[str]:
    """The measures that are asked for, else all. Ends with a message where one is not there."""
    known = list(there)
    for name in asked:
        if name not in known:
            parser.error(f"no measure '{name}'; there are {', '.join(known)}")
    return asked or known


def printed(title: str, lines: list[Line]) -> None:
    """A title and what was found, in columns."""
    print(f"\n{title} (load now {os.getloadavg()[0]:.1f})")
    wide = max(len(line.what) for line in lines)
    for line in lines:
        print(
            f"{line.what:{wide}}  {line.found:50} {line.wanted:16} {WORDS[line.holds]}".rstrip(), flush=True
        )
