"""The whole explanation of problems small enough to know what must be in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pytest

from scheduler.engine import Crew, Engine, shared_engine
from scheduler.errors import OurFault
from scheduler.explain import explain as module
from scheduler.explain.asking import Asking, Explained, Kept
from scheduler.explain.explain import ROOMS, Question, explain, named, questions, seconds_each
from scheduler.explain.explanation import Explanation
from scheduler.explain.vendors import VendorView
from scheduler.problem import Hire, Problem
from scheduler.result import Outcome, Result, StopReason
from scheduler.solving import solve
from tests.rules import small


def desk() -> Problem:
    """One own head for 80 hours a week: a second one is contracted, at 1,000 a week, 1,500 or 3,000."""
    offers = [
        small.offer(max_heads=1.0),
        small.offer("dear", vendor="other", rate=1500.0, max_heads=1.0),
        small.offer("gold", vendor="third", rate=3000.0, max_heads=1.0),
    ]
    team = small.pool(1.0, hire=Hire(costs={"recruiting": 9000.0}, lead="1w"))
    return small.problem(small.stream([80] * 4), pools=[team], offers=offers)


def impossible() -> Problem:
    """One own head for 80 hours a week that must be done, and a contract head who comes a week too late."""
    calls = small.stream([80] * 4, must_meet=True)
    return small.problem(calls, pools=[small.pool(1.0)], offers=[small.offer(lead="1w")])


@lru_cache(maxsize=1)
def planned() -> Result:
    return solve(desk(), gap=0.0, engine=shared_engine())


@lru_cache(maxsize=1)
def whole() -> Explanation:
    return explain(desk(), planned(), gap=0.0)


@pytest.fixture
def two() -> Iterator[Crew]:
    other = Engine()
    yield Crew([shared_engine(), other])
    other.close()


def test_the_most_telling_question_of_each_room_comes_first() -> None:
    asked = questions(Explained(desk(), planned()))
    rooms = [name for name in ROOMS if ROOMS[name].questions(Explained(desk(), planned()))]
    assert rooms == ["reasons", "vendors", "break_even", "prices", "worth"]
    assert [each.room for each in asked[: len(rooms)]] == rooms
    assert asked[1] == Question("vendors", "agency")
    assert all(sum(each.room == room for each in asked) <= ROOMS[room].most for room in rooms)


def test_time_is_shared_out_among_the_questions() -> None:
    # 34 questions on two engines within a minute: 120 s, two solves each
    assert seconds_each(60.0, 2, 34) == pytest.approx(120 / 68)
    assert seconds_each(60.0, 1, 1000) == 1.5
    assert seconds_each(60.0, 2, 0) == 8.0


def test_what_two_ask_at_once_is_worked_out_once() -> None:
    kept, begun, go = Kept(), list[str](), threading.Event()

    def work() -> str:
        begun.append(threading.current_thread().name)
        go.wait(10)
        return "found"

    found = list[str]()
    both = [threading.Thread(target=lambda: found.append(kept.once("it", work))) for _ in range(2)]
    for each in both:
        each.start()
    go.set()
    for each in both:
        each.join()
    assert found == ["found", "found"]
    assert len(begun) == 1


def test_an_error_is_the_same_for_all_who_ask() -> None:
    kept = Kept()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept.once("it", lambda: 1 // 0)


def test_every_question_is_answered_in_its_room_and_in_order() -> None:
    found = whole()
    assert found.unanswered == ()
    # the agent is the one action; the three vendors, and what they might cost; one skill
    assert [each.kind for each in found.reasons] == ["contract"]
    assert [each.vendor for each in found.vendors] == ["agency", "other", "third"]
    assert [each.skill for each in found.prices] == ["talk"]
    assert {each.subject for each in found.break_even} == {"agency", "other", "third"}
    assert found.worth
    assert found.remedies == ()
    # four weeks of an own head and an agent at 1,000 each
    assert (found.cost, found.bound) == (8000.0, 8000.0)


def test_the_parts_say_the_same_of_the_vendor_in_use() -> None:
    # without the agent the dear one comes: 4 × 500 more; so does what the reason of the contract says
    (reason,) = whole().reasons
    assert reason.dearer is not None
    assert (reason.dearer.low, reason.dearer.high) == pytest.approx((2000.0, 2000.0))
    way = whole().vendors[0].without.change
    assert way is not None
    assert (way.low, way.high) == pytest.approx((2000.0, 2000.0))


def test_it_is_the_same_after_json() -> None:
    assert Explanation.model_validate_json(whole().model_dump_json()) == whole()


def test_two_engines_say_what_one_says(two: Crew) -> None:
    assert explain(desk(), planned(), gap=0.0, crew=Crew([two.first])) == whole()
    assert explain(desk(), planned(), gap=0.0, crew=two) == whole()


def test_when_time_is_over_every_question_is_named() -> None:
    found = explain(desk(), planned(), time_limit=0.0)
    asked = questions(Explained(desk(), planned()))
    assert found.unanswered == tuple(f"{each.room}: {each.name}" for each in asked)
    assert found == Explanation(currency="EUR", cost=8000.0, bound=8000.0, unanswered=found.unanswered)


def test_what_is_stopped_names_what_it_leaves() -> None:
    stop, told = threading.Event(), list[Question]()

    def on_answer(question: Question) -> None:
        told.append(question)
        stop.set()

    found = explain(desk(), planned(), gap=0.0, crew=Crew([shared_engine()]), on_answer=on_answer, stop=stop)
    assert [each.room for each in told[:1]] == ["reasons"]
    assert len(found.reasons) == 1
    assert tuple(map(str, told[1:])) == found.unanswered


def test_some_rooms_can_be_asked_alone() -> None:
    found = explain(desk(), planned(), gap=0.0, rooms=["vendors"])
    assert found.vendors == whole().vendors
    assert found == Explanation(currency="EUR", cost=8000.0, bound=8000.0, vendors=found.vendors)


def test_one_question_can_be_asked_by_its_name() -> None:
    about = Explained(desk(), planned())
    question = named(about, "vendors: other")
    assert question == Question("vendors", "other")
    assert named(about, "other") == question
    found = explain(desk(), planned(), gap=0.0, asked=[question])
    assert [each.vendor for each in found.vendors] == ["other"]
    assert found.unanswered == found.reasons == found.prices == ()
    with pytest.raises(KeyError):
        named(about, "vendors: nobody")


def test_where_there_is_no_plan_only_remedies_are_told() -> None:
    problem = impossible()
    result = solve(problem, gap=0.0)
    assert result.outcome is Outcome.INFEASIBLE
    found = explain(problem, result, gap=0.0)
    assert found.remedies
    told = {name: getattr(found, name) for name in ("prices", "worth", "reasons", "break_even", "vendors")}
    assert set(told.values()) == {()}
    assert (found.cost, found.bound) == (None, result.bound)
    # the agent a week sooner is one of them: his four weeks and those of the own head
    sooner = [each for each in found.remedies if "sooner" in each.text]
    assert [each.cost and each.cost.high for each in sooner] == [8000.0]


def test_of_no_plan_in_time_nothing_is_asked() -> None:
    nothing = {"plan": None, "cost": None, "cash": None, "penalties": None, "check": None, "bound": None}
    late = {**nothing, "outcome": Outcome.NO_PLAN_IN_TIME, "stop_reason": StopReason.TIME_LIMIT}
    found = explain(desk(), planned().model_copy(update=late))
    assert found == Explanation(currency="EUR", cost=None, bound=None)


def test_a_fault_of_ours_in_one_answer_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    room = ROOMS["vendors"]

    def answer(name: str, asking: Asking) -> VendorView:
        if name == "other":
            raise OurFault("a wheel came off")
        found = room.answer(name, asking)
        assert isinstance(found, VendorView)
        return found

    monkeypatch.setitem(module.ROOMS, "vendors", replace(room, answer=answer))
    found = explain(desk(), planned(), gap=0.0, rooms=["vendors", "reasons"])
    assert found.unanswered == ("vendors: other",)
    assert [each.vendor for each in found.vendors] == ["agency", "third"]
    assert found.reasons == whole().reasons


def test_the_explained_plan_is_left_as_it_was() -> None:
    before = planned().model_dump_json()
    explain(desk(), planned(), gap=0.0, rooms=["reasons"])
    assert planned().model_dump_json() == before
