"""All characters, side by side, and which of their plans are worth telling apart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from scheduler.engine import Crew, Engine, all_cores, shared_crew
from scheduler.explain.alternatives.answer import AlternativePlan
from scheduler.explain.alternatives.character import characters_of
from scheduler.explain.alternatives.one import one_alternative
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.difference import same_actions
from scheduler.explain.room import Room
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Result

SECONDS = 20.0


def alternatives(
    problem: Problem,
    result: Result,
    *,
    slack: float = 0.02,
    k: int = 5,
    baseline: Plan | None = None,
    seconds: float = SECONDS,
    crew: Crew | None = None,
) -> tuple[AlternativePlan, ...]:
    """Up to `k` plans within `slack` (a share) of the plan's cost, each of another character; then, without
    a plan, the characters that could not be bettered.

    `seconds` for each character, several at once on the crew's engines (absent: one a core). Raises
    ValueError as `one_alternative` does, OurFault for faults of ours.
    """
    explained = Explained(problem, result, baseline)
    ask = partial(_ask, explained=explained, slack=slack, seconds=seconds)
    answers = (crew or shared_crew(all_cores())).map(ask, characters_of(problem))
    return distinct(answers, k)


def distinct(answers: Iterable[AlternativePlan], k: int = 5) -> tuple[AlternativePlan, ...]:
    """The answers without those whose actions are those of an earlier one, at most `k` with a plan."""
    told: list[AlternativePlan] = []
    rest: list[AlternativePlan] = []
    for answer in answers:
        if answer.plan is None:
            rest.append(answer)
        elif len(told) < k and not any(_same(answer, other) for other in told):
            told.append(answer)
    return (*told, *rest)


def _same(one: AlternativePlan, other: AlternativePlan) -> bool:
    return one.plan is not None and other.plan is not None and same_actions(one.plan, other.plan)


def _ask(engine: Engine, name: str, *, explained: Explained, slack: float, seconds: float) -> AlternativePlan:
    return one_alternative(name, explained, engine, slack=slack, seconds=seconds)


def _questions(explained: Explained) -> tuple[str, ...]:
    return () if explained.result.plan is None else characters_of(explained.problem)


def _answer(name: str, asking: Asking) -> AlternativePlan:
    seconds = max(0.0, min(SECONDS, asking.left))
    return one_alternative(name, asking.about, asking.engine, seconds=seconds)


ROOM = Room("alternatives", AlternativePlan, _questions, _answer)
