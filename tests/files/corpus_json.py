"""Broken JSON files: (name, bytes or a change of the data, what the place must say)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.files.plain import document

TEXTS: list[tuple[str, bytes, str]] = [
    ("json empty", b"", "problem.json"),
    ("json blank", b"  \n ", "problem.json line"),
    ("json nonsense", b"hello", "line 1 column 1"),
    ("json half a file", json.dumps(document()).encode()[:300], "line 1 column"),
    ("json trailing comma", b'{"format": 1,}', "line 1 column"),
    ("json two objects", b"{} {}", "line 1 column 4"),
    ("json comment", b'{"format": 1} // mine', "line 1 column"),
    ("json single quotes", b"{'format': 1}", "line 1 column 2"),
    ("json list", b"[1]", "problem.json"),
    ("json number", b"17", "problem.json"),
    ("json null", b"null", "problem.json"),
    ("json nothing in it", b"{}", "problem.json"),
    ("json too deep", b'{"forecast":' + b"[" * 5000 + b"]" * 5000 + b"}", "line 1 column"),
    ("json deep objects", b'{"a":' * 3000 + b"1" + b"}" * 3000, "line 1 column"),
    ("json latin-1", '{"format": 1, "x": "M\xfcller"}'.encode("latin-1"), "problem.json"),
    ("json control character", b'{"format": "a\x01"}', "line 1 column"),
    ("json unknown document", b'{"forcast": {}, "policy": {}}', "#/forcast"),
    ("json key twice", b'{"policy": {"strict": true, "strict": false}}', "policy#/strict"),
    ("json document twice", b'{"policy": {}, "policy": {}}', "policy#"),
]


def put(*steps: str | int, value: Any) -> Callable[[Any], None]:
    """A change that sets the value at a path."""

    def change(data: Any) -> None:
        for step in steps[:-1]:
            data = data[step]
        data[steps[-1]] = value

    return change


def drop(*steps: str | int) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for step in steps[:-1]:
            data = data[step]
        del data[steps[-1]]

    return change


POOL = ("workforce", "pools", 0)
OFFER = ("rate_card", "offers", 0)
WORK = ("forecast", "workstreams", 0)
CALENDAR = ("forecast", "calendar")
VALUES: list[tuple[str, Callable[[Any], None], str]] = [
    ("NaN", put(*POOL, "salary", value=float("nan")), "workforce#/pools/0/salary"),
    ("Infinity", put(*POOL, "salary", value=float("inf")), "workforce#/pools/0/salary"),
    (
        "minus Infinity in a series",
        put(*WORK, "hours", 2, value=float("-inf")),
        "forecast#/workstreams/0/hours/2",
    ),
    ("an enormous whole number", put(*POOL, "salary", value=10**400), "workforce#/pools/0/salary"),
    ("half a character", put(*POOL, "site", value="\ud800"), "workforce#/pools/0/site"),
    ("half a character in a name", put(*POOL, "skills", "\udfff", value=1), "workforce#/pools/0/skills"),
    ("unknown field", put(*OFFER, "min_tern", value="2w"), "rate_card#/offers/0/min_tern"),
    ("another format", put("format", value=2), "#/format"),
    ("no forecast", drop("forecast"), "problem.json"),
    ("a number as text", put(*POOL, "headcount", value="12"), "workforce#/pools/0/headcount"),
    ("a number with underscores", put(*POOL, "headcount", value="1_000"), "workforce#/pools/0/headcount"),
    ("true for a number", put(*POOL, "headcount", value=True), "workforce#/pools/0/headcount"),
    ("NaN as text", put(*WORK, "hours", 1, value="NaN"), "forecast#/workstreams/0/hours/1"),
    ("a number for text", put(*POOL, "key", value=7), "workforce#/pools/0/key"),
    ("null for what is needed", put(*WORK, "skill", value=None), "forecast#/workstreams/0/skill"),
    ("no key", drop(*POOL, "key"), "workforce#/pools/0/key"),
    ("a list for an object", put("workforce", value=[]), "workforce#"),
    ("an object for a list", put("workforce", "pools", value={}), "workforce#/pools"),
    ("negative heads", put(*POOL, "headcount", value=-1), "workforce#/pools/0/headcount"),
    ("negative demand", put(*WORK, "hours", 0, value=-5), "forecast#/workstreams/0/hours/0"),
    ("24 for a share", put(*POOL, "shrinkage", value=24), "workforce#/pools/0/shrinkage"),
    ("a shrinkage of 1", put(*POOL, "shrinkage", value=1), "workforce#/pools/0/shrinkage"),
    ("a day that does not exist", put(*CALENDAR, "start", value="2027-02-30"), "forecast#/calendar/start"),
    ("a day with a time", put(*CALENDAR, "start", value="2027-01-04T12:00"), "forecast#/calendar/start"),
    ("a German date", put(*CALENDAR, "start", value="04.01.2027"), "forecast#/calendar/start"),
    ("a number for a date", put(*CALENDAR, "start", value=46391), "forecast#/calendar/start"),
    ("a duration in words", put(*OFFER, "lead", value="ten weeks"), "rate_card#/offers/0/lead"),
    ("a broken duration", put(*OFFER, "lead", value="1.5w"), "rate_card#/offers/0/lead"),
    ("half a period", put(*CALENDAR, "periods", value=2.5), "forecast#/calendar/periods"),
    ("no period", put(*CALENDAR, "periods", value=0), "forecast#/calendar/periods"),
    ("too many periods", put(*CALENDAR, "periods", value=10**9), "forecast#/calendar/periods"),
    ("an empty name", put(*POOL, "key", value=""), "workforce#/pools/0/key"),
    ("a blank name", put(*POOL, "key", value="   "), "workforce#/pools/0/key"),
    ("a long name", put(*POOL, "key", value="x" * 201), "workforce#/pools/0/key"),
    ("a currency in words", put("forecast", "currency", value="euro"), "forecast#/currency"),
    ("a country in words", put(*CALENDAR, "country", value="Germany"), "forecast#/calendar/country"),
    ("a list for a number", put(*POOL, "headcount", value=[1, 2]), "workforce#/pools/0/headcount"),
    ("an unknown unit", put(*CALENDAR, "unit", value="fortnight"), "forecast#/calendar/unit"),
    ("an unknown span", put(*POOL, "per", value="minute"), "workforce#/pools/0/per"),
    ("no skills", put(*POOL, "skills", value={}), "workforce#/pools/0/skills"),
    ("an efficiency of 0", put(*POOL, "skills", "phone", value=0), "workforce#/pools/0/skills/phone"),
    (
        "needed after nobody knows",
        put(*POOL, "needed_after", value="someday"),
        "workforce#/pools/0/needed_after",
    ),
    (
        "a value without a value",
        put(*POOL, "salary", value=[{"from": "2027-01-04"}]),
        "pools/0/salary/0/value",
    ),
    (
        "an empty table",
        put(*POOL, "pay_by_age", value={"values": []}),
        "workforce#/pools/0/pay_by_age/values",
    ),
    ("text in a series", put(*WORK, "hours", value="lots"), "forecast#/workstreams/0/hours"),
    (
        "a release without its limit",
        put(*POOL, "release", value={}),
        "workforce#/pools/0/release/max_of_present",
    ),
]


def write_text(content: bytes) -> Callable[[Path], list[Path]]:
    def write(folder: Path) -> list[Path]:
        (folder / "problem.json").write_bytes(content)
        return [folder / "problem.json"]

    return write


def write_value(change: Callable[[Any], None]) -> Callable[[Path], list[Path]]:
    data = document()
    change(data)
    return write_text(json.dumps(data).encode())
