"""`python -m tests.benchmarks`: how fast this planner is here, beside others, in one run."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import fixtures
from scheduler.problem import Problem
from tests.benchmarks.bench import Bench
from tests.benchmarks.families import FAMILIES
from tests.benchmarks.machine import machine, sentence
from tests.benchmarks.size import Size
from tests.benchmarks.solvers import OURS, PEERS, RELAXATION, SOLVERS
from tests.benchmarks.tables import Table, tables, write_csv, write_json, write_markdown
from tests.benchmarks.targets import TARGETS, Verdict

QUICK = {"surge": 20.0, "everyday": 15.0}  # what runs when nothing is asked for

EXAMPLES = """\
examples:
  python -m tests.benchmarks                                       two quick lines, about two minutes
  python -m tests.benchmarks --family plain --size 6x26x18 --peers highs cbc --seconds 20
  python -m tests.benchmarks --family all --peers none             every family at its usual size
  python -m tests.benchmarks --fixture six-month-surge --peers all
  python -m tests.benchmarks --targets                             every line of what must hold (an hour)
  python -m tests.benchmarks --targets everyday sites --markdown docs/benchmarks.md
"""


def parser() -> argparse.ArgumentParser:
    """The command line, with everything it knows listed in its help."""
    made = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        epilog="\n\n".join([_listing(), EXAMPLES]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--family", nargs="+", default=[], help="families to run, or all")
    made.add_argument("--size", type=Size.of, help="skills x periods x offers; else each family's usual size")
    made.add_argument("--seed", type=int, default=0, help="another instance of the same family (0)")
    made.add_argument("--fixture", nargs="+", default=[], help="fixtures to run, such as six-month-surge")
    made.add_argument("--peers", nargs="+", default=["highs"], help="solvers beside ours: names, all or none")
    made.add_argument("--seconds", type=float, help="limit of each solver (60, or the target's own)")
    made.add_argument("--gap", type=float, default=5e-4, help="relative gap all are asked for (0.0005)")
    made.add_argument("--targets", nargs="*", help="lines of what must hold; without names, all of them")
    made.add_argument("--json", type=Path, help="write every row and every point here")
    made.add_argument("--csv", type=Path, help="write the rows here")
    made.add_argument("--markdown", type=Path, help="write the tables here, between the marks if it has them")
    return made


def main() -> None:
    """Run what is asked for, print it, write it."""
    asked = parser()
    wanted = asked.parse_args()
    about = machine()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), wanted.gap)
        print(sentence(about) + "\n", flush=True)
        for name, problem in _problems(wanted, asked):
            bench.compare(name, problem, _solvers(wanted.peers, asked), wanted.seconds or 60.0)
        verdicts = _judged(bench, wanted, asked)
    _write(wanted, bench, verdicts, about)


def _listing() -> str:
    parts = [
        ("families", {name: f"{each.usual}, {each.about}" for name, each in FAMILIES.items()}),
        ("peers", {name: SOLVERS[name].about for name in PEERS}),
        ("targets", {name: f"{each.size}, {each.about}" for name, each in TARGETS.items()}),
    ]
    return "\n\n".join(
        f"{title}:\n" + "\n".join(f"  {name:14} {about}" for name, about in each.items())
        for title, each in parts
    )


def _problems(wanted: argparse.Namespace, asked: argparse.ArgumentParser) -> list[tuple[str, Problem]]:
    families = list(FAMILIES) if wanted.family == ["all"] else wanted.family
    _require(asked, "family", families, FAMILIES)
    _require(asked, "fixture", wanted.fixture, fixtures.names())
    made = []
    for name in families:
        size = wanted.size or FAMILIES[name].usual
        made.append((f"{name} {size} seed {wanted.seed}", FAMILIES[name].make(size, wanted.seed)))
    return made + [(name, fixtures.load(name)) for name in wanted.fixture]


def _solvers(peers: list[str], asked: argparse.ArgumentParser) -> list[str]:
    chosen = {"all": list(PEERS), "none": []}.get(peers[0], peers)
    _require(asked, "peer", chosen, PEERS)
    return [OURS, RELAXATION, *chosen]


def _judged(bench: Bench, wanted: argparse.Namespace, asked: argparse.ArgumentParser) -> list[Table]:
    """The targets asked for; the quick ones when nothing at all is."""
    nothing = wanted.targets is None and not bench.found
    names = list(QUICK) if nothing else list(TARGETS) if wanted.targets == [] else wanted.targets or []
    _require(asked, "target", names, TARGETS)
    made = []
    for name in names:
        target = TARGETS[name]
        seconds = wanted.seconds or (QUICK[name] if nothing else target.seconds)
        made.append(_table(name, target.run(bench, wanted.size or target.size, seconds)))
        print(made[-1].text() + "\n", flush=True)
    return made


def _table(name: str, verdicts: list[Verdict]) -> Table:
    words = {True: "holds", False: "FAILS", None: "not known"}
    rows = [[each.what, each.wanted, each.found, words[each.holds]] for each in verdicts]
    return Table(f"What must hold: {name}", ["what", "wanted", "found", ""], rows, words=(0, 1, 2, 3))


def _write(wanted: argparse.Namespace, bench: Bench, verdicts: list[Table], about: dict[str, object]) -> None:
    if wanted.json:
        write_json(wanted.json, bench.found, about)
    if wanted.csv:
        write_csv(wanted.csv, bench.found)
    if wanted.markdown:
        shown = [each.markdown() for found in bench.found for each in tables(found)]
        write_markdown(wanted.markdown, [sentence(about), *(v.markdown() for v in verdicts), *shown])


def _require(asked: argparse.ArgumentParser, kind: str, names: list[str], known: object) -> None:
    assert isinstance(known, dict | tuple)
    for name in names:
        if name not in known:
            asked.error(f"no {kind} '{name}'; there are {', '.join(known)}")


if __name__ == "__main__":
    main()
