"""Changes of how teams hire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.schemas.variants import PlanProblem
from api.web.what_if.change import Change, duration
from api.web.what_if.fields import choice, text
from api.web.what_if.rows import arrow, field


def hiring(problem: PlanProblem) -> list[dict[str, Any]]:
    """Teams that hire."""
    return [row for row in problem.workforce["pools"] if row.get("hire")]


def hire_lead(problem: PlanProblem) -> Callable[[], Change]:
    """How long it takes a team to hire."""
    pools = {row["key"]: row for row in hiring(problem)}
    which = choice("what-pool", "Team", [(key, key) for key in pools])
    to = text("what-to-be", "Hiring takes", hint="8 weeks")

    def made() -> Change:
        value = duration(to.value, to.label)
        body = field("workforce", "pools", which.value, "hire/lead", value)
        now = arrow(pools[which.value]["hire"]["lead"], value)
        return Change(part="fields", body=body, words=f"{which.value}: hiring lead {now}")

    return made
