"""An earlier plan carried on: solved as any other, and kept beside what changing nothing comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.replans.given import Given
from scheduler import Result
from scheduler.replan import replan


@dataclass(frozen=True)
class Carried:
    """`kept`: the result of keeping every open decision. `told`: of the new plan; it may tell pay."""

    result: Result
    kept: Result
    told: Mapping[str, Any]


def carried(given: Given, **effort: Any) -> Carried:
    """The answer to a replanned plan; `effort` as in `scheduler.replan.replan`, which says what it raises."""
    found = replan(
        given.problem, given.plan, given.as_of, before=given.before, actuals=given.actuals, **effort
    )
    told = {
        "as_of": given.as_of.isoformat(),
        "changed": found.changed,
        "text": found.text,
        "blocking": [each.model_dump(mode="json", by_alias=True) for each in found.blocking],
    }
    return Carried(found.result, found.kept, told)
