"""Texts read well: nouns as their numbers want them, days, terms and rules in words, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from scheduler.engine import shared_crew, shared_engine
from scheduler.explain.alternatives import alternatives
from scheduler.explain.asking import Explained
from scheduler.explain.difference import difference, documents_difference, headline, sentences
from scheduler.explain.explain import ROOMS, Question, explain
from scheduler.explain.reasons.asked import everything
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.replan import replan
from scheduler.result import Result
from scheduler.solving import solve
from tests.explain.reasons.stories import STORIES
from tests.explain.reasons.stories import told as story_of
from tests.explain.remedies.corpus import CORPUS
from tests.fixtures import solved
from tests.laws.reading import faults, texts

SMALL = ("red-tomato", "horn-shoe", "van-fleet")
LARGE = ("guarding", "it-project", "month-end-accounting", "warehouse-peak", "williams-manpower")


def asked(about: Explained, most: int) -> tuple[Question, ...]:
    """Some of each room, an action of each kind, a limit of each field."""
    rooms = {name: [Question(name, each) for each in room.questions(about)] for name, room in ROOMS.items()}
    found = [each for some in rooms.values() for each in some[:most]]
    if about.result.plan is not None:
        actions = {each.kind: each.name for each in everything(about.problem, about.plan)}
        found += [Question("reasons", name) for name in actions.values()]
    limits = {each.name.split("/")[-1]: each for each in rooms["worth"]}
    return tuple(dict.fromkeys((*found, *limits.values())))


def of_result(problem: Problem, result: Result, most: int, seconds: float) -> Iterator[str]:
    yield from (each.text for each in result.conflicts)
    yield from (text.partition(": ")[2] for text in (*result.warnings, *result.assumptions))
    about, crew = Explained(problem, result), shared_crew(1)
    found = explain(problem, result, asked=asked(about, most), time_limit=seconds, crew=crew)
    for room in ROOMS:
        yield from texts([each.model_dump(mode="json") for each in getattr(found, room)])


def of_others(problem: Problem, result: Result, seconds: float) -> Iterator[str]:
    for each in alternatives(problem, result, seconds=seconds, crew=shared_crew(1)):
        yield from (each.text, *each.trades)
        if each.plan is not None:
            yield from of_change(result.plan, each.plan)


def of_change(before: Plan | None, after: Plan) -> Iterator[str]:
    assert before is not None
    found = difference(before, after)
    yield from (headline(found), *sentences(found, 100))


def of_replan(problem: Problem, plan: Plan, seconds: float) -> Iterator[str]:
    """Carried on from its middle, with a fifth more work to do."""
    day = plan.first_days[len(plan.first_days) // 2]
    for factor in (1.0, 1.2):
        wanted = more(problem, factor)
        found = replan(wanted, plan, day, before=problem, time_limit=seconds, engine=shared_engine())
        yield from (found.text, *found.now.assumptions, *(each.text for each in found.blocking))
        yield from (each.text for each in found.result.conflicts)
        yield from (each.text for each in documents_difference(problem, found.problem))
        yield from sentences(found.difference, 100) if found.difference else ()


def more(problem: Problem, factor: float) -> Problem:
    streams = []
    for each in problem.forecast.workstreams:
        series = {name: getattr(each, name) for name in ("hours", "fte", "volume")}
        given = {name: value for name, value in series.items() if isinstance(value, tuple)}
        raised = {name: tuple(part * factor for part in value) for name, value in given.items()}
        streams.append(each.model_copy(update=raised))
    return problem.model_copy(
        update={"forecast": problem.forecast.model_copy(update={"workstreams": tuple(streams)})}
    )


def read(found: Iterable[str]) -> list[str]:
    every = list(found)
    assert every
    return [fault for text in every for fault in faults(text)]


@pytest.mark.parametrize("kind", STORIES)
def test_of_small_plans(kind: str) -> None:
    _, about = story_of(kind)
    assert not read(of_result(about.problem, about.result, 2, 20.0))


@pytest.mark.parametrize("name", CORPUS)
def test_of_what_is_in_the_way(name: str) -> None:
    case = CORPUS[name]
    result = solve(case.problem, baseline=case.baseline, time_limit=20.0, engine=shared_engine())
    assert not read(each.text for each in result.conflicts)


def everything_of(name: str, most: int, seconds: float) -> Iterator[str]:
    problem, result = solved.problem(name), solved.solved(name)
    assert result.plan is not None
    yield from of_result(problem, result, most, 5 * seconds)
    yield from of_others(problem, result, seconds)
    yield from of_replan(problem, result.plan, seconds)


def test_of_a_fixture() -> None:
    assert not read(everything_of("red-tomato", 2, 3.0))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SMALL[1:], *LARGE])
def test_of_every_fixture(name: str) -> None:
    assert not read(everything_of(name, 3, 8.0))


@pytest.mark.parametrize(
    "text",
    [
        "1 heads", "1 more hours of work", "from 2027-01-04", "a lead of 2w", "stands (max_term)", "nan",
        "in  place", "in in place", "-0.00", "to 2 : 3",
    ],
)  # fmt: skip
def test_what_is_no_good_is_seen(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "text", ["1 head", "21 heads", "1.1 heads", "0.1 hours", "-0.05", "4 Jan 2027", "1 is"]
)
def test_what_is_good_is_not(text: str) -> None:
    assert not faults(text)
