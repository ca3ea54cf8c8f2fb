"""Rules in conflict, in words."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from scheduler.model.case import Case
from scheduler.model.matrix import IN_HOURS
from scheduler.result import Conflict
from scheduler.rules import EVERYBODY, Cost, Rule
from scheduler.search.conflicts.elastic import LEAST, Gives, Group
from scheduler.words import counted, day, period, with_days

RULES = {str(rule): rule for rule in Rule}


def conflicts_of(case: Case, gives: Gives) -> list[Conflict]:
    """A rule that gives: for each owner by how much in the worst period, who gives most first."""
    order = np.argsort(-gives.amounts.sum(axis=1), kind="stable").tolist()
    return [_conflict(case, gives, row) for row in order if gives.amounts[row].max(initial=0.0) > LEAST]


def _conflict(case: Case, gives: Gives, row: int) -> Conflict:
    block, amounts = gives.block, gives.amounts[row]
    periods = tuple(int(p) for p in block.periods[amounts > LEAST])
    amount = float(amounts.max())
    what = f"short by {_said(case, block.rule, amount)}"
    return Conflict(
        rule=str(block.rule),
        owner=block.owners[row],
        periods=periods,
        amount=amount,
        text=_text(block.rule, block.owners[row], _when(case, periods), what),
    )


def standing(case: Case, group: Group, periods: Collection[int]) -> Conflict:
    """A rule that stands against those that give."""
    rule, owner = group
    when = tuple(sorted(periods))
    text = _text(RULES[rule], owner, _when(case, when), "stands against it")
    return Conflict(rule=rule, owner=owner, periods=when, amount=0.0, text=text)


def _text(rule: Rule | Cost, owner: str, when: str, what: str) -> str:
    place = when if owner == EVERYBODY else f"{owner}, {when}"
    place = with_days(owner) if rule is Rule.BUDGET else place
    return f"{rule.meaning[:-1]}: {place}: {what}."


def _said(case: Case, rule: Rule | Cost, amount: float) -> str:
    if rule is Rule.BUDGET:
        return f"{amount:,.2f} {case.index.problem.forecast.currency}"
    unit = "hour" if rule in IN_HOURS else "vendor" if rule is Rule.VENDOR_COUNT else "head"
    return counted(amount, unit, say=_number)


def _number(amount: float) -> str:
    """With one decimal where there is one; of less than one head or hour, two digits that count."""
    return f"{amount:,.1f}".removesuffix(".0") if amount >= 0.95 else f"{amount:.2g}"


def _when(case: Case, periods: tuple[int, ...]) -> str:
    days = case.index.clock.first_days
    planned = [t for t in periods if 0 <= t < case.index.periods]
    if not planned:
        return "over the whole horizon"
    if len(planned) == 1:
        return f"in {period(case.index.timeline.calendar.unit, days[planned[0]])}"
    return f"between {day(days[planned[0]])} and {day(days[planned[-1]])}"
