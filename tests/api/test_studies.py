"""Questions about plans in the store, on both databases."""

from __future__ import annotations

from api.store import plans, studies
from api.store.store import Store
from api.store.studies import Kind, State

WANTED = plans.Wanted("support", {}, {"time_limit": 9.0}, None, "f" * 64, "{}")
ASKED, EFFORT = {"rooms": ["reasons"], "questions": []}, {"seconds": 60.0}


def test_a_study_waits_for_its_plan_is_answered_and_ends_once(store: Store) -> None:
    with store.scope("ours") as scope:
        plan, _ = plans.submit(scope, WANTED, "me", None, "")
        assert studies.ask(scope, plan, Kind.EXPLANATION, ASKED, EFFORT, "me")
        assert not studies.ask(scope, plan, Kind.EXPLANATION, ASKED, {"seconds": 5.0}, "me")
        (row,) = studies.of(scope, plan, Kind.EXPLANATION)
    with store.whole() as connection:
        assert studies.take_due(connection, 10) == []  # the plan is under way
    with store.scope("ours") as scope:
        assert plans.finish(scope, plan, "{}", {"outcome": "optimal"})
    with store.whole() as connection:
        assert studies.take_due(connection, 10) == [("ours", row.id, 1)]
        assert studies.take_due(connection, 10) == []
    with store.scope("theirs") as scope:
        assert studies.one(scope, row.id) is None
        assert not studies.end(scope, row.id)
    with store.scope("ours") as scope:
        until = studies.begin(scope, row.id, 60.0)
        assert studies.begin(scope, row.id, 900.0) == until  # whoever takes it up has no more time
        studies.answer(scope, row.id, "reasons: a", '{"text": "so"}')
        studies.answer(scope, row.id, "reasons: b", None)
        assert studies.end(scope, row.id)
        assert not studies.end(scope, row.id)


def test_what_has_no_answer_is_asked_again_and_nothing_else(store: Store) -> None:
    with store.scope("ours") as scope:
        plan, _ = plans.submit(scope, WANTED, "me", None, "")
        studies.ask(scope, plan, Kind.EXPLANATION, ASKED, EFFORT, "me")
        (row,) = studies.of(scope, plan, Kind.EXPLANATION)
        studies.answer(scope, row.id, "reasons: a", '{"text": "so"}')
        studies.answer(scope, row.id, "reasons: b", None)
        studies.end(scope, row.id)
        assert studies.unanswered(scope, row.id) == ["reasons: b"]
        assert studies.ask(scope, plan, Kind.EXPLANATION, ASKED, EFFORT, "me")
        (again,) = studies.of(scope, plan, Kind.EXPLANATION)
        assert (again.id, again.attempt, again.state) == (row.id, 2, State.WAITING)
        studies.answer(scope, row.id, "reasons: b", '{"text": "and so"}')
        studies.end(scope, row.id)
        assert not studies.ask(scope, plan, Kind.EXPLANATION, ASKED, EFFORT, "me")
        assert studies.answered(scope, [row.id]) == {
            "reasons: a": '{"text": "so"}', "reasons: b": '{"text": "and so"}',
        }  # fmt: skip
        assert studies.ask(scope, plan, Kind.EXPLANATION, {**ASKED, "rooms": ["worth"]}, EFFORT, "me")
