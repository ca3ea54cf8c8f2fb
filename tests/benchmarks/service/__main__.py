"""`python -m tests.benchmarks.service`: how fast the service answers, beside a bare route in the same run."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tests.benchmarks.machine import machine, sentence
from tests.benchmarks.measured import chosen, printed
from tests.benchmarks.service import running
from tests.benchmarks.service.measures import Line, batch, overhead, reads, submits

DATABASES = {"sqlite": running.sqlite, "postgres": running.postgres}


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
    names = chosen(asked, wanted.measures, measures)
    print(sentence(machine()), flush=True)
    for name in names:
        for database in ["postgres"] if name == "batch" else wanted.databases:
            with DATABASES[database]() as settings:
                printed(f"{name}, {database}", measures[name](settings))


if __name__ == "__main__":
    main()
