"""What every part of an explanation looks like: questions that can be answered alone, one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scheduler.explain.asking import Asking, Explained
from scheduler.problem.base import Model


@dataclass(frozen=True)
class Room:
    """A part of an explanation.

    `questions` names what there is to ask, the most telling first; nothing where the part does not apply.
    `answer` works one of them out on one engine; questions do not see each other's answers, so that they
    can be asked on several cores or machines. `shape` is what an answer is. `most`: questions that are asked
    unless more are wanted.
    """

    name: str
    shape: type[Model]
    questions: Callable[[Explained], tuple[str, ...]]
    answer: Callable[[str, Asking], Model]
    most: int = 10
