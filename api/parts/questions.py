"""Which questions about a plan are meant, and what can be asked about it at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scheduler.explain.asking import Explained
from scheduler.explain.explain import ROOMS, Question, questions
from scheduler.explain.reasons import ROOM as REASONS
from scheduler.explain.reasons.asked import everything
from scheduler.result import Outcome


def wanted(asked: Mapping[str, Any], about: Explained) -> tuple[Question, ...]:
    """The questions of a study: all of its rooms, then those named one by one."""
    rooms = questions(about, asked["rooms"]) if asked["rooms"] else ()
    return tuple(dict.fromkeys((*rooms, *(Question(*each) for each in asked["questions"]))))


def known(about: Explained) -> dict[str, frozenset[str]]:
    """Every question there is, by room: also the reasons of actions that are not among the costliest."""
    found = {name: frozenset(room.questions(about)) for name, room in ROOMS.items()}
    if about.result.plan is not None:
        named = {each.name for each in everything(about.problem, about.plan)}
        found[REASONS.name] = found[REASONS.name] | named
    return found


def in_order(every: Iterable[Question]) -> tuple[Question, ...]:
    """The same questions, each once, as rooms follow each other."""
    rooms = list(ROOMS)
    return tuple(sorted(dict.fromkeys(every), key=lambda each: rooms.index(each.room)))


def explainable(about: Explained) -> bool:
    """Whether there is a plan to explain, or it is certain that there is none."""
    return about.result.plan is not None or about.result.outcome is Outcome.INFEASIBLE
