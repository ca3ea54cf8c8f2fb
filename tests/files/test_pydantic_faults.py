"""What pydantic finds, said in our words: one fault for each thing wrong, at a place that is the user's."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from scheduler.errors import Fault
from scheduler.files.places import Places
from scheduler.files.pydantic_faults import faults_of
from scheduler.problem.actuals import Actuals


class Inner(BaseModel):
    """What may stand in a union."""

    size: float
    parts: tuple[int, ...] = ()


class Deep(BaseModel):
    """A union within another."""

    inner: str | Inner


class Outer(BaseModel):
    """Unions of text and objects, alone, in lists and by name."""

    one: Annotated[str, Field(min_length=2, max_length=5)] | Inner = "none"
    many: list[str | Inner] = []
    named: dict[str, bool | Inner] = {}
    deep: str | Deep = ""


def told(model: type[BaseModel], data: Any) -> list[Fault]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate_json(json.dumps(data), strict=True)
    return list(faults_of(caught.value, data, Places(), model=model, within=("body",)))


UNIONS: list[tuple[Any, list[tuple[str, str]]]] = [
    ({"one": {"size": "big"}}, [("body#/one/size", "write a number")]),
    ({"one": {}}, [("body#/one/size", "fill it in")]),
    ({"one": "x"}, [("body#/one", "write some text")]),
    ({"one": "longer"}, [("body#/one", "write at most 5 characters")]),
    ({"deep": {"inner": 7}}, [("body#/deep/inner", "write text or an object")]),
    ({"one": 7}, [("body#/one", "write text or an object")]),
    ({"many": ["a", {"size": None}, 3]}, [
        ("body#/many/1/size", "write a number"),
        ("body#/many/2", "write text or an object"),
    ]),
    ({"named": {"Inner": {"size": "big"}, "str": "yes"}}, [
        ("body#/named/Inner/size", "write a number"),
        ("body#/named/str", "write true or false or an object"),
    ]),
    ({"many": [{"size": 1.0, "parts": [1, "x"]}], "one": {"size": "big", "parts": []}}, [
        ("body#/one/size", "write a number"),
        ("body#/many/0/parts/1", "write a whole number"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "faults"), UNIONS, ids=[str(data) for data, _ in UNIONS])
def test_only_the_branch_that_was_meant_is_told_of(data: Any, faults: list[tuple[str, str]]) -> None:
    assert [(fault.place, fault.fix) for fault in told(Outer, data)] == faults


def test_words_of_actuals_are_listed() -> None:
    data = {"rows": [{"what": "own headz", "name": "Phone", "date": "2027-01-04", "value": 1}]}
    with pytest.raises(ValidationError) as caught:
        Actuals.model_validate(data, strict=False)
    (fault,) = faults_of(caught.value, data, Places(), model=Actuals)
    assert (fault.code, fault.found) == ("unknown_word", "'what' is 'own headz'; did you mean own heads?")
    assert fault.fix.startswith("write 'own heads', 'own starts', ")
    assert fault.fix.endswith(" or 'backlog'")
