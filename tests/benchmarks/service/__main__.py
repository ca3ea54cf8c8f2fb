"""`python -m tests.benchmarks.service`: how fast the service answers, beside a bare route in the same run."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from tests.benchmarks.machine import machine, sentence
from tests.benchmarks.service import running
from tests.benchmarks.service.measures import Line, batch, overhead, reads, submits

DATABASES = {"sqlite": running.sqlite, "postgres": running.postgres}
WORDS = {True: "holds", False: "FAILS", None: ""}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m tests.benchmarks.service", description=__doc__)
    made.add_argument("measures", nargs="*", help="reads, submits, batch, overhead; absent: all")
    made.add_argument("--seconds", type=float, default=20.0, help="of each load (20)")
    made.add_argument("--plans", type=int, default=40, help="of the batch (40)")
    made.add_argument(
        "--most", type=float, default=400.0, help="submits a second that are tried at most (400)"
    )
    made.add_argument("--databases", nargs="+", choices=list(DATABASES), default=list(DATABASES))
    return made


def main() -> None:
    """Run what is asked for and print it."""
    asked = parser()
    wanted = asked.parse_args()
    measures: dict[str, Callable[..., list[Line]]] = {
        "reads": lambda settings: reads(settings, wanted.seconds),
        "submits": lambda settings: submits(settings, wanted.seconds, wanted.most),
        "batch": lambda settings: batch(settings, wanted.plans),
        "overhead": lambda settings: overhead(settings, wanted.plans),
    }
    for name in wanted.measures:
        if name not in measures:
            asked.error(f"no measure '{name}'; there are {', '.join(measures)}")
    print(sentence(machine()), flush=True)
    for name in wanted.measures or measures:
        for database in ["postgres"] if name == "batch" else wanted.databases:
            with DATABASES[database]() as settings:
                _print(f"{name}, {database}", measures[name](settings))


def _print(title: str, lines: list[Line]) -> None:
    print(f"\n{title} (load now {os.getloadavg()[0]:.1f})")
    wide = max(len(line.what) for line in lines)
    for line in lines:
        print(
            f"{line.what:{wide}}  {line.found:50} {line.wanted:16} {WORDS[line.holds]}".rstrip(), flush=True
        )


if __name__ == "__main__":
    main()
