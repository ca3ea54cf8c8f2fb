"""Why a plan is as it is: each question answered on this worker's engine."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from typing import Any

from sqlalchemy import Row

from api.parts.explained import about
from api.parts.questions import explainable, wanted
from api.store import studies
from api.store.store import now
from api.store.studies import Kind
from api.work.fanout import part
from api.work.hands import Hands
from scheduler.explain.asking import Asking
from scheduler.explain.explain import Question, answered

SECONDS = 4.0  # for one solve behind an answer
KEPT = 2  # plans of which what was worked out for one chunk is there for the next
log = logging.getLogger(__name__)
_askings: OrderedDict[str, Asking] = OrderedDict()


def items(with_: Hands, tenant: str, study: Row[Any]) -> list[Any] | None:
    """The questions that nobody has answered yet, as (room, name); None when nothing can be explained."""
    found = about(with_.store, tenant, study.plan)
    if found is None or not explainable(found):
        return None
    with with_.store.scope(tenant) as scope:
        studies.begin(scope, study.id, study.asked["seconds"])
        every = [row.id for row in studies.of(scope, study.plan, Kind.EXPLANATION)]
        known = studies.answered(scope, every)
    return [list(each) for each in wanted(study.asked, found) if known.get(str(each)) is None]


@part(Kind.EXPLANATION)
def _answers(with_: Hands, tenant: str, identity: str, chunk: list[Any]) -> list[Any]:
    """Whether each question of a chunk has an answer; the answers are in the store."""
    with with_.store.reading(tenant) as scope:
        study = studies.one(scope, identity)
    asking = None if study is None else _asking(with_, tenant, study)
    if study is None or asking is None:
        return [None] * len(chunk)  # deleted meanwhile
    done = list[Any]()
    for each in chunk:
        question = Question(*each)
        body = _answer(question, asking)
        with with_.store.scope(tenant) as scope:
            if studies.one(scope, identity) is not None:
                studies.answer(scope, identity, str(question), body)
        done.append(body is not None)
    return done


def _answer(question: Question, asking: Asking) -> str | None:
    try:
        found = answered(question, asking)
    except Exception as error:  # one question without an answer is no reason for none at all
        log.error("%s has no answer: %s", question.room, type(error).__name__)
        return None
    return None if found is None else found.model_dump_json(by_alias=True)


def _asking(with_: Hands, tenant: str, study: Row[Any]) -> Asking | None:
    """Questions of one plan share what they need alike; until when they may be asked is each study's."""
    asking = _askings.pop(study.plan, None)
    if asking is None:
        found = about(with_.store, tenant, study.plan)
        if found is None:
            return None
        asking = Asking(found, with_.engine, SECONDS)
    asking.until = time.monotonic() + (study.until - now()).total_seconds()
    _askings[study.plan] = asking
    while len(_askings) > KEPT:
        _askings.popitem(last=False)
    return asking
