"""One name for a rule or a kind of cost: in the formulation, the model, the check, the tests."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import scheduler
from scheduler.rules import Cost, Rule
from tests.rules.costs import COSTS
from tests.rules.instances import INSTANCES

CORE = Path(scheduler.__file__).parent
NAMES = {rule.value for rule in Rule} | {kind.value for kind in Cost}


def functions(room: str) -> Counter[str]:
    """How often a public function of each name is defined in a room."""
    found: Counter[str] = Counter()
    for path in sorted((CORE / room).rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                found[node.name] += 1
    return found


def formulas() -> Counter[str]:
    """Names in backticks that open a formula or a row of the tables of cost lines."""
    text = (CORE / "model" / "FORMULATION.md").read_text()
    rules = re.findall(r"`([a-z_]+)` \(\d+\)", text)
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    kinds = [name for row in rows for name in set(re.findall(r"`([a-z_]+)`", row)) & {k.value for k in Cost}]
    return Counter([*rules, *set(kinds)])


@pytest.mark.parametrize("room", ["model", "check"])
def test_one_function_a_name(room: str) -> None:
    defined = functions(room)
    assert {name: defined[name] for name in NAMES} == dict.fromkeys(NAMES, 1)


def test_one_formula_a_name() -> None:
    assert dict(formulas()) == dict.fromkeys(NAMES, 1)


def test_one_instance_a_name() -> None:
    assert set(INSTANCES) == set(Rule)
    assert set(COSTS) == set(Cost)


def test_every_name_has_a_meaning_in_one_sentence() -> None:
    for name in (*Rule, *Cost):
        assert re.fullmatch(r"[A-Z][^.]*\.", name.meaning)
