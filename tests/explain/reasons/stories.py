"""Small plans with one thing in them worth asking about, its name, and what it costs to do without.

Weeks of 40 hours; a head costs 1,000 a week, own or contract, an hour short 100.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scheduler.engine import shared_engine
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.reasons import ROOM, Reason
from scheduler.problem import Move, Policy, Problem
from scheduler.solving import solve
from tests.rules import small
from tests.rules.small import week

Edit = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Story:
    """`edit` takes the thing out of the problem's JSON; `dearer` is derived by hand in the story."""

    problem: Problem
    name: str
    edit: Edit
    dearer: float


def explained(problem: Problem) -> Explained:
    return Explained(problem, solve(problem, gap=0.0, engine=shared_engine()))


@lru_cache(maxsize=64)
def told(kind: str) -> tuple[Story, Explained]:
    """A story and its plan, solved once."""
    story = STORIES[kind]()
    return story, explained(story.problem)


def ask(about: Explained, name: str, **limits: Any) -> Reason:
    found = ROOM.answer(name, Asking(about, shared_engine(), gap=0.0, **limits))
    assert isinstance(found, Reason)
    assert Reason.model_validate_json(found.model_dump_json()) == found
    return found


def ended() -> float:
    return time.monotonic() - 1.0


def hire() -> Story:
    # 40 hours in weeks 2 to 4: a hire is 500 + 3,000, contract heads at 1,500 a week are 4,500
    team = small.pool(hire={"costs": {"recruiting": 500.0}, "lead": "1w", "max_total": 1.0})
    given = small.problem(small.stream([0, 40, 40, 40]), pools=[team], offers=[small.offer(rate=1500.0)])

    def edit(data: dict[str, Any]) -> None:
        data["workforce"]["pools"][0]["hire"]["max_total"] = 0

    return Story(given, f"hire/team/{week(1)}", edit, 1000.0)


def contract() -> Story:
    # 40 hours for four weeks: 4 × 1,000 from the agents, 4 × 1,500 from the others
    others = small.offer("others", vendor="other", rate=1500.0)
    agents = small.offer(min_term="4w", max_heads=1.0)
    given = small.problem(small.stream([40] * 4), offers=[agents, others])

    def edit(data: dict[str, Any]) -> None:
        data["rate_card"]["offers"][0]["max_heads"] = 0

    return Story(given, f"contract/agents/{week(0)}/open", edit, 2000.0)


def release() -> Story:
    # two heads for the work of one: from week 2 on, three weeks' pay of 1,000 less 100 to let one go
    team = small.pool(2.0, release={"cost": 100.0, "notice": "1w", "max_of_present": 1})

    def edit(data: dict[str, Any]) -> None:
        data["workforce"]["pools"][0]["release"]["max_of_present"] = 0

    return Story(small.problem(small.stream([40] * 4), pools=[team]), f"release/team/{week(1)}", edit, 2900.0)


def move() -> Story:
    # nothing to write: a writer who moves for 50 does 80 hours of calls, which short would cost 8,000
    writers = small.pool(1.0, "writers", skills={"write": 1.0})
    calls = small.stream([0, 40, 40])
    over = Move.model_validate({"key": "over", "from": "writers", "to": "team", "cost": 50.0})

    def edit(data: dict[str, Any]) -> None:
        data["workforce"]["moves"] = []

    given = small.problem(calls, pools=[small.pool(), writers], moves=[over])
    return Story(given, f"move/over/{week(0)}", edit, 7950.0)


def conversion() -> Story:
    # after two weeks at 1,200 a head joins the team at 1,000: two weeks at 200 less, for a fee of 100
    terms = {"fee": 100.0, "after": "2w", "to_pool": "team", "max": 1}
    given = small.problem(
        small.stream([40] * 4), pools=[small.pool()], offers=[small.offer(rate=1200.0, conversion=terms)]
    )

    def edit(data: dict[str, Any]) -> None:
        data["rate_card"]["offers"][0]["conversion"] = None

    return Story(given, f"conversion/agents/{week(0)}/{week(2)}", edit, 300.0)


def end_running() -> Story:
    # nothing to do from week 2 on: two weeks' rate of 1,000 less 150 to let the head go
    lot = small.running(earliest_end=week(1))
    given = small.problem(small.stream([40, 0, 0]), offers=[small.offer(exit=150.0)], lots=[lot])

    def edit(data: dict[str, Any]) -> None:
        data["rate_card"]["running"][0]["bound_until"] = str(week(3))

    # whoever is still there at the end is let go then: the 150 are paid either way
    return Story(given, f"end_running/old/{week(1)}", edit, 2000.0)


def overtime() -> Story:
    # 4 hours at 25 × 1.5 are 150, left short they cost 400
    team = small.pool(1.0, overtime={"max_share": 0.1, "premium": 1.5})

    def edit(data: dict[str, Any]) -> None:
        data["workforce"]["pools"][0]["overtime"] = None

    return Story(small.problem(small.stream([44, 40]), pools=[team]), "overtime/team", edit, 250.0)


def hours() -> Story:
    # 10 hours on call at 60, left short they cost 1,000
    on_call = small.offer("calls", unit="hours", rate=60.0, per="hour", lead="1w")

    def edit(data: dict[str, Any]) -> None:
        data["rate_card"]["offers"] = []

    return Story(small.problem(small.stream([0, 10]), offers=[on_call]), "hours/calls", edit, 400.0)


STORIES = {
    make.__name__: make for make in (hire, contract, release, move, conversion, end_running, overtime, hours)
}


def must_meet() -> Problem:
    """Only the agents can do what must be done."""
    return small.problem(small.stream([40] * 4), offers=[small.offer()], policy=Policy(strict=True))
