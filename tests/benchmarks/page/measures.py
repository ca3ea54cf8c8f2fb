"""What is measured of the planner's page, each against what is wanted of it."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from api.settings import Settings
from tests.benchmarks.generate import generate
from tests.benchmarks.page.windows import chromium, first_paint, opened, round_trips, scrolled, signed_in
from tests.benchmarks.service.measures import LONG, SMALL, Line, _ended, _submit, _until, question

PAINT, OPEN, MEMORY, FREEZE = 2000.0, 3000.0, 300.0, 500.0  # ms, ms, MB, ms
FRAME = 200.0  # ms: a longer one is felt as a halt
SKILLS, WEEKS, OFFERS = 60, 104, 180
PAGES = 10
LOOSE = 0.05  # the gap of a plan that is only to be looked at


@dataclass(frozen=True)
class At:
    """A service that runs, a key of it, and plans: a large one and a small one."""

    settings: Settings
    key: str
    pid: int
    large: str
    small: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"


def plans(settings: Settings, key: str) -> tuple[str, str]:
    """(a plan of 60 skills and 104 weeks, a small one), both ended; a worker has to run."""
    problem = json.loads(generate(SKILLS, WEEKS, OFFERS).model_dump_json(by_alias=True))
    problem.pop("format", None)
    effort = {"gap": LOOSE, "time_limit": 600.0}
    large = _submit(settings, key, json.dumps({"series": "large", **problem, "effort": effort}).encode())
    small = _submit(settings, key, question(SMALL))
    _ended(settings, key, [large, small])
    return large, small


def paint(at: At, times: int) -> list[Line]:
    """First paint, each time in a browser that has kept nothing."""
    with chromium() as browser:
        found = [_painted(browser, at) for _ in range(times)]
    middle, words = statistics.median(found), f"{max(found):.0f} ms at most, of {times}"
    return [
        Line("first paint, nothing kept", f"{middle:.0f} ms; {words}", f"≤ {PAINT:g} ms", middle <= PAINT)
    ]


def large(at: At, times: int) -> list[Line]:
    """A plan of 60 skills and 104 weeks: opening and scrolling."""
    path, took, far = f"/plans/{at.large}", [], (0.0, 0.0)
    with chromium() as browser:
        for _ in range(times):
            with signed_in(browser, at.url, at.key) as context:
                page, milliseconds = opened(context, path)
                took.append(milliseconds)
                far = scrolled(page)
    middle, pixels, longest = statistics.median(took), *far
    words = f"{middle:.0f} ms; first {took[0]:.0f} ms, of {times}"
    return [
        Line(f"{SKILLS} skills × {WEEKS} weeks, opened", words, f"≤ {OPEN:g} ms", middle <= OPEN),
        Line("scrolled by 60 steps", f"{pixels:.0f} px, longest frame {longest:.0f} ms", f"≤ {FRAME:g} ms",
             pixels > 1000 and longest <= FRAME),
    ]  # fmt: skip


def memory(at: At) -> list[Line]:
    """Ten people with the large plan open."""
    before = resident(at.pid)
    with chromium() as browser, ExitStack() as stack:
        for _ in range(PAGES):
            context = stack.enter_context(signed_in(browser, at.url, at.key))
            opened(context, f"/plans/{at.large}")
        after = resident(at.pid)
    more = after - before
    return [
        Line("the server with no page open", f"{before:.0f} MB"),
        Line(f"with {PAGES} pages open, in all", f"{after:.0f} MB"),
        Line(f"what {PAGES} open pages cost", f"{more:.0f} MB", f"≤ {MEMORY:g} MB", more <= MEMORY),
    ]


def others(at: At, seconds: float) -> list[Line]:
    """Clicks of somebody else while a plan is solved and another opens the large plan again and again."""
    solving = _submit(at.settings, at.key, question(LONG, gap=0.0, time_limit=seconds * 4, seed=7))
    _until(at.settings, at.key, solving, "running")
    with _opening(at), chromium() as browser, signed_in(browser, at.url, at.key) as context:
        page = context.new_page()
        page.goto(f"/plans/{at.small}")
        round_trips(page)  # warm
        took: list[float] = []
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            took += round_trips(page)
    last = _percentile(took, 99)
    words = f"p50 {_percentile(took, 50):.0f} ms, p99 {last:.0f} ms, of {len(took)}"
    return [Line("a click beside a solve and a large plan", words, f"p99 ≤ {FREEZE:g} ms", last <= FREEZE)]


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return float(line.split()[1]) / 1024
    raise ValueError(f"process {pid} holds nothing")


@contextmanager
def _opening(at: At) -> Iterator[None]:
    """Somebody opens the large plan, and again."""
    over = threading.Event()

    def open_on() -> None:
        with chromium() as browser:
            while not over.is_set():
                with signed_in(browser, at.url, at.key) as context:
                    opened(context, f"/plans/{at.large}")

    somebody = threading.Thread(target=open_on)
    somebody.start()
    try:
        yield
    finally:
        over.set()
        somebody.join()


def _painted(browser: Browser, at: At) -> float:
    with signed_in(browser, at.url, at.key) as context:
        return first_paint(context, "/")


def _percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
