"""The sentence on the prices of an hour."""

from __future__ import annotations

from scheduler.explain.interval import TOO_CLOSE
from scheduler.explain.prices.throughout import Throughout
from scheduler.explain.prices.words import an_hour, between, hours_between

Amounts = tuple[float | None, ...]
VERDICTS = {"agrees": "the relaxation can be trusted", "differs": "the relaxation misleads"}


def told(skill: str, held: Amounts | None, free: Amounts | None, through: Throughout | None) -> str:
    """What an hour of a skill costs by each method that had an answer."""
    parts = [] if held is None else [f"{_span(held)} by period with heads as planned"]
    parts += [] if free is None else [f"{_span(free)} where heads may adapt (LP relaxation)"]
    parts += [] if through is None else [_throughout(through)]
    if not parts:
        return f"One more hour of {skill}: there was no time to tell."
    return f"One more hour of {skill}: {'; '.join(parts)}."


def _span(amounts: Amounts) -> str:
    known = [amount for amount in amounts if amount is not None]
    if not known:
        return "not possible"
    some = "" if len(known) == len(amounts) else " where it is possible"
    return between(an_hour(min(known)), an_hour(max(known))) + some


def _throughout(through: Throughout) -> str:
    solved = f"{through.fte} FTE more throughout, re-solve"
    if not through.possible:
        return f"not possible all the time ({solved})"
    if through.per_hour is None:
        return f"{TOO_CLOSE} all the time ({solved})"
    verdict = VERDICTS.get(through.relaxation)
    return f"{hours_between(through.per_hour)} all the time ({solved})" + (f": {verdict}" if verdict else "")
