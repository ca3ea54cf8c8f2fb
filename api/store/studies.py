"""Questions about a plan: asked for once, answered one by one by workers, the answers kept as they come."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select, update

from api.store.packed import fingerprint, packed, unpacked
from api.store.plans import OPEN
from api.store.store import Scope, now
from api.store.tables import answers, plans, studies

LEASE = timedelta(seconds=60)  # whoever takes one up has it queued by then, or it is taken up again


class Kind(StrEnum):
    """What is asked about a plan."""

    EXPLANATION = "explanation"
    ALTERNATIVES = "alternatives"


class State(StrEnum):
    """Where a study is; `none`: the plan ended in nothing to ask about, or nobody asked."""

    WAITING = "waiting"
    FINISHED = "finished"
    FAILED = "failed"
    NONE = "none"


def ask(
    scope: Scope, plan: str, kind: Kind, asked: Mapping[str, Any], effort: Mapping[str, Any], by: str
) -> bool:
    """A question about a plan; False when the same is being worked out or was answered in full.

    `asked` makes two questions the same, `effort` does not. What failed, or was left unanswered, is asked
    again.
    """
    moment, same = now(), fingerprint(asked)
    fresh = {
        "asked": {**asked, **effort},
        "state": State.WAITING,
        "error": None,
        "due": moment,
        "until": None,
        "updated": moment,
    }
    identity, place = f"study_{secrets.token_hex(12)}", {"plan": plan, "kind": kind, "fingerprint": same}
    if scope.add_once(studies, id=identity, **place, **fresh, attempt=1, created=moment, by=by):
        return True
    known = studies.c.plan == plan, studies.c.kind == kind, studies.c.fingerprint == same
    row = scope.one(studies, *known, lock=True)
    assert row is not None
    if row.state != State.FAILED and (row.state != State.FINISHED or not unanswered(scope, row.id)):
        return False
    scope.change(studies, studies.c.id == row.id, **fresh, attempt=row.attempt + 1)
    return True


def one(scope: Scope, identity: str) -> Row[Any] | None:
    """A study by its id."""
    return scope.one(studies, studies.c.id == identity)


def of(scope: Scope, plan: str, kind: Kind) -> list[Row[Any]]:
    """What was asked about a plan, oldest first."""
    asked = select(studies).where(studies.c.plan == plan, studies.c.kind == kind)
    return scope.all(asked.order_by(studies.c.created, studies.c.id), studies)


def state_of(rows: Iterable[Row[Any]]) -> State:
    """Where several studies are together."""
    states, order = {row.state for row in rows}, (State.WAITING, State.FAILED, State.FINISHED)
    return next((each for each in order if each in states), State.NONE)


def error_of(rows: Iterable[Row[Any]]) -> Mapping[str, Any] | None:
    """What the first of several studies that failed ended in."""
    return next((row.error for row in rows if row.state == State.FAILED), None)


def take_due(connection: Connection, most: int) -> list[tuple[str, str, int]]:
    """(tenant, study, attempt) of studies whose plan has ended, each given to one worker alone.

    What is taken and does not end is taken up again after `LEASE`.
    """
    moment, open_ = now(), plans.c.state.in_(OPEN)
    ripe = (
        select(studies.c.id)
        .join(plans, plans.c.id == studies.c.plan)
        .where(studies.c.state == State.WAITING, studies.c.due <= moment, ~open_)
        .limit(most)
        .with_for_update(skip_locked=True, of=studies)
    )
    taken = update(studies).where(studies.c.id.in_(ripe)).values(due=moment + LEASE)
    found = connection.execute(taken.returning(studies.c.tenant, studies.c.id, studies.c.attempt))
    return [(row.tenant, row.id, row.attempt) for row in found]


def begin(scope: Scope, identity: str, seconds: float) -> datetime:
    """Until when its questions are begun: `seconds` from the first time somebody began with them."""
    mine = studies.c.id == identity
    scope.change(studies, mine, studies.c.until.is_(None), until=now() + timedelta(seconds=seconds))
    row = one(scope, identity)
    assert row is not None
    until: datetime = row.until
    return until


def answer(scope: Scope, identity: str, name: str, body: str | None) -> None:
    """Keeps the answer to one question, JSON text; None: it could not be answered."""
    content = None if body is None else packed(body)
    scope.set(answers, study=identity, question=_place(name), name=name, body=content)


def forget(scope: Scope, identity: str, name: str) -> None:
    """Takes an answer away that says nothing new."""
    scope.remove(answers, answers.c.study == identity, answers.c.question == _place(name))


def answered(scope: Scope, identities: Iterable[str]) -> dict[str, str | None]:
    """Answers by the names of their questions; of a question asked twice, one that has an answer."""
    asked = select(answers).where(answers.c.study.in_(list(identities)))
    found: dict[str, str | None] = {}
    for row in scope.all(asked, answers):
        found[row.name] = found.get(row.name) or (None if row.body is None else unpacked(row.body))
    return found


def unanswered(scope: Scope, identity: str) -> list[str]:
    """Questions that could not be answered."""
    return [name for name, body in answered(scope, [identity]).items() if body is None]


def end(scope: Scope, identity: str, state: State = State.FINISHED) -> bool:
    """All that can be answered is; False when it had ended before."""
    mine = studies.c.id == identity, studies.c.state == State.WAITING
    return scope.change(studies, *mine, state=state, due=None, updated=now()) > 0


def fail(scope: Scope, identity: str, error: Mapping[str, Any]) -> bool:
    """It cannot be asked; False when it had ended before."""
    mine = studies.c.id == identity, studies.c.state == State.WAITING
    values = {"state": State.FAILED, "error": dict(error), "due": None, "updated": now()}
    return scope.change(studies, *mine, **values) > 0


def _place(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
