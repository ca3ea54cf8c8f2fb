"""Odd parameters of requests without a body, and what must come back: on PostgreSQL and SQLite the same."""

from __future__ import annotations

import base64
import json
from typing import NamedTuple


class Asked(NamedTuple):
    """`code` is the answer's; none where it is no error."""

    name: str
    method: str
    path: str
    status: int
    code: str = ""
    headers: tuple[tuple[str, bytes], ...] = ()


def cursor(*place: object) -> str:
    """A cursor as lists give them, of another place."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def bad(name: str, path: str, code: str = "validation_failed") -> Asked:
    return Asked(name, "GET", path, 422, code)


def goes_on(name: str, *place: object) -> Asked:
    return bad(name, f"/v1/plans?cursor={cursor(*place)}", "bad_cursor")


def nowhere(name: str, method: str, path: str) -> Asked:
    return Asked(name, method, path, 404, "not_found")


def key(name: str, value: bytes) -> Asked:
    return Asked(name, "GET", "/v1/me", 401, "unauthenticated", (("Authorization", value),))


def on(name: str, value: bytes, status: int = 412, code: str = "stale") -> Asked:
    return Asked(name, "PUT", "/v1/policies/p", status, code, (("If-Match", value),))


NIGHT = "2027-01-01T00:00:00+00:00"
CASES = [
    nowhere("a null for a plan", "GET", "/v1/plans/%00"),
    nowhere("a null to be stopped", "POST", "/v1/plans/%00:stop"),
    nowhere("a null to be adopted", "POST", "/v1/plans/%00:adopt"),
    nowhere("no UTF-8 for a plan", "GET", "/v1/plans/%ff"),
    nowhere("5,000 characters for a plan", "GET", "/v1/plans/" + "a" * 5000),
    nowhere("a path out of the service", "GET", "/v1/%2e%2e/%2e%2e/etc/passwd"),
    nowhere("a version nobody made", "GET", "/v1/policies/p?version=2147483647"),
    nowhere("before all years", "GET", "/v1/policies/p?as_of=0001-01-01T00:00:00%2B14:00"),
    Asked("after all years", "GET", "/v1/policies/p?as_of=9999-12-31T23:59:59-14:00", 200),
    Asked("plans since before all years", "GET", "/v1/plans?updated_since=0001-01-01T00:00:00%2B14:00", 200),
    Asked("plans since after all years", "GET", "/v1/plans?updated_since=9999-12-31T23:59:59-14:00", 200),
    Asked("a series that is no UTF-8", "GET", "/v1/plans?series=%ff%fe", 200),
    bad("a null for a series", "/v1/plans?series=%00"),
    bad("a null for a cursor", "/v1/plans?cursor=%00"),
    bad("a state that is none", "/v1/plans?state=lost"),
    bad("no limit", "/v1/plans?limit=0"),
    bad("a limit too high", "/v1/plans?limit=201"),
    bad("an endless limit", "/v1/plans?limit=1e999"),
    bad("NaN for a limit", "/v1/plans?limit=NaN"),
    bad("a limit of many digits", "/v1/plans?limit=99999999999999999999999"),
    bad("a limit of very many digits", "/v1/plans?limit=" + "9" * 5000),
    bad("since a word", "/v1/plans?updated_since=yesterday"),
    bad("since a time without a zone", "/v1/plans?updated_since=2027-01-01T00:00:00"),
    bad("version 2 to the 63rd", "/v1/policies/p?version=9223372036854775808"),
    bad("version 2 to the 31st", "/v1/policies/p?version=2147483648"),
    bad("version 0", "/v1/policies/p?version=0"),
    bad("as of NaN", "/v1/policies/p?as_of=NaN"),
    bad("a cursor of brackets", "/v1/plans?cursor=" + "[" * 400, "bad_cursor"),
    bad("a cursor too long", "/v1/plans?cursor=" + "a" * 501),
    bad("a cursor of umlauts", "/v1/plans?cursor=%C3%A4", "bad_cursor"),
    goes_on("a cursor of numbers", 1, 2),
    goes_on("a cursor of three", NIGHT, "a", "b"),
    goes_on("a cursor to a null", NIGHT, "\0"),
    goes_on("a cursor to half a character", NIGHT, "\ud800"),
    Asked("a cursor before all years", "GET", f"/v1/plans?cursor={cursor('0001-01-01T00:00:00+14:00', 'x')}",
          200),
    Asked("waiting for NaN", "POST", "/v1/plans?wait=NaN", 422, "validation_failed"),
    Asked("waiting for ever", "POST", "/v1/plans?wait=inf", 422, "validation_failed"),
    Asked("waiting backwards", "POST", "/v1/plans?wait=-1", 422, "validation_failed"),
    Asked("an empty key of a request", "POST", "/v1/plans", 422, "validation_failed", (("Idempotency-Key",
          b""),)),
    Asked("a long key of a request", "POST", "/v1/plans", 422, "validation_failed",
          (("Idempotency-Key", b"a" * 201),)),
    Asked("a null for a document", "PUT", "/v1/policies/%00", 404, "not_found"),
    Asked("a line end in a document's key", "PUT", "/v1/policies/a%0a", 422, "validation_failed"),
    Asked("a blank document's key", "PUT", "/v1/policies/%20", 422, "validation_failed"),
    Asked("a document's key of 201 characters", "PUT", "/v1/policies/" + "a" * 201, 422, "validation_failed"),
    Asked("a share that is none", "PUT", "/v1/policies/p?max_change=%C2%B2%25", 422, "validation_failed"),
    on("on a version that is no number", b"nonsense"),
    on("on a version of a digit that is none", b'"\xb2"'),
    on("on a version of many digits", b'"' + b"9" * 30 + b'"'),
    on("on a version below zero", b'"-1"'),
    on("on a version of many characters", b'"' + b"1" * 60 + b'"', 422, "validation_failed"),
    key("an empty key", b"Bearer "),
    key("no key at all", b"Bearer"),
    key("a name and a password", b"Basic eDp5"),
    key("a key of no characters", b"Bearer \xff\xfe\x80"),
    key("a key of 9,000 characters", b"Bearer " + b"x" * 9000),
    key("a key of SQL", b"Bearer ' OR 1=1 --"),
    Asked("a method that nobody has", "TRACE", "/v1/plans", 405, "method_not_allowed"),
    Asked("a method of this resource alone", "PUT", "/v1/plans", 405, "method_not_allowed"),
]  # fmt: skip
