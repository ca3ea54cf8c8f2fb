"""Other ways to meet a plan's demand, worked out side by side by all workers."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from api.parts.explained import about
from api.requisitions.keeping import baseline_of
from api.store import comparisons, plans
from api.store.packed import fault
from api.work import jobs
from api.work.fanout import fan_out, part
from api.work.hands import Hands, hands
from scheduler import Problem
from scheduler.explain.alternative import Alternative
from scheduler.explain.instead import one_way, ways

WAY = "way"
log = logging.getLogger(__name__)
MOST_SECONDS, LEAST_SECONDS, SHARE = 10.0, 1.0, 0.2  # for each way: a share of what the plan was given


@DBOS.workflow(name=jobs.COMPARISON)
def compare(tenant: str, plan: str) -> None:
    """Works out every other way and keeps what it would cost; a way is a whole solve, so a chunk has one."""
    names = ways_of(tenant, plan)
    found = None if names is None else fan_out(WAY, tenant, plan, names, chunk=1)
    keep(tenant, plan, names or [], found)


@jobs.lasting
def ways_of(tenant: str, plan: str) -> list[str] | None:
    """The other ways there are; None when there is no plan to compare with, or it cannot be read."""
    try:
        found = about(hands().store, tenant, plan)
        return None if found is None or found.result.plan is None else list(ways(found.problem))
    except SQLAlchemyError:
        raise
    except Exception as error:  # its text may tell numbers, pay among them
        log.error("%s: cannot be compared: %s", plan, type(error).__name__)
        with hands().store.scope(tenant) as scope:
            comparisons.fail(scope, plan, fault(error))
        return None


@jobs.lasting
def keep(tenant: str, plan: str, names: list[str], found: list[Any] | None) -> None:
    """Stores the comparisons, unless they have failed; a way whose part failed says so."""
    told = None
    if found is not None:
        failed = [asdict(Alternative(name, why="could not be worked out")) for name in names]
        told = [each or instead for each, instead in zip(found, failed)]
    with hands().store.scope(tenant) as scope:
        comparisons.end(scope, plan, told)


@part(WAY)
def _ways(with_: Hands, tenant: str, plan: str, names: list[str]) -> list[Any]:
    with with_.store.reading(tenant) as scope:
        row, text = plans.plan(scope, plan), plans.problem_of(scope, plan)
        baseline = None if row is None else baseline_of(scope, row)
    if row is None or text is None:
        return [None] * len(names)  # deleted meanwhile
    problem = Problem.model_validate_json(text)
    seconds = min(MOST_SECONDS, max(LEAST_SECONDS, SHARE * row.effort["time_limit"]))
    limits: dict[str, Any] = {"time_limit": seconds, "seed": row.effort["seed"], "baseline": baseline}
    return [asdict(one_way(name, problem, engine=with_.engine, **limits)) for name in names]
