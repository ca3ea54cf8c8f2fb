"""Two plans, or the documents they were made from, side by side in numbers and in words."""

from scheduler.explain.difference.matching import TRACE, matched, same_actions
from scheduler.explain.difference.plans import (
    ActionPair,
    Difference,
    HeadsPair,
    KindPair,
    Pair,
    WorkPair,
    difference,
    own_heads_apart,
    pair,
)

__all__ = [
    "TRACE",
    "ActionPair",
    "Difference",
    "HeadsPair",
    "KindPair",
    "Pair",
    "WorkPair",
    "difference",
    "matched",
    "own_heads_apart",
    "pair",
    "same_actions",
]
