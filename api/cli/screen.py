"""Two consoles that print what they are given: no markup, no control characters, no broken pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from scheduler.words import plain

LABEL = 13


def console(stream: TextIO) -> Console:
    """A console that keeps to the terminal's width and, elsewhere, does not break lines."""
    return Console(file=stream, highlight=False, markup=False, emoji=False)


class Screen:
    """Answers on stdout, everything on the way on stderr; with `quiet`, stdout is left to JSON."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self.out = console(sys.stderr if quiet else sys.stdout)
        self.err = console(sys.stderr)

    def say(self, text: str = "", style: str = "") -> None:
        """A line of the answer."""
        _print(self.out, Text(plain(text), style=style), "")

    def note(self, text: str, style: str = "") -> None:
        """A line beside the answer."""
        _print(self.err, Text(plain(text), style=style), "")

    def block(self, label: str, lines: Sequence[str]) -> None:
        """A label and its lines, the lines aligned with each other."""
        for place, line in enumerate(lines):
            text = plain(line)
            deeper = " " * (len(text) - len(text.lstrip(" ")))
            head = plain(label if place == 0 else "").ljust(LABEL) + deeper
            _print(self.out, Text(text[len(deeper) :]), head)

    def blocks(self, blocks: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Blocks with an empty line before each; those without lines are left out."""
        for label, lines in blocks:
            if lines:
                self.say()
                self.block(label, lines)

    def json(self, text: str) -> None:
        """The one JSON object of a run."""
        try:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            _let_go(sys.stdout)


def _print(console: Console, text: Text, head: str) -> None:
    """The text behind its head; on a terminal lines are broken and begin below each other."""
    begin = Text.assemble((head, "bold"))
    try:
        if not console.is_terminal:
            console.print(begin + text, soft_wrap=True)
            return
        for line in text.wrap(console, max(20, console.width - len(head))):
            line.rstrip()
            console.print(begin + line, soft_wrap=True)
            begin = Text(" " * len(head))
    except BrokenPipeError:
        _let_go(console.file)


def _let_go(stream: object) -> None:
    """The reader went away: what is still to be said goes nowhere, the work goes on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined]
    os.close(nowhere)
