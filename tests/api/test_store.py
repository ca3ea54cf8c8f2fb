"""What is stored comes back, of one's own tenant alone, on both databases."""

from __future__ import annotations

import itertools
from datetime import timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from api.settings import Settings
from api.store import audit, documents, keys, plans
from api.store.documents import Kind, Stale
from api.store.keys import Role
from api.store.plans import KeyReused, State, Wanted
from api.store.store import Store, now
from api.store.tables import metadata
from tests.api.side_by_side import at_once

WORK = Kind.WORKFORCE
WANTED = Wanted("support", {}, {"time_limit": 1.0}, None, "f" * 64, "{}")


def test_the_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        named = {table.name for table in metadata.sorted_tables}
        differences = [
            each
            for each in compare_metadata(context, metadata)
            if not isinstance(each, tuple) or _ours(each, named)
        ]
    assert differences == []


def _ours(difference: tuple[object, ...], named: set[str]) -> bool:
    kind, subject = difference[0], difference[1]
    return not (kind == "remove_table" and getattr(subject, "name", "") not in named)


def test_migrating_again_changes_nothing_and_may_be_done_side_by_side(settings: Settings) -> None:
    def migrate() -> None:
        one = Store(settings.store_url)
        one.migrate()
        one.close()

    at_once(3, migrate)
    at_once(1, migrate)
    one = Store(settings.store_url)
    keys.add_tenant(one, "ours", "Ours")
    one.close()


def test_a_changed_document_is_a_new_version_and_an_equal_one_is_not(store: Store) -> None:
    with store.scope("ours") as scope:
        first, new = documents.put(scope, WORK, "emea", '{"a": 1}', {"a": 1}, {}, "me")
        assert (first.version, new) == (1, True)
        same, new = documents.put(scope, WORK, "emea", '{ "a":1 }', {"a": 1}, {}, "me")
        assert (same.version, new) == (1, False)
        second, new = documents.put(scope, WORK, "emea", '{"a": 2}', {"a": 2}, {"a": "changed"}, "you", on=1)
        assert (second.version, new) == (2, True)
        with pytest.raises(Stale):
            documents.put(scope, WORK, "emea", '{"a": 3}', {"a": 3}, {}, "me", on=1)
    with store.reading("ours") as scope:
        found = documents.newest(scope, WORK, "emea")
        assert found is not None
        assert (found.version, found.body, found.by) == (2, '{"a": 2}', "you")
        earlier = documents.at_version(scope, WORK, "emea", 1)
        assert earlier is not None
        assert earlier.body == '{"a": 1}'
        assert documents.as_of(scope, WORK, "emea", earlier.created - timedelta(seconds=1)) is None
        then = documents.as_of(scope, WORK, "emea", second.created)
        assert then is not None
        assert then.version == 2


def test_what_is_purged_is_gone_and_its_hash_stays(store: Store) -> None:
    with store.scope("ours") as scope:
        made, _ = documents.put(scope, WORK, "emea", '{"salary": 31000}', {"salary": 31000}, {}, "me")
        assert documents.purge(scope, WORK, "emea") == 1
        found = documents.newest(scope, WORK, "emea")
        assert found is not None
        assert (found.body, found.hash) == (None, made.hash)
        assert found.archived is not None
        assert documents.listed(scope, WORK, 10, None, None) == []
        again, new = documents.put(scope, WORK, "emea", '{"salary": 31000}', {"salary": 31000}, {}, "me")
        assert (again.version, new, again.body) == (2, True, '{"salary": 31000}')


def test_lists_go_on_where_they_stopped(store: Store) -> None:
    with store.scope("ours") as scope:
        for number in range(5):
            documents.put(scope, WORK, f"team-{number}", "{}", {}, {}, "me")
        first = documents.listed(scope, WORK, 2, None, None)
        rest = documents.listed(scope, WORK, 10, (first[-1].updated, first[-1].key), None)
        assert [each.key for each in first + rest] == [f"team-{number}" for number in range(5)]


def test_nobody_reaches_another_tenants_rows(store: Store) -> None:
    with store.scope("ours") as scope:
        documents.put(scope, WORK, "emea", "{}", {}, {}, "me")
        plan, _ = plans.submit(scope, WANTED, "me", "key-1", "a" * 64)
        keys.add_key(scope, "mine", [Role.VIEWER], pay=False)
        audit.record(scope, "me", "put", "workforces/emea")
    with store.scope("theirs") as scope:
        assert documents.newest(scope, WORK, "emea") is None
        assert plans.plan(scope, plan) is None
        assert plans.problem_of(scope, plan) is None
        assert keys.list_keys(scope) == []
        assert audit.read(scope, 10) == []
        assert not plans.begin(scope, plan, "worker")
        assert not plans.finish(scope, plan, "{}", {})
        assert documents.purge(scope, WORK, "emea") == 0
        # the same idempotency key and document key are theirs as well
        assert plans.submit(scope, WANTED, "them", "key-1", "b" * 64)[1]
        assert documents.put(scope, WORK, "emea", "{}", {}, {}, "them")[1]


