"""What of an explanation is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from api.cli.guard import NO_PLAN, PLANNED, refuse
from api.cli.screen import Screen
from scheduler.errors import InvalidProblem
from scheduler.explain.asking import Explained
from scheduler.explain.explain import ROOMS, Question, named, questions

LABELS = {
    "reasons": "Why",
    "vendors": "Vendors",
    "break_even": "Break-even",
    "prices": "An hour more",
    "worth": "Limits",
    "remedies": "Remedies",
}
SHOWN = 3  # names told where one is not known


def chosen(
    about: Explained, only: Sequence[str], ask: Sequence[str], actions: Sequence[str]
) -> tuple[Question, ...]:
    """Named questions, or those of some rooms, or the most telling of all; raises InvalidProblem."""
    rooms = [_room(name) for given in only for name in given.split(",")]
    found = [_question(about, name, "--ask") for name in ask]
    found += [_question(about, f"reasons: {name}", "--action") for name in actions]
    if rooms:
        return (*found, *(each for each in questions(about, rooms, every=True) if each not in found))
    return tuple(found) or questions(about)


def list_questions(screen: Screen, about: Explained, as_json: bool) -> int:
    """Prints all there is to ask, as `--ask` takes it."""
    every = questions(about, every=True)
    if as_json:
        screen.json(json.dumps({"questions": list(map(str, every))}, ensure_ascii=False))
    for room, some in groupby(sorted(every, key=lambda each: list(ROOMS).index(each.room)), lambda q: q.room):
        screen.block(LABELS[room], [str(each) for each in some])
    return NO_PLAN if about.result.plan is None else PLANNED


def _room(said: str) -> str:
    name = said.strip().replace("-", "_").lower()
    if name not in ROOMS:
        listed = ", ".join(room.replace("_", "-") for room in ROOMS)
        raise refuse("--only", f"there is no '{said.strip()}'", f"Choose of {listed}.")
    return name


def _question(about: Explained, said: str, option: str) -> Question:
    try:
        return named(about, said)
    except KeyError as error:
        raise _unknown(about, said, option, error.args[0]) from None


def _unknown(about: Explained, said: str, option: str, known: Sequence[Question]) -> InvalidProblem:
    from difflib import get_close_matches

    if about.result.plan is None and not known:
        return refuse(option, "there is nothing to ask", "Leave it out.")
    several = [str(each) for each in known if each.name == said]
    near = several or get_close_matches(said, [str(each) for each in known], SHOWN, 0.4)
    meant = f"Say one of: {', '.join(near)}." if near else "See what there is with --questions."
    what = said.removeprefix("reasons: ") if option == "--action" else said
    found = f"'{what}' can be more than one" if several else f"there is no '{what}' to ask about"
    return refuse(option, found, meant)
