"""What is asked often and quickly says what the ordinary way says, and nothing of another tenant's."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text

from api.documents.waiting import COUNTED_FOR, Waiting
from api.store import plans
from api.store.awaited import MOST
from api.store.plans import Wanted
from api.store.store import Store
from api.store.tables import plans as table


def wanted(print_: str, series: str = "support") -> Wanted:
    told = {"as_of": "2027-01-04"} if series == "told" else None
    return Wanted(series, {"forecast": {"hash": "ä\"'%"}}, {"gap": 0.5}, None, print_ * 64, "{}", told=told)


def cut_off(store: Store) -> None:
    """Ends all connections to its database."""
    other = Store(store.engine.url.render_as_string(hide_password=False))
    with other.whole() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    other.close()


def test_a_plan_at_a_glance_is_the_plan_that_is_stored(store: Store) -> None:
    with store.scope("ours") as scope:
        made = [plans.submit(scope, wanted("a", series), "me", None, "")[0] for series in ("plain", "told")]
    for plan in made:
        with store.reading("ours") as scope:
            stored = scope.all(select(table).where(table.c.id == plan), table)[0]
            assert plans.plan(scope, plan)._asdict() == stored._asdict()  # type: ignore[union-attr]
        assert plans.glance(store, "ours", plan)._asdict() == stored._asdict()
        assert plans.glance(store, "theirs", plan) is None
    assert plans.glance(store, "ours", "plan_%s ' --") is None


def test_the_newest_plan_of_the_same_question_answers_it_unless_it_was_stopped(store: Store) -> None:
    with store.scope("ours") as scope:
        first, second = (plans.submit(scope, wanted("a"), "me", None, "")[0] for _ in range(2))
        plans.submit(scope, wanted("b"), "me", None, "")
        found = plans.like(scope, "a" * 64, "support")
        assert found is not None
        assert found.id == second
        plans.ask_to_stop(scope, second)
        found = plans.like(scope, "a" * 64, "support")
        assert found is not None
        assert found.id == first
    with store.reading("theirs") as scope:
        assert plans.like(scope, "a" * 64, "support") is None


def test_a_connection_that_was_cut_off_is_not_noticed_at_a_glance(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        pytest.skip("nobody cuts a file off")
    with store.scope("ours") as scope:
        plan = plans.submit(scope, wanted("a"), "me", None, "")[0]
    assert plans.glance(store, "ours", plan).id == plan
    cut_off(store)
    assert plans.glance(store, "ours", plan).id == plan


def test_plans_that_wait_are_counted_where_it_may_matter(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, counts, count = [0.0], list[int](), plans.waiting
    monkeypatch.setattr(plans, "waiting", lambda scope: counts.append(1) or count(scope))  # type: ignore[func-returns-value]
    room, told = Waiting(4, lambda: clock[0]), []
    for number in range(6):
        with store.scope("ours") as scope:
            plans.submit(scope, wanted(str(number)), "me", None, "")
            told.append(room.too_many(scope))
    assert told == [False, False, False, False, True, True]
    assert len(counts) == 5  # the second was let in without: one of four was known a moment ago
    with store.scope("theirs") as scope:
        assert not room.too_many(scope)
        clock[0] += COUNTED_FOR
        assert not room.too_many(scope)
    assert len(counts) == 7


def test_the_event_loop_sees_the_same_and_no_cut_either(store: Store) -> None:
    with store.scope("ours") as scope:
        plan = plans.submit(scope, wanted("a", "told"), "me", None, "")[0]

    async def ask() -> None:
        stored = plans.glance(store, "ours", plan)
        for _ in range(2):  # with a connection that is new, then with one that is there
            many = await asyncio.gather(*(plans.glanced(store, "ours", plan) for _ in range(3 * MOST)))
            assert all(each._asdict() == stored._asdict() for each in many)
        assert await plans.glanced(store, "theirs", plan) is None
        if store.engine.dialect.name == "postgresql":
            cut_off(store)
        assert (await plans.glanced(store, "ours", plan)).id == plan

    with ThreadPoolExecutor(1) as aside:  # the browser's tests may have left a loop in this thread
        aside.submit(asyncio.run, ask()).result()