def test_a_key_opens_until_it_is_revoked_and_is_not_stored(store: Store) -> None:
    with store.scope("ours") as scope:
        identity, secret = keys.add_key(scope, "hr tool", [Role.HR], pay=True)
    caller = keys.caller(store, secret)
    assert caller is not None
    assert (caller.tenant, caller.roles, caller.pay) == ("ours", frozenset({Role.HR}), True)
    assert keys.caller(store, secret + "x") is None
    with store.scope("ours") as scope:
        assert secret not in str(keys.list_keys(scope))
        assert keys.revoke(scope, identity)
        assert not keys.revoke(scope, identity)
    assert keys.caller(store, secret) is None


def test_fifty_equal_submissions_at_once_make_one_plan(store: Store) -> None:
    found = set[str]()

    def submit() -> None:
        with store.scope("ours") as scope:
            found.add(plans.submit(scope, WANTED, "me", "night-1", "a" * 64)[0])

    at_once(50, submit)
    assert len(found) == 1
    with store.reading("ours") as scope:
        assert len(plans.listed(scope, 100, None)) == 1


def test_of_many_who_change_one_version_one_succeeds(store: Store) -> None:
    made, late, numbers = list[int](), list[int](), itertools.count()

    def put(on: int) -> None:
        number = {"number": next(numbers)}  # what each puts differs
        try:
            with store.scope("ours") as scope:
                document, _ = documents.put(scope, WORK, "emea", "{}", number, {}, "me", on=on)
            made.append(document.version)
        except Stale as error:
            late.append(error.version)

    for version in (1, 2):
        at_once(10, lambda on=version - 1: put(on))  # type: ignore[misc]
        assert made == list(range(1, version + 1))
        assert late == [1] * 9 + [2] * 9 * (version - 1)


def test_a_moment_is_the_same_in_every_zone(store: Store) -> None:
    with store.scope("ours") as scope:
        made, _ = documents.put(scope, WORK, "emea", "{}", {}, {}, "me")
        elsewhere = made.created.astimezone(timezone(timedelta(hours=9)))
        assert documents.as_of(scope, WORK, "emea", elsewhere) is not None
        assert documents.as_of(scope, WORK, "emea", elsewhere - timedelta(seconds=1)) is None


def test_many_adoptions_at_once_leave_one(store: Store) -> None:
    with store.scope("ours") as scope:
        ours = [plans.submit(scope, WANTED, "me", None, "")[0] for _ in range(2)]
    todo = iter(ours * 5)

    def adopt() -> None:
        with store.scope("ours") as scope:
            plans.adopt(scope, next(todo), "support")

    at_once(10, adopt)
    with store.reading("ours") as scope:
        assert plans.adopted(scope, "support") in ours


def test_an_idempotency_key_is_for_one_body_and_one_day(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.scope("ours") as scope:
        first, _ = plans.submit(scope, WANTED, "me", "k", "a" * 64)
        assert plans.submit(scope, WANTED, "me", "k", "a" * 64) == (first, False)
        with pytest.raises(KeyReused):
            plans.submit(scope, WANTED, "me", "k", "b" * 64)
    tomorrow = now() + timedelta(hours=25)
    monkeypatch.setattr(plans, "now", lambda: tomorrow)
    with store.scope("ours") as scope:
        assert plans.submit(scope, WANTED, "me", "k", "b" * 64)[1]


def test_a_plan_ends_once(store: Store) -> None:
    with store.scope("ours") as scope:
        plan, _ = plans.submit(scope, WANTED, "me", None, "")
        assert plans.begin(scope, plan, "first")
        assert plans.begin(scope, plan, "second")  # the first is thought dead
        assert not plans.progress(scope, plan, 10.0, 9.0, 0.1)
        plans.ask_to_stop(scope, plan)
        assert plans.progress(scope, plan, 10.0, 9.0, 0.1)
        assert plans.finish(scope, plan, '{"cost": 10}', {"outcome": "feasible", "cost": 10.0})
        assert not plans.finish(scope, plan, '{"cost": 11}', {"outcome": "feasible", "cost": 11.0})
        assert not plans.fail(scope, plan, State.FAILED, {"code": "solver_crashed"})
        assert not plans.begin(scope, plan, "third")
        assert plans.result_of(scope, plan) == '{"cost": 10}'
        row = plans.plan(scope, plan)
        assert row is not None
        assert (row.state, row.cost, row.attempts) == (State.FINISHED, 10.0, 2)


def test_old_plans_go_unless_somebody_adopted_them(store: Store) -> None:
    with store.scope("ours") as scope:
        old, kept, under_way = (plans.submit(scope, WANTED, "me", None, "")[0] for _ in range(3))
        for plan in (old, kept):
            plans.begin(scope, plan, "worker")
            plans.finish(scope, plan, "{}", {})
        plans.adopt(scope, kept, "support")
        assert plans.adopted(scope, "support") == kept
    with store.whole() as connection:
        assert plans.drop_old(connection, now() + timedelta(seconds=1)) == 1
    with store.reading("ours") as scope:
        assert plans.plan(scope, old) is None
        assert plans.result_of(scope, old) is None
        assert plans.plan(scope, kept) is not None
        assert plans.plan(scope, under_way) is not None
