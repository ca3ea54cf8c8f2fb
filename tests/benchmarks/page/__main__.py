"""`python -m tests.benchmarks.page`: how fast the planner's page is and what it holds, in a real Chromium."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tests.benchmarks.machine import machine, sentence
from tests.benchmarks.measured import chosen, printed
from tests.benchmarks.page.measures import At, large, memory, others, paint, plans
from tests.benchmarks.service import running
from tests.benchmarks.service.measures import Line


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m tests.benchmarks.page", description=__doc__)
    made.add_argument("measures", nargs="*", help="paint, large, memory, others; absent: all")
    made.add_argument("--times", type=int, default=5, help="of each opening (5)")
    made.add_argument("--seconds", type=float, default=20.0, help="of clicking (20)")
    return made


def main() -> None:
    """Run what is asked for and print it."""
    asked = parser()
    wanted = asked.parse_args()
    measures: dict[str, Callable[[At], list[Line]]] = {
        "paint": lambda at: paint(at, wanted.times),
        "large": lambda at: large(at, wanted.times),
        "memory": memory,
        "others": lambda at: others(at, wanted.seconds),
    }
    names = chosen(asked, wanted.measures, measures)
    print(sentence(machine()), flush=True)
    with running.sqlite() as settings:
        key = running.key(settings)
        with running.service(settings) as server, running.worker(settings):
            at = At(settings, key, server.pid, *plans(settings, key))
            for name in names:
                printed(name, measures[name](at))


if __name__ == "__main__":
    main()
