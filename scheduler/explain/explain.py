"""The whole explanation: every room's questions, answered side by side, put together in their order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from scheduler.engine import Crew, Engine, all_cores, shared_crew
from scheduler.errors import InvalidProblem, OurFault
from scheduler.explain import break_even, reasons, remedies, vendors
from scheduler.explain.asking import Asking, Explained, Kept
from scheduler.explain.explanation import Explanation
from scheduler.explain.prices import HOURS, WORTH
from scheduler.explain.reasons.asked import everything
from scheduler.explain.room import Room
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.base import Model
from scheduler.result import Result

ROOMS: dict[str, Room] = {
    room.name: room for room in (reasons.ROOM, vendors.ROOM, break_even.ROOM, HOURS, WORTH, remedies.ROOM)
}
SOLVES = 2.0  # behind an answer, with all else that it takes
LEAST_SECONDS, MOST_SECONDS = 1.5, 8.0  # for each


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
    asked: Sequence[Question] | None = None,
    time_limit: float = 60.0,
    gap: float = 1e-3,
    crew: Crew | None = None,
    on_answer: Callable[[Question], None] | None = None,
    stop: threading.Event | None = None,
) -> Explanation:
    """Why the plan of `result` is as it is, what would change it, or what to do when there is none.

    `rooms`: some of ROOMS; `asked`: these questions instead (absent: the most telling of each room).
    `time_limit`: seconds for all; what is not answered by then, or when `stop` is set, is named. `crew`:
    engines to ask side by side (absent: one a core). `on_answer` is told of each question that is done.
    """
    about = Explained(problem, result, baseline)
    crew, until = crew or shared_crew(all_cores()), time.monotonic() + time_limit
    wanted = questions(about, rooms) if asked is None else asked
    seconds, kept = seconds_each(time_limit, len(crew.engines), len(wanted)), Kept()
    askings = {id(each): Asking(about, each, seconds, gap, until, kept) for each in crew.engines}

    def ask(engine: Engine, question: Question) -> Model | None:
        found = None if stop is not None and stop.is_set() else answered(question, askings[id(engine)])
        if on_answer is not None:
            on_answer(question)
        return found

    return put_together(about, wanted, crew.map(ask, wanted))


def seconds_each(time_limit: float, engines: int, questions: int) -> float:
    """Seconds for a solve behind an answer, so that there is time for all questions."""
    return min(MOST_SECONDS, max(LEAST_SECONDS, time_limit * engines / (SOLVES * max(1, questions))))


def questions(
    about: Explained, rooms: Collection[str] = tuple(ROOMS), *, every: bool = False
) -> tuple[Question, ...]:
    """What to ask: the most telling of each room first, so that none goes without in short time.

    `every`: all that there is to ask, not the most telling alone.
    """
    by_room = [
        [Question(name, each) for each in islice(room.questions(about), None if every else room.most)]
        for name, room in ROOMS.items()
        if name in rooms
    ]
    return tuple(each for each in chain.from_iterable(zip_longest(*by_room)) if each is not None)


def named(about: Explained, said: str) -> Question:
    """The question of this name, with its room in front ("vendors: Acme") or without ("rate: Acme").

    Raises KeyError when there is none, or when it is not clear which is meant: its argument are those.
    """
    all_ = list(dict.fromkeys([*questions(about, every=True), *_of_every_action(about)]))
    meant = [each for each in all_ if said in (str(each), each.name)]
    if len(meant) != 1:
        raise KeyError(meant or all_)
    return meant[0]


def _of_every_action(about: Explained) -> Iterable[Question]:
    """Reasons can be asked of all actions, not of the dearest alone."""
    if about.result.plan is None:
        return ()
    return (Question("reasons", each.name) for each in everything(about.problem, about.plan))


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
