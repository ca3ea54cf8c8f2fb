"""A raw body, where it goes, and what must come back."""

from __future__ import annotations

from typing import NamedTuple

PLANS, FORECAST, WORKFORCE, RATE_CARD, POLICY = "plans", "forecast", "workforce", "rate_card", "policy"
WHERE = {
    PLANS: ("POST", "/v1/plans"),
    FORECAST: ("PUT", "/v1/forecasts/x"),
    WORKFORCE: ("PUT", "/v1/workforces/x"),
    RATE_CARD: ("PUT", "/v1/rate-cards/x"),
    POLICY: ("PUT", "/v1/policies/x"),
}
CALENDAR = '"calendar": {"start": "2027-01-04", "periods": 4}'
WORK = f'{{{CALENDAR}, "workstreams": [{{"key": "w", "skill": "s", "hours": 10, "shortage_cost": 90}}]}}'


class Case(NamedTuple):
    """`code` is the answer's; `fault` the code of one of its faults, with its `place` and what it `says`."""

    name: str
    route: str
    body: bytes
    status: int
    code: str = ""
    fault: str = ""
    place: str = ""
    says: str = ""


def raw(text: str | bytes) -> bytes:
    """The text as it goes over the wire."""
    return text if isinstance(text, bytes) else text.encode()


def pool(inside: str | bytes) -> bytes:
    """A workforce of one pool with these further fields."""
    return b'{"pools": [{"key": "a", "skills": {"s": 1}, ' + raw(inside) + b"}]}"


def offer(inside: str | bytes) -> bytes:
    """A rate card of one offer with these further fields."""
    start = b'{"vendors": [{"key": "v"}], "offers": [{"key": "o", "vendor": "v", "skills": {"s": 1}, '
    return start + raw(inside) + b"}]}"


def vendor(inside: str | bytes) -> bytes:
    """A rate card of one vendor with these further fields."""
    return b'{"vendors": [{"key": "v", ' + raw(inside) + b"}]}"


def stream(inside: str | bytes) -> bytes:
    """A forecast of one workstream with these further fields."""
    return raw(f'{{{CALENDAR}, "workstreams": [{{"key": "w", "skill": "s", ') + raw(inside) + b"}]}"


def calendar(inside: str | bytes) -> bytes:
    """A forecast with this calendar."""
    return b'{"workstreams": [], "calendar": {' + raw(inside) + b"}}"


def plan(inside: str | bytes) -> bytes:
    """A request for a plan that carries its forecast, with these further fields."""
    return raw(f'{{"series": "t", "forecast": {WORK}, ') + raw(inside) + b"}"


def effort(inside: str | bytes) -> bytes:
    """A request for a plan with this effort."""
    return plan(b'"effort": {' + raw(inside) + b"}")


def broken(name: str, route: str, text: str | bytes, fault: str = "malformed_json", says: str = "") -> Case:
    """A body that is no JSON: 400."""
    return Case(name, route, raw(text), 400, "malformed_json", fault, "", says)


def coded(name: str, route: str, text: bytes) -> Case:
    """A body in an encoding that JSON has not: 400."""
    return broken(name, route, text, "bad_encoding", "save the file as UTF-8")


def twice(name: str, route: str, text: str | bytes, place: str) -> Case:
    """A key that stands twice: 400."""
    return Case(name, route, raw(text), 400, "duplicate_key", "duplicate_key", place, "twice")


def endless(name: str, route: str, text: str | bytes, place: str = "") -> Case:
    """A number that is none: 400."""
    return Case(name, route, raw(text), 400, "not_finite", "not_finite", place)


def wrong(name: str, route: str, text: str | bytes, fault: str, place: str, says: str = "") -> Case:
    """JSON that says what cannot be: 422."""
    return Case(name, route, raw(text), 422, "validation_failed", fault, place, says)


def lawful(name: str, route: str, text: str | bytes) -> Case:
    """Odd, and right."""
    return Case(name, route, raw(text), 202 if route == PLANS else 201)
