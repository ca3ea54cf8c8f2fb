"""Small random problems of one to three skills that share people, vendors and limits."""

from __future__ import annotations

from itertools import count
from typing import Any

from scheduler.problem import Problem
from scheduler.validate import validate
from tests.oracle.all_features import FEATURES
from tests.oracle.features import Draft, Pick, Seeded, base, week

NAMES = sorted(FEATURES)
OWN = {"talk", "write", "calls", "mail", "letters", "secret", "team", "writers"}
OWN |= {"agents", "seniors", "hotline", "tickets", "old", "signed", "swap"}
VENDORS = {"agency", "experts"}


def mixed(seed: int) -> tuple[Problem, bool]:
    """A valid problem, and whether it has the empty plan as baseline."""
    for attempt in count():
        pick = Seeded(f"{seed}/{attempt}")
        data, names = _drawn(pick)
        problem = Problem.model_validate(data)
        if not validate(problem, baseline="baseline" in names).faults:
            return problem, "baseline" in names
    raise AssertionError


def _drawn(pick: Pick) -> tuple[Any, set[str]]:
    """A problem as dictionaries, and its features."""
    skills = pick.one([1, 2, 2, 3])
    periods = pick.one(range(4, {1: 13, 2: 7, 3: 6}[skills]))
    whole: Any = None
    names: set[str] = set()
    for number in range(skills):
        chosen = {pick.one(NAMES) for _ in range(pick.one([1, 1, 2]))}
        own = OWN if pick.one([True, True, False]) else OWN | VENDORS
        part = _renamed(_draft(pick, periods, chosen).data, own, str(number) if number else "")
        whole = part if whole is None else _merged(whole, part)
        names |= chosen
    for number in range(1, skills):
        pick.one(COUPLINGS)(pick, whole, number)
    return whole, names


def _draft(pick: Pick, periods: int, names: set[str]) -> Draft:
    draft = base(pick, 3)
    draft.periods = draft.data["forecast"]["calendar"]["periods"] = periods
    draft.stream["hours"] = tuple(float(pick.one([40, 80, 120, 0, 50, 30, 95])) for _ in range(periods))
    for name in sorted(names):
        FEATURES[name](pick, draft)
    return draft


def _renamed(data: Any, names: set[str], suffix: str) -> Any:
    if isinstance(data, dict):
        return {_renamed(key, names, suffix): _renamed(each, names, suffix) for key, each in data.items()}
    if isinstance(data, tuple):
        return tuple(_renamed(each, names, suffix) for each in data)
    return data + suffix if data in names else data


def _merged(one: Any, other: Any) -> Any:
    """Two documents in one: entries of the same key and plain values are the first one's."""
    if isinstance(one, dict) and isinstance(other, dict):
        return other | one | {key: _merged(one[key], other[key]) for key in one.keys() & other.keys()}
    if isinstance(one, tuple) and isinstance(other, tuple) and all(isinstance(e, dict) for e in one + other):
        known = {each.get("key") for each in one} - {None}
        return one + tuple(each for each in other if each.get("key") not in known)
    return one


def _lend(pick: Pick, data: Any, number: int) -> None:
    data["workforce"]["pools"][0]["skills"][f"talk{number}"] = pick.one([0.8, 0.6, 1.0])


def _two_skills(pick: Pick, data: Any, number: int) -> None:
    data["rate_card"]["offers"][0]["skills"][f"talk{number}"] = pick.one([0.9, 1.1])


def _supervise(pick: Pick, data: Any, number: int) -> None:
    data["rate_card"]["offers"][0]["supervision"] = {f"talk{number}": pick.one([4.0, 8.0])}


def _move(pick: Pick, data: Any, number: int) -> None:
    move = {"key": f"to{number}", "from": "team", "to": f"team{number}", "cost": pick.one([0.0, 200.0])}
    move |= {"duration": pick.one(["0d", "1w"]), "max_share_of_target": pick.one([None, 0.5])}
    data["workforce"]["moves"] = (*data["workforce"].get("moves", ()), move)


def _join(pick: Pick, data: Any, number: int) -> None:
    terms = {"after": pick.one(["1w", "2w"]), "to_pool": f"team{number}", "max": 1, "fee": 50.0}
    data["rate_card"]["offers"][0]["conversion"] = terms


def _cap(pick: Pick, data: Any, _: int) -> None:
    data["policy"]["max_total_heads"] = pick.one([3.0, 5.0])
    data["policy"]["max_hires"] = pick.one([1.0, 2.0])


def _spend(pick: Pick, data: Any, _: int) -> None:
    span = {"from": week(1), "to": week(4), "amount": pick.one([9000.0, 14000.0])}
    data["policy"]["budget"] = (span,)


COUPLINGS = [_lend, _two_skills, _supervise, _move, _join, _cap, _spend]
