"""Plans that stand beside another of their series: alternatives to it, what carries it on, what if."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from api.store.packed import fingerprint, packed, unpacked
from api.store.plans import State
from api.store.store import Scope, now
from api.store.tables import contents, plans

WHOLE = ("series", "inputs", "effort", "baseline", "by")
"""What an alternative has from the plan it is one to."""


class Relation(StrEnum):
    """What a plan is to the one it stands beside."""

    ALTERNATIVE = "alternative"
    REPLAN = "replan"
    VARIANT = "variant"


def add_alternative(
    scope: Scope, to: Row[Any], result: str, values: Mapping[str, Any], told: Mapping[str, Any]
) -> str:
    """A finished plan for the same problem as another; its id. `values`: columns that say how it ended."""
    identity, moment = f"plan_{secrets.token_hex(12)}", now()
    same = fingerprint({"alternative": identity})  # it answers nobody's question for a plan
    known = {name: getattr(to, name) for name in WHOLE} | dict(values)
    scope.add(
        plans,
        id=identity,
        state=State.FINISHED,
        stop_requested=False,
        fingerprint=same,
        attempts=0,
        created=moment,
        started=moment,
        updated=moment,
        finished=moment,
        of=to.id,
        relation=Relation.ALTERNATIVE,
        told=dict(told),
        **known,
    )
    row = scope.one(contents, contents.c.plan == to.id)
    assert row is not None
    scope.add(contents, plan=identity, problem=row.problem, result=packed(result), given=row.given)
    return identity


def given(scope: Scope, plan: str) -> str | None:
    """What a plan that carries another on is worked out from, as JSON text; None for any other.

    Its alternatives and variants have it too: it says what was decided before.
    """
    row = scope.one(contents, contents.c.plan == plan)
    return None if row is None or row.given is None else unpacked(row.given)


def keep(scope: Scope, plan: str, kept: str, told: Mapping[str, Any]) -> None:
    """The result of keeping the earlier plan, as JSON text, and what is said of the new one."""
    scope.change(contents, contents.c.plan == plan, kept=packed(kept))
    scope.change(plans, plans.c.id == plan, told=dict(told))


def kept(scope: Scope, plan: str) -> str | None:
    """The result of keeping the earlier plan; None while it is not known."""
    row = scope.one(contents, contents.c.plan == plan)
    return None if row is None or row.kept is None else unpacked(row.kept)
