"""In what a plan can be truly different: five characters, each with its figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scheduler.explain.alternatives import figures, forms
from scheduler.explain.alternatives.forms import Form
from scheduler.model.case import Case
from scheduler.plan import Plan
from scheduler.problem import Problem

FEWEST_VENDORS = "fewest vendors"
MOST_IN_HOUSE = "most in-house"
LEAST_AFTER = "least commitment beyond the horizon"
FEWEST_CHANGES = "fewest changes"
LEAST_OVERTIME = "least overtime"


@dataclass(frozen=True)
class Character:
    """`figure` of a plan and `form` of a model are the same number; the less, the more of the character."""

    name: str
    figure: Callable[[Case, Plan], float]
    form: Callable[[Case], Form]

    def step(self, problem: Problem) -> float:
        """The least by which two figures can differ; 0 where they can differ by anything."""
        lots = problem.rate_card.running
        in_heads = problem.policy.whole_heads and not any(lot.heads % 1 for lot in lots)
        return 1.0 if self.name == FEWEST_VENDORS or (self.name == FEWEST_CHANGES and in_heads) else 0.0


ALL = (
    Character(FEWEST_VENDORS, figures.vendors_in_use, forms.vendors_in_use),
    Character(MOST_IN_HOUSE, figures.contractor_hours, forms.contractor_hours),
    Character(LEAST_AFTER, figures.committed_after, forms.committed_after),
    Character(FEWEST_CHANGES, figures.heads_in_motion, forms.heads_in_motion),
    Character(LEAST_OVERTIME, figures.overtime_hours, forms.overtime_hours),
)
CHARACTERS = {each.name: each for each in ALL}


def characters_of(problem: Problem) -> tuple[str, ...]:
    """The characters in which plans of this problem can differ at all."""
    buys = bool(problem.rate_card.offers)
    overtime = any(pool.overtime is not None for pool in problem.workforce.pools)
    there = {FEWEST_VENDORS: buys, MOST_IN_HOUSE: buys, LEAST_OVERTIME: overtime}
    return tuple(name for name in CHARACTERS if there.get(name, True))
