"""The figure read off a plan and the sum over a model's columns are one number."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.engine import shared_engine
from scheduler.explain.alternatives.character import ALL, Character
from scheduler.model.build import build
from scheduler.model.decode import decode
from scheduler.problem import Problem
from tests.benchmarks.generate import generate
from tests.explain.alternatives import small

PROBLEMS = (small.two_vendors(), small.term_past_the_end(), small.hire_or_contract(), generate(3, 12, 3))


@pytest.mark.parametrize("character", ALL, ids=lambda each: each.name)
@pytest.mark.parametrize("given", PROBLEMS, ids=["vendors", "terms", "hires", "mixed"])
def test_form_and_figure_agree(character: Character, given: Problem) -> None:
    # with a price on the form as well as on money, marks and differences are as low as they may be
    case = build(given)
    form = character.form(case)
    program = case.matrix.program()
    program.cost[:] += 0.01 * form.cost(len(program.cost))
    answer = shared_engine().minimise(program, time_limit=5, gap=0.02)
    assert answer.values is not None
    said = float(form.cost(len(program.cost)) @ answer.values) + form.constant
    assert character.figure(case, decode(case, answer.values)) == pytest.approx(said, abs=1e-4)


@pytest.mark.parametrize("character", ALL, ids=lambda each: each.name)
def test_to_keep_within_a_figure(character: Character) -> None:
    case = build(small.hire_or_contract())
    form = character.form(case)
    form.keep_within(case, 0.0)
    answer = shared_engine().minimise(case.matrix.program(), time_limit=5, gap=0.0)
    if answer.values is None:
        assert character.name == "fewest changes"  # eighty hours of work and one head: somebody must come
    else:
        assert character.figure(case, decode(case, np.asarray(answer.values))) <= 1e-6
