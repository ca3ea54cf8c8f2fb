"""One plan from the store to the store: the only caller of `solve` in the service."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Row
from sqlalchemy.exc import SQLAlchemyError

from api.replans.given import Given
from api.requisitions.keeping import baseline_of
from api.store import derived, plans, traces
from api.store.derived import Relation
from api.store.events import Event, emit
from api.store.packed import fault
from api.store.plans import State
from api.store.store import Scope, Store
from api.work.replanning import Carried, carried
from api.work.summary import summary
from scheduler import Plan, Problem, Result, solve
from scheduler.engine import EngineCrashed, Progress
from scheduler.errors import InvalidProblem, OurFault, PlanRejected
from scheduler.result import Outcome, StopReason

ATTEMPTS = 3  # a solver that crashes is tried twice more
LOOK_EVERY = 0.5  # seconds between two looks at whether somebody wants the end
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A plan that has been asked for, and who works on it with how many cores."""

    store: Store
    tenant: str
    plan: str
    worker: str
    cores: int


def carry_out(job: Job) -> State | None:
    """Solves a plan and stores how it ended; None when it had ended before. Safe to call twice."""
    with job.store.scope(job.tenant) as scope:
        if not plans.begin(scope, job.plan, job.worker):
            return None
        traces.begin(scope, job.plan)
    try:
        ask, effort = _asked(job)
        answer = _solved(job, ask, effort)
    except SQLAlchemyError:
        raise
    except InvalidProblem as error:
        return _failed(job, "validation_failed", type(error).__name__)
    except PlanRejected as error:
        return _failed(job, "plan_rejected", str(error))
    except OurFault as error:
        return _failed(job, "solver_crashed", str(error))
    except Exception as error:  # what nobody expected must not leave the plan open for ever
        return _failed(job, fault(error)["code"], type(error).__name__)
    return _ended(job, answer)


def _asked(job: Job) -> tuple[Callable[..., Result | Carried], Mapping[str, Any]]:
    """What is to be worked out (a problem's plan, or an earlier plan carried on), and with what effort."""
    with job.store.reading(job.tenant) as scope:
        row, text = plans.plan(scope, job.plan), plans.problem_of(scope, job.plan)
        assert row is not None
        assert text is not None
        given = derived.given(scope, job.plan)
        if given is not None and row.relation == Relation.REPLAN:
            return partial(carried, Given.model_validate_json(given)), row.effort
        baseline = baseline_of(scope, row)
        problem = Problem.model_validate_json(text)
        start = _start(scope, row, problem) if row.relation == Relation.VARIANT else None
    return partial(solve, problem, baseline=baseline, start=start), row.effort


def _start(scope: Scope, row: Row[Any], problem: Problem) -> Plan | None:
    """The plan to search from: that of the problem it varies, less what is taken from vendors no more."""
    text = plans.result_of(scope, row.of)
    plan = None if text is None else Result.model_validate_json(text).plan
    closed = set((row.told or {}).get("closed", ()))
    if plan is None or not closed:
        return plan
    offers = {offer.key for offer in problem.rate_card.offers if offer.vendor in closed}
    kept = tuple(action for action in plan.actions if action.owner not in offers)
    return plan.model_copy(update={"actions": kept})


def _solved(job: Job, ask: Callable[..., Result | Carried], effort: Mapping[str, Any]) -> Result | Carried:
    watch = _Watch(job)
    with watch:
        for attempt in range(ATTEMPTS):
            try:
                return ask(
                    time_limit=effort["time_limit"],
                    gap=effort["gap"],
                    seed=effort["seed"],
                    on_progress=watch.told,
                    stop=watch.stop,
                    cores=job.cores,
                )
            except EngineCrashed as error:
                log.warning(
                    "plan %s: the solver crashed (%s of %s): %s", job.plan, attempt + 1, ATTEMPTS, error
                )
                if attempt + 1 == ATTEMPTS:
                    raise
    raise AssertionError


def _ended(job: Job, answer: Result | Carried) -> State | None:
    result = answer.result if isinstance(answer, Carried) else answer
    if result.outcome is Outcome.NO_PLAN_IN_TIME and result.stop_reason is StopReason.STOPPED:
        with job.store.scope(job.tenant) as scope:
            return _told(scope, job, State.CANCELLED, plans.fail(scope, job.plan, State.CANCELLED, None))
    text = result.model_dump_json(by_alias=True)
    with job.store.scope(job.tenant) as scope:
        ended = plans.finish(scope, job.plan, text, summary(result))
        traces.note(scope, job.plan, (result.seconds, result.cost, result.bound))
        if ended and isinstance(answer, Carried):
            derived.keep(scope, job.plan, answer.kept.model_dump_json(by_alias=True), answer.told)
        return _told(scope, job, State.FINISHED, ended)


def _failed(job: Job, code: str, detail: str) -> State | None:
    """`detail` goes to the log, so it says nothing of the problem's numbers: pay is among them."""
    log.error("plan %s failed: %s: %s", job.plan, code, detail)
    with job.store.scope(job.tenant) as scope:
        return _told(scope, job, State.FAILED, plans.fail(scope, job.plan, State.FAILED, {"code": code}))


def _told(scope: Scope, job: Job, state: State, ended: bool) -> State | None:
    """Tells those who want to know, unless the plan had ended before."""
    if not ended:
        return None
    emit(scope, Event.PLAN_FINISHED, plan=job.plan, state=state.value)
    return state


class _Watch:
    """Notes the search's progress now and then, and hears when somebody wants its end."""

    def __init__(self, job: Job) -> None:
        self._job, self.stop, self._begun = job, threading.Event(), time.monotonic()
        self._done, self._news = threading.Event(), Progress(0.0, None, None, None)
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def told(self, news: Progress) -> None:
        """The newest of the search."""
        self._news = news

    def _look(self) -> None:
        job = self._job
        while not self._done.wait(LOOK_EVERY):
            news = self._news
            try:
                with job.store.scope(job.tenant) as scope:
                    passed = round(time.monotonic() - self._begun, 1)
                    traces.note(scope, job.plan, (passed, news.incumbent, news.bound))
                    if plans.progress(scope, job.plan, news.incumbent, news.bound, news.gap):
                        self.stop.set()
            except Exception:  # the storage is away: the search goes on, its result will need it
                log.exception("plan %s: its progress cannot be stored", job.plan)
