"""One field of a problem, found by its path and set."""

from __future__ import annotations

from typing import Any

from api.bodies import checked
from api.documents.submit import MODELS
from api.errors import invalid
from api.pay import is_pay
from api.schemas.variants import OtherField
from api.store.documents import Kind
from scheduler.errors import Fault
from scheduler.problem import Problem

KEPT_BY_PAY = "leave it out, or ask somebody who sees pay"


def with_field(problem: Problem, asked: OtherField, place: str, pay: bool) -> Problem:
    """The problem with this field changed; ApiError 422 where there is no such field, or not with this value.

    Who may not see pay changes none: from what is refused it could be learnt.
    """
    document = getattr(problem, asked.document).model_dump(mode="json", by_alias=True)
    holder, last, pointer = _holder(document, asked, place)
    if not pay and is_pay(pointer):
        raise invalid([Fault("pay_not_yours", place, f"{asked.field} is pay", KEPT_BY_PAY)])
    if "was" in asked.model_fields_set and holder[last] != asked.was:
        found = f"{asked.field} does not say what it is to say before"
        raise invalid([Fault("changed_meanwhile", f"{place}/was", found, "read the problem again")])
    holder[last] = asked.value
    kind = Kind(asked.document)
    return problem.model_copy(update={asked.document: checked(MODELS[kind], document, kind)})


def _holder(document: Any, asked: OtherField, place: str) -> tuple[Any, str | int, str]:
    """What holds a field, the field's name or place in it, and where that is in the document."""
    steps, inner = [asked.document + "#"], document
    if asked.table is not None:
        rows = document.get(asked.table)
        number = _row(rows, asked.row) if isinstance(rows, list) else None
        if number is None:
            found = f"{asked.table} has no row '{asked.row}'"
            raise invalid([Fault("unknown_key", f"{place}/row", found, "name one that is there")])
        steps, inner = [*steps, asked.table, str(number)], rows[number]
    *path, last = asked.field.split("/")
    for step in path:
        inner = _inside(inner, step)
        steps.append(step)
    if isinstance(inner, list) and last.isdecimal() and int(last) < len(inner):
        return inner, int(last), "/".join([*steps, last])
    if isinstance(inner, dict) and last in inner:
        return inner, last, "/".join([*steps, last])
    raise invalid([Fault("unknown_field", f"{place}/field", f"no field '{asked.field}'", "correct the name")])


def _row(rows: list[Any], key: str | None) -> int | None:
    """The row with this key, or in this place where rows have none."""
    every = (place for place, row in enumerate(rows) if row.get("key", str(place)) == key)
    return next(every, None)


def _inside(inner: Any, step: str) -> Any:
    if isinstance(inner, list):
        return inner[int(step)] if step.isdecimal() and int(step) < len(inner) else None
    return inner.get(step) if isinstance(inner, dict) else None
