"""Every field of the input that can give, by the rule it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.explain.remedies.levers import card, demand, own, rules
from scheduler.explain.remedies.levers.fields import Fields
from scheduler.explain.remedies.levers.lever import Lever, in_order, merged
from scheduler.problem import Problem
from scheduler.rules import Rule
from scheduler.search.conflicts import Group

__all__ = ["LEVERS", "Lever", "in_order", "levers_of", "merged"]

LEVERS: dict[str, Callable[[Fields], Iterator[Lever]]] = {
    str(rule): getattr(module, str(rule))
    for rule in Rule
    for module in (own, card, demand, rules)
    if str(rule) in vars(module)
}


def levers_of(problem: Problem, group: Group) -> tuple[Lever, ...]:
    """What can give for a rule and its owner; nothing where the input sets no limit."""
    make = LEVERS.get(group[0])
    return () if make is None else tuple(make(Fields(problem, group)))
