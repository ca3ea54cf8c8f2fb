"""The search as it runs: cost and bound closing in, and Ctrl-C that keeps the best plan."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

from rich.live import Live
from rich.text import Text

from api.cli.screen import Screen
from scheduler.engine.answers import Progress
from scheduler.words import money, percent_at_most

EVERY = 5.0  # seconds between lines where there is no terminal


class Status:
    """What is going on, on stderr: on a terminal one line that changes, elsewhere a line now and then."""

    def __init__(self, screen: Screen, first: str = "searching") -> None:
        self.screen = screen
        self.said, self.latest = 0.0, first
        self.live: Live | None = None

    def show(self, text: str) -> None:
        """Takes what is going on now, from any thread."""
        self.latest = text
        if self.live is not None:
            self.live.update(Text(self.latest, style="dim"))
        elif time.monotonic() - self.said >= EVERY:
            self.said = time.monotonic()
            self.screen.note(self.latest)

    @contextlib.contextmanager
    def shown(self) -> Iterator[None]:
        """While inside, it is shown."""
        if not self.screen.err.is_terminal:
            self.said = time.monotonic()
            yield
            return
        first = Text(self.latest, style="dim")
        with Live(first, console=self.screen.err, transient=True, refresh_per_second=8) as live:
            self.live = live
            try:
                yield
            finally:
                self.live = None


class Watch(Status):
    """Takes progress from the search and shows it."""

    def __init__(self, screen: Screen, currency: str) -> None:
        super().__init__(screen)
        self.currency = currency

    def __call__(self, progress: Progress) -> None:
        self.show(line(progress, self.currency))


class Tally(Status):
    """Counts questions as they are answered."""

    def __init__(self, screen: Screen, every: int) -> None:
        super().__init__(screen, f"asking {every} questions")
        self.every, self.done, self.began = every, 0, time.monotonic()

    def __call__(self, question: object) -> None:
        self.done += 1
        self.show(f"{time.monotonic() - self.began:4.0f} s   {self.done} of {self.every}   {question}")


def line(progress: Progress, currency: str) -> str:
    """12 s   cost 5.48 M EUR   bound 5.43 M   gap 0.9 %."""
    cost = f"{money(progress.incumbent)} {currency}" if progress.incumbent is not None else "no plan yet"
    told = progress.bound is not None and (progress.incumbent is not None or progress.bound >= 0)
    bound = f"   bound {money(progress.bound)}" if told and progress.bound is not None else ""
    known = bound and progress.gap is not None and progress.gap < 10
    gap = f"   gap {percent_at_most(progress.gap)}" if known and progress.gap is not None else ""
    return f"{progress.seconds:4.0f} s   cost {cost}{bound}{gap}"


@contextlib.contextmanager
def stoppable(screen: Screen, kept: str = "the best plan so far") -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second aborts."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        screen.note(f"Stopping: keeping {kept}. Ctrl-C again to abort.")

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
