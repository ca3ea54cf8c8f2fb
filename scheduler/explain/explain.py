"""The whole explanation: every room's questions, answered side by side, put together in their order."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from itertools import chain, zip_longest
from typing import NamedTuple

from scheduler.engine import Crew, Engine, all_cores, shared_crew
from scheduler.errors import InvalidProblem, OurFault
from scheduler.explain import break_even, reasons, remedies, vendors
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.explanation import Explanation
from scheduler.explain.prices import HOURS, WORTH
from scheduler.explain.room import Room
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.base import Model
from scheduler.result import Result

ROOMS: dict[str, Room] = {
    room.name: room for room in (reasons.ROOM, vendors.ROOM, break_even.ROOM, HOURS, WORTH, remedies.ROOM)
}
SECONDS = 4.0  # for one solve behind an answer
MOST = 10  # questions of a room that are asked unless others are named


class Question(NamedTuple):
    """One question of one room; together they are its name."""

    room: str
    name: str

    def __str__(self) -> str:
        return f"{self.room}: {self.name}"


def explain(
    problem: Problem,
    result: Result,
    *,
    baseline: Plan | None = None,
    rooms: Collection[str] = tuple(ROOMS),
    time_limit: float = 60.0,
    gap: float = 1e-3,
    crew: Crew | None = None,
    on_answer: Callable[[Question], None] | None = None,
) -> Explanation:
    """Why the plan of `result` is as it is, what would change it, or what to do when there is none.

    `time_limit`: seconds for all; what is not answered by then is named. `rooms`: some of ROOMS. `crew`:
    engines to ask side by side (absent: one a core). `on_answer` is told of each question that is done.
    """
    about = Explained(problem, result, baseline)
    crew, until = crew or shared_crew(all_cores()), time.monotonic() + time_limit

    askings = {id(each): Asking(about, each, SECONDS, gap, until) for each in crew.engines}

    def ask(engine: Engine, question: Question) -> Model | None:
        found = answered(question, askings[id(engine)])
        if on_answer is not None:
            on_answer(question)
        return found

    asked = questions(about, rooms)
    return put_together(about, asked, crew.map(ask, asked))


def questions(about: Explained, rooms: Collection[str] = tuple(ROOMS)) -> tuple[Question, ...]:
    """All there is to ask: the most telling of each room first, so that none goes without in short time."""
    by_room = [
        [Question(name, each) for each in ROOMS[name].questions(about)] for name in ROOMS if name in rooms
    ]
    return tuple(each for each in chain.from_iterable(zip_longest(*by_room)) if each is not None)


def answered(question: Question, asking: Asking) -> Model | None:
    """The answer to one question; None when there is no time for it, or it cannot be worked out."""
    if asking.late:
        return None
    try:
        return ROOMS[question.room].answer(question.name, asking)
    except (InvalidProblem, OurFault):
        return None  # the plan stands; that there is no answer is said


def put_together(about: Explained, asked: Iterable[Question], answers: Iterable[Model | None]) -> Explanation:
    """The explanation made of answers, those of each room in the order of its questions."""
    found: dict[str, list[Model]] = {name: [] for name in ROOMS}
    unanswered = list[str]()
    for question, answer in zip(asked, answers, strict=True):
        if answer is None:
            unanswered.append(str(question))
        else:
            found[question.room].append(answer)
    different = remedies.distinct(each for each in found["remedies"] if isinstance(each, remedies.Remedy))
    return Explanation.model_validate(
        {
            "currency": about.problem.forecast.currency,
            "cost": about.result.cost,
            "bound": about.result.bound,
            **{name: tuple(some) for name, some in found.items()},
            "remedies": different,
            "unanswered": tuple(unanswered),
        }
    )
