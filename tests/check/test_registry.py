"""A check for every rule and every cost line, under its one name, and nothing of the model in it."""

from __future__ import annotations

import ast
from pathlib import Path

from scheduler.check import registry
from scheduler.check.ledger import COSTS
from scheduler.rules import Cost, Rule

ALLOWED = {
    "scheduler.check",
    "scheduler.problem",
    "scheduler.rules",
    "scheduler.plan",
    "scheduler.result",
    "scheduler.errors",
}


def test_every_rule() -> None:
    assert [check.__name__ for check in registry.RULES] == [rule.value for rule in Rule]


def test_every_cost() -> None:
    assert [check.__name__ for check in COSTS] == [kind.value for kind in Cost]


def test_it_imports_nothing_of_the_model() -> None:
    for path in Path(registry.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert ".".join(name.split(".")[:2]) in ALLOWED or not name.startswith("scheduler"), name
                assert name.split(".")[0] not in {"ortools", "numpy", "scipy", "highspy", "pandas"}, name
