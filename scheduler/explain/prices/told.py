"""The sentence on the prices of an hour."""

from __future__ import annotations

from scheduler.explain.interval import TOO_CLOSE
from scheduler.explain.prices.throughout import Throughout
from scheduler.explain.sums import an_hour, ends
from scheduler.words import rate

Amounts = tuple[float | None, ...]
VERDICTS = {"agrees": "the relaxation can be trusted", "differs": "the relaxation misleads"}


def told(skill: str, held: Amounts | None, free: Amounts | None, through: Throughout | None) -> str:
    """What an hour of a skill costs by each method that had an answer."""
    parts = [] if held is None else [_span(held, "by period, heads as planned")]
    parts += [] if free is None else [_span(free, "where heads may adapt (LP relaxation)")]
    parts += [] if through is None else [_throughout(through)]
    if not parts:
        return f"One more hour of {skill}: there was no time to tell."
    return f"One more hour of {skill} costs {'; '.join(parts)}."


def _span(amounts: Amounts, how: str) -> str:
    known = [amount for amount in amounts if amount is not None]
    if not known:
        return f"not possible {how}"
    some = "" if len(known) == len(amounts) else ", in periods in which it is possible"
    return f"{ends(rate(min(known)), rate(max(known)))} {how}{some}"


def _throughout(through: Throughout) -> str:
    more = f"{through.fte} FTE more throughout"
    if not through.possible:
        return f"{more} is not possible (re-solve)"
    if through.per_hour is None:
        return f"{TOO_CLOSE} with {more} (re-solve)"
    verdict = VERDICTS.get(through.relaxation)
    return f"{an_hour(through.per_hour)} with {more} (re-solve)" + (f": {verdict}" if verdict else "")
